"""The keep-safe line: how to reach a person without bringing them into danger."""
