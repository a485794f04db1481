"""Easy-read words and pictures."""
