"""To the work phone without a network: squares on the screen that a phone reads."""
