"""A break, and stopping for today, on the client’s pages that are no talk."""
