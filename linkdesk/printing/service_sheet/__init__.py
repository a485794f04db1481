"""The service sheet: a local service on paper, for one person."""
