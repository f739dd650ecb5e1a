"""Maintenance of memories: reports on what is probably wrong, one a module, and remedies that can be undone."""
