"""A form that was filled in on paper and is typed in later."""
