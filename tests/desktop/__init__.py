"""The program around the pages, tested on a small house and then in its real window."""
