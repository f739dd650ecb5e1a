"""Drift: the terms that a document or a memory renders in several ways, how often each, and where."""
