"""Ét kontrolark dannet som PDF på fire måder, med det samme indhold."""
