"""Tests of meetings that are moved or called off."""
