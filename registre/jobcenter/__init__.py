"""Jobcenterets løsning: tilmelding, forløb og samtaler."""
