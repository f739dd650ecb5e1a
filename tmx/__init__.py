"""Translation memory exchange: every file format, streamed in and out as plain values.

Purity rule of this floor: no database, no Flask, no file of its own; a reader yields values, a writer takes them.
"""
