"""Terms: the forms they are looked up by, and what a query finds through them. No storage here."""
