"""Other people's programs read what is exported here."""
