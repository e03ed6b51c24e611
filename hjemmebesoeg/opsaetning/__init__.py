"""Områder og adressefil."""
