"""Whose work LinkDesk shows, under which licence: pictures, typefaces, look."""
