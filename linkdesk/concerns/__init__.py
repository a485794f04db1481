"""Safeguarding concerns: what was seen or said, who was told, what came of it; read only by whom it concerns."""
