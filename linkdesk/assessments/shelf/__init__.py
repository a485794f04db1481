"""The shelf: forms that a service brings in, with their pictures, sounds and films."""
