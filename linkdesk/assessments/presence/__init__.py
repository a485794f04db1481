"""Who was here in a talk, who interpreted, and whether the person was seen alone."""
