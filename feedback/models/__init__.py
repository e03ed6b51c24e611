"""Resultatet af en bestilt sag, og det, der er skrevet på vej dertil."""

from feedback.models.feedback import Aarsag, Aendring, Feedback, Resultat
from feedback.models.kladde import Feedbackkladde

__all__ = ["Aarsag", "Aendring", "Feedback", "Feedbackkladde", "Resultat"]
