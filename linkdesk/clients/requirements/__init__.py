"""Individual requirements: needs with what the person says about them, looked at again in time."""
