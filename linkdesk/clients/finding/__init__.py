"""Finding a person: by any part of a name, by sound, with slips, by number; and who may be the same person."""
