"""From a connection to what is printed or sent for it."""
