"""A drop-in becomes a person: found on the caseload or new, and nothing is typed again."""
