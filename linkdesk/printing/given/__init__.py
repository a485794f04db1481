"""What leaves the print page for a person: whose it is, whether it is safe to take, and what became of it."""
