"""Matching: the published score, and the index arithmetic by which a search misses nothing. No storage here."""
