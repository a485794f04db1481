"""The flat tables of an export by subject: their columns, types and keys, and the rows of one client."""
