"""The person, and what they need to be able to take part."""
