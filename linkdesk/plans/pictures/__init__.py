"""The picture beside each sentence of a plan."""
