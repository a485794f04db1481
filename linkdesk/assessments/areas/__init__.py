"""Areas of life in one talk: up to so many come first, the others wait and are offered another day."""
