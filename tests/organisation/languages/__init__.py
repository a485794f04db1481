"""The settings of the languages of clients."""
