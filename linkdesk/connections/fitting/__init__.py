"""Which services fit what somebody needs: why each does, and what may stop this person."""
