"""Borgerens side: markeringerne på en tidslinje, og det, der kan gøres i dag."""
