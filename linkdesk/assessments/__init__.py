"""Questionnaires as data, the answers, the scores."""
