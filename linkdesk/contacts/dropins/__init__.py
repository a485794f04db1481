"""Drop-ins: brief contacts without a name, by the session at one venue on one day, counted separately."""
