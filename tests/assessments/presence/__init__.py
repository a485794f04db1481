"""Tests of who was here in a talk."""
