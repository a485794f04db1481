"""Local services: what is there, as people who know it would tell (names of Open Referral)."""
