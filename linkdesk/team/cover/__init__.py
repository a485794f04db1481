"""Who looks after whose caseload while a worker is away."""
