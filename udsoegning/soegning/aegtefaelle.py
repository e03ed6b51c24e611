"""Ægtefællens navn efter et begrundet opslag: navnet alene, aldrig nummeret."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

import structlog
from django.db.models import QuerySet
from django.utils import timezone

from adgang.lejer import lejer
from udsoegning.models import Fundet, Opslagstilstand
from udsoegning.rummet import i_rummet
from udsoegning.soegning.hentning import IkkeUdfoert, hentet, kraev_svar

if TYPE_CHECKING:
    from registre.laesning import Udtraek

log = structlog.get_logger(__name__)
TABELLER = ("cpr_personer", "cpr_civilstand", "cpr_beskyttelse")


def slaa_op(kommune: str, person_id: UUID) -> None:
    """Slå navnet op for den, der venter på det; svarer CPR ikke, siger siden det."""
    with lejer(kommune), i_rummet():
        cpr = _venter(kommune, person_id).values_list("cpr", flat=True).first()
    if cpr is None:
        return
    try:
        navn = _navn(cpr)
        tilstand = Opslagstilstand.FUNDET if navn else Opslagstilstand.UDEN
    except Exception as fejl:
        # Teksten i en fremmed fejl kan gentage noget fra registeret; kun dens art føres videre.
        log.error("aegtefaelle_ikke_slaaet_op", art=type(fejl).__name__)
        navn, tilstand = "", Opslagstilstand.IKKE_UDFOERT
    with lejer(kommune), i_rummet():
        _venter(kommune, person_id).update(aegtefaelle=navn[:200], opslag=tilstand)


def _venter(kommune: str, person_id: UUID) -> QuerySet[Fundet]:
    egne = Fundet.objects.i_kommune(kommune)
    return egne.filter(pk=person_id, opslag=Opslagstilstand.I_GANG, projekt__lukket=None)


def _navn(cpr: str) -> str:
    """Ægtefællens navn i dag; tomt uden ægtefælle, eller når navnet er beskyttet."""
    import polars as pl

    from udsoegning.soegning.oplysninger import BESKYTTET, GIFT, navn

    dag = timezone.localdate()
    with hentet(dag, ("cpr",)) as udtraek:
        kraev_svar(udtraek, TABELLER)
        egen = udtraek.udskiftninger.get(int(cpr), int(cpr))
        gaelder = (pl.col("fra") <= dag) & (pl.col("til").is_null() | (pl.col("til") >= dag))
        gift = udtraek.ramme("cpr_civilstand").filter(
            gaelder
            & (pl.col("cpr") == egen)
            & pl.col("civilstand").is_in(GIFT)
            & (pl.col("register_status") == "AKTUEL")
        )
        anden = next(iter(gift["aegtefaelle_cpr"].drop_nulls().to_list()), None)
        if {egen, anden} & _mislykkede(udtraek):
            raise IkkeUdfoert("CPR svarede ikke om ægteparret.")
        if anden is None:
            return ""
        anden = udtraek.udskiftninger.get(anden, anden)
        vaern = udtraek.ramme("cpr_beskyttelse").filter(gaelder & (pl.col("cpr") == anden))
        if BESKYTTET in vaern["type"].to_list():
            return ""
        raekker = udtraek.ramme("cpr_personer").filter(pl.col("cpr") == anden)
        return next((navn(r) for r in raekker.iter_rows(named=True)), "")


def _mislykkede(udtraek: Udtraek) -> set[int | str]:
    liste = udtraek.ikke_besvaret.ramme
    afviste = {nr for tabel in TABELLER for nr in udtraek.leveret(tabel).personer}
    return {int(nr) for nr in liste["cpr"].to_list()} | afviste
