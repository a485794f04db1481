"""Translations go out to a checker as a spreadsheet and come back with a name and a day."""
