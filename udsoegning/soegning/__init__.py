"""Søgningen: tolv måneder uden indkomst, og dem, der holdes ude."""
