"""What happened to a record: who changed what, and who looked."""
