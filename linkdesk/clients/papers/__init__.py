"""Papers of a client: letters, pictures and PDFs that others wrote."""
