"""Concepts as people work on them: written, compared, merged, split, proposed and talked about."""
