"""The head of a service's prints: its name, its logo, how to reach it."""
