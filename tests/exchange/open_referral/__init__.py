"""Open Referral in and out."""
