"""The wellbeing plan: goals, steps, agreement."""
