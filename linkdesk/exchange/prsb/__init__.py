"""The national record standard, element by element: where each is held, or why it is left out."""
