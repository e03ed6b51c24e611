"""Dokumenter, der skal holde."""
