"""Bunken, slået op samtidig og ét efter ét."""
