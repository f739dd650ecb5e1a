"""The command line: `yiku [--db PATH] COMMAND …`. It parses, makes one `Library` call, and prints."""

from .main import cli, main

__all__ = ["cli", "main"]
