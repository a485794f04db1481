"""About me: what a person wants others to know, in their own words, and how and with whom they live."""
