"""The phrase bank: goals and steps in easy words with pictures, which the service can change."""
