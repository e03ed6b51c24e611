"""Feedbacklisten: bestilte sager uden resultat, og formularen, der lukker dem."""
