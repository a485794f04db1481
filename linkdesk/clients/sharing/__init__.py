"""Who may know what: the person's permission, who decides with or for them, sharing without permission."""
