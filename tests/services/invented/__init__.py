"""An invented region: thousands of groups, the same each time, and what link workers ask for there."""
