"""Indsigt i det, natten har efterladt om en borger."""

from __future__ import annotations

from django.db.models import Q

from adgang.indsigt import Afsnit
from adgang.models import Kommune
from samkoering.indsigt.haendelser import haendelser, om_borgeren, om_borgeren_som_barn
from samkoering.indsigt.kontroller import arkene_som_aegtefaelle, kontroller
from samkoering.indsigt.sager import sager
from samkoering.models import Fredning, Kontrolregnskab, Sag, Udfald
from samkoering.regelkatalog import regler


def afsnit(kommune: Kommune, cpr: str) -> list[Afsnit]:
    """Det kontrollerede, hændelserne og sagerne, uden oplysninger om andre end borgeren."""
    return [*kontroller(kommune, cpr), *haendelser(kommune, cpr), *sager(kommune, cpr)]


def reglerne(kommune: Kommune, cpr: str) -> Afsnit:
    """De 17 regler, og hvilke der har fundet noget om borgeren."""
    ramte = {udfald.regel for udfald in om_borgeren(kommune, cpr)}
    som_barn = {udfald.regel for udfald in om_borgeren_som_barn(kommune, cpr)} - ramte
    svar = {**dict.fromkeys(som_barn, "Ja, du var barnet"), **dict.fromkeys(ramte, "Ja")}
    return Afsnit(
        "De 17 regler",
        "Det er alle de regler, der kontrolleres efter. “Personen” og “borgeren” er den, reglen "
        "kontrolleres for.",
        ("Regel", "Hvad den ser efter", "Fandt noget"),
        tuple(
            (f"{regel['nr']} {regel['navn']}", regel["forklaring"], svar.get(regel["slug"], "Nej"))
            for regel in regler()
        ),
    )


def kender(kommune: Kommune, cpr: str) -> bool:
    """Om natten har efterladt noget som helst om borgeren i kommunen."""
    if any(
        model.objects.i_kommune(kommune).filter(hvor).exists()
        for model, hvor in (
            (Sag, Q(cpr=cpr)),
            (Kontrolregnskab, Q(cpr=cpr)),
            (Udfald, Q(cpr=cpr) | Q(ym_cpr=cpr)),
            (Fredning, Q(ym_cpr=cpr)),
        )
    ):
        return True
    return bool(om_borgeren_som_barn(kommune, cpr) or arkene_som_aegtefaelle(kommune, cpr))
