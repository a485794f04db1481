"""What is missing: needs for which there is no fitting service, counted for commissioners."""
