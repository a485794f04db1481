"""Two records of one person become one, field by field, with both histories; and apart again."""
