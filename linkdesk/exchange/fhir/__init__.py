"""FHIR R4: pure functions from read models to resources; no row, no request, no file."""
