"""Feedbackliste og resultater."""
