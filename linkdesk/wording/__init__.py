"""Words for the client: the phrase bank, plainer words while typing, own words in another language."""
