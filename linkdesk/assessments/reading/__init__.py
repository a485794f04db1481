"""Read before they go: what a client wrote alone at the screen, read by the worker while the client is still here."""
