"""Risks to the person, from and to others, and to workers who visit; "no known risk" is an entry too."""
