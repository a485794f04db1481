"""Who may reach which record: the one place that keeps a record apart from all but named workers."""
