"""Which services fit what somebody needs."""
