"""The diary: what is booked, by day, by week and by venue; its day sheet and its calendar file name nobody."""
