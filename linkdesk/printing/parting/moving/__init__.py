"""A booked meeting is moved or called off, and everything that says when they meet follows."""
