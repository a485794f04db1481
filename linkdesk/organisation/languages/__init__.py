"""Which languages a client may see, and the words that people of the service checked in each."""
