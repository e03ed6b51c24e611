"""Huslejeregisteret: lejemål og det, der betales for dem."""
