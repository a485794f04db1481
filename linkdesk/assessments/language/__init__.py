"""The language of the page in client mode: chosen by the client, kept with the talk."""
