"""Tests of a client’s break and of stopping for today."""
