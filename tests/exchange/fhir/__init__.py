"""Tests of the FHIR mapping."""
