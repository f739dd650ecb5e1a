"""The calls of `Library` by subject. Each checks and reads its arguments, then hands on to one room of the library."""
