"""The top floor: pages and the JSON API over one `Library`. Every handler parses, calls the library once, renders."""
