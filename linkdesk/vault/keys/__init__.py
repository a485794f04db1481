"""The key file: slots for people and the recovery key, epochs of the master key."""
