"""The page kit every room shares: gate, headers, forms, widgets, errors, display."""
