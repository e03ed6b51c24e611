"""En dags ansøgninger på én gang: en fil, eller dem, der er valgt på listen."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Count, F, Q
from django.utils import timezone

from adgang.models import Bruger, Kommune
from adgang.omfang import Omfang
from sagsopstart.models import (
    FAERDIGE,
    GAELDER,
    Ansoegning,
    Ansoegningstilstand,
    Bunke,
    Opslagstilstand,
    Registeropslag,
)
from sagsopstart.modtagelse.fil import laes
from sagsopstart.modtagelse.modtag import modtag
from sagsopstart.opslag.bestil import bestil


@dataclass(frozen=True, slots=True)
class Fremdrift:
    """Hvor langt bunkens opslag er; kun tal."""

    ansoegninger: int
    faerdige_ansoegninger: int
    opslag: int
    faerdige: int
    fejlede: int

    @property
    def i_gang(self) -> bool:
        """Om der stadig slås op."""
        return self.faerdige < self.opslag


def modtag_fil(kommune: Kommune, indhold: bytes, bruger: Bruger) -> Bunke:
    """Alle filens ansøgninger, eller ingen. Den samme fil samme dag er den samme bunke.

    Kaster ``sagsopstart.modtagelse.fil.FilAfvist``.
    """
    i_dag = timezone.localdate()
    nye = laes(indhold, i_dag)
    aftryk = hashlib.sha256(indhold).hexdigest()
    with transaction.atomic():
        bunke, ny = _bunken(kommune, aftryk, i_dag, len(nye), bruger)
        if ny:
            oprettet = sum(modtag(kommune, en, bruger, bunke)[1] for en in nye)
            bunke.nye = oprettet
            bunke.save(update_fields=("nye",))
        return bunke


def slaa_valgte_op(omfang: Omfang, valgte: Collection[UUID], bruger: Bruger) -> Bunke | None:
    """Slå de valgte, åbne ansøgninger op i dag; ``None``, når ingen af dem er åbne."""
    i_dag = timezone.localdate()
    with transaction.atomic():
        egne = Ansoegning.objects.i_kommune(omfang).filter(
            pk__in=valgte, tilstand=Ansoegningstilstand.AABEN
        )
        aabne = list(egne.select_for_update().order_by("sagsnr"))
        if not aabne:
            return None
        ider = ",".join(str(en.pk) for en in aabne)
        aftryk = hashlib.sha256(ider.encode()).hexdigest()
        bunke, ny = _bunken(omfang.kommune, aftryk, i_dag, len(aabne), bruger)
        if ny:
            egne.update(bunke=bunke)
        for en in aabne:
            bestil(en, bruger, i_dag)
        return bunke


def fremdrift(bunke: Bunke) -> Fremdrift:
    """Tallene for bunkens dag."""
    egne = Ansoegning.objects.i_kommune(bunke.kommune_id).filter(bunke=bunke)
    opslag = Registeropslag.objects.i_kommune(bunke.kommune_id).filter(
        GAELDER, ansoegning__in=egne.values("pk"), dag=bunke.dag
    )
    faerdig = Q(tilstand__in=FAERDIGE)
    tal = opslag.aggregate(
        alle=Count("pk"),
        faerdige=Count("pk", filter=faerdig),
        fejlede=Count("pk", filter=Q(tilstand=Opslagstilstand.FEJLET)),
    )
    pr_ansoegning = opslag.values("ansoegning").annotate(
        alle=Count("pk"), klar=Count("pk", filter=faerdig)
    )
    return Fremdrift(
        egne.count(),
        pr_ansoegning.filter(alle=F("klar")).count(),
        tal["alle"],
        tal["faerdige"],
        tal["fejlede"],
    )


def _bunken(
    kommune: Kommune, aftryk: str, dag: date, antal: int, bruger: Bruger
) -> tuple[Bunke, bool]:
    return Bunke.objects.i_kommune(kommune).get_or_create(
        kommune=kommune,
        sha256=aftryk,
        dag=dag,
        defaults={"antal": antal, "nye": 0, "oprettet_af": bruger},
    )
