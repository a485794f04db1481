"""Before you go: the last page of a meeting, and the reminders that come of it."""
