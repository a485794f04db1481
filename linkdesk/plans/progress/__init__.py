"""How an agreed plan goes: what became of its steps, and what came of its goals. The agreed words never change."""
