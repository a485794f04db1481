"""Files in and out: FHIR, CSV."""
