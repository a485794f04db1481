"""Open Referral: local services in and out as files that other directories read and write."""
