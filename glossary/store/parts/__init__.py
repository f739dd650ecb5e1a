"""The parts of the `Store` protocol by subject; an engine has a module for each, but for upkeep."""
