"""The pages of picture packs."""
