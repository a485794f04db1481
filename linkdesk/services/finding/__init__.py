"""Finding a service: what was asked in plain words, an index in the vault, and how far away it is."""
