"""The languages of clients: which there are, LinkDesk's own words in each, and how a sentence is said."""
