"""A referral that came as a letter or an e-mail: pasted, read by plain rules, confirmed by the worker."""
