"""The service itself: name, contact lines, help numbers."""
