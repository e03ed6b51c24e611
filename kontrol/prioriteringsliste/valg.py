"""Prioriteringslisten som en liste med egne filtre og kolonner."""

from __future__ import annotations

from kontrol.lister.egne import Valgliste
from kontrol.models import Liste
from kontrol.prioriteringsliste.kolonner import KOLONNER
from kontrol.prioriteringsliste.udsnit import laes_udsnit

PRIORITERINGSLISTEN = Valgliste(
    Liste.PRIORITERING, "prioriteringsliste", KOLONNER, lambda valg, _kommune: laes_udsnit(valg)
)
