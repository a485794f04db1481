"""Reading a page of a talk aloud by a voice program of this computer, where the browser has no voice."""
