"""People around a person: who they are, how close, drawn as rings with their table."""
