"""Skabelonernes egne filtre."""
