"""Tallene på kortene og den sag, dagen kan begynde med."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils import timezone

from adgang.models import Bruger
from adgang.omfang import Omfang
from feedback.feedbackliste.liste import mangler_feedback
from kontrol.bestillingsliste.filtre import kommunens_fravalg, laes_filtre
from kontrol.bestillingsliste.forespoergsel import valgte
from kontrol.prioriteringsliste.liste import aeldste, mine
from samkoering.models import Sag

SNART = timedelta(days=7)


def paa_listen(omfang: Omfang) -> QuerySet[Sag]:
    """De sager, bestillingslisten viser, før brugeren selv har valgt noget fra."""
    return valgte(omfang, laes_filtre(QueryDict(), omfang.kommune))


def dagens_sager(omfang: Omfang, bruger: Bruger) -> dict[str, Any]:
    """Hvor mange der venter på bestilling, på brugeren og på et resultat."""
    venter, egne = paa_listen(omfang), mine(omfang, bruger)
    senest = timezone.localdate() + SNART
    return {
        "venter": venter.count(),
        "ikke_talt": " og ".join(kommunens_fravalg(omfang.kommune)),
        "udloeber_snart": venter.filter(udloeber__lte=senest).count(),
        "mine": egne.count(),
        "mine_snart": egne.filter(udloeber__lte=senest).count(),
        "mangler": mangler_feedback(omfang),
        "aeldste": aeldste(omfang, bruger),
    }
