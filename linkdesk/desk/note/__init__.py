"""A quick note from anywhere: whom it is about is looked for as on the caseload."""
