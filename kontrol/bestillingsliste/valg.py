"""Bestillingslisten som en liste med egne filtre og kolonner."""

from __future__ import annotations

from kontrol.bestillingsliste.filtre import laes_filtre
from kontrol.bestillingsliste.kolonner import KOLONNER
from kontrol.lister.egne import Valgliste
from kontrol.models import Liste

BESTILLINGSLISTEN = Valgliste(Liste.BESTILLING, "bestillingsliste", KOLONNER, laes_filtre)
