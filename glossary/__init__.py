"""The product: memories, termbases, matching, search, storage and the command line. Nothing here knows the web."""
