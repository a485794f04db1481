"""Search: persons by the index of the clients room, and words in notes; kept true in the transaction of each change."""
