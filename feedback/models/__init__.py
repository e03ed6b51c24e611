"""Resultatet af en bestilt sag, det, der er skrevet på vej dertil, og effekten af det."""

from feedback.models.effekt import Effektfigur, Effektmaaned, Grundtal, Landsfigur
from feedback.models.feedback import Aarsag, Aendring, Feedback, Resultat
from feedback.models.kladde import Feedbackkladde

__all__ = [
    "Aarsag",
    "Aendring",
    "Effektfigur",
    "Effektmaaned",
    "Feedback",
    "Feedbackkladde",
    "Grundtal",
    "Landsfigur",
    "Resultat",
]
