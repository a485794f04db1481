"""On what law the service relies for each purpose, and who checked it."""
