"""Contacts: what was said and done with a client, by phone, in person or in writing, and who did not come."""
