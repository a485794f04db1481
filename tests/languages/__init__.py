"""The languages of clients."""
