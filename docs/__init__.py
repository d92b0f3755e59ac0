"""The documents, and what makes tables in them."""
