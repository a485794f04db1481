"""The service sheet."""
