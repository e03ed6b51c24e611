"""Ansøgningens opslag, som siden viser dem: den seneste dags."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.http import Http404

from adgang.omfang import Omfang
from sagsopstart.models import GAELDER, Ansoegning, Opslagstilstand, Registeropslag


def find(omfang: Omfang, ansoegning_id: UUID) -> Ansoegning:
    """Ansøgningen i brugerens omfang; en fremmed findes ikke."""
    fundet = (
        Ansoegning.objects.i_kommune(omfang)
        .select_related("kommune", "oprettet_af", "lukket_af", "bunke")
        .filter(pk=ansoegning_id)
        .first()
    )
    if fundet is None:
        raise Http404("Ansøgningen findes ikke.")
    return fundet


def seneste_dag(ansoegning: Ansoegning) -> date | None:
    """Den seneste dag, der er slået op."""
    alle = Registeropslag.objects.i_kommune(ansoegning.kommune_id).filter(ansoegning=ansoegning)
    return alle.order_by("-dag").values_list("dag", flat=True).first()


def dagens(ansoegning: Ansoegning) -> list[Registeropslag]:
    """Den seneste dags opslag om ansøgeren og den ægtefælle, CPR nu nævner."""
    dag = seneste_dag(ansoegning)
    if dag is None:
        return []
    alle = Registeropslag.objects.i_kommune(ansoegning.kommune_id).filter(
        GAELDER, ansoegning=ansoegning, dag=dag
    )
    return list(alle.order_by("bestilt", "id"))


def er_i_gang(opslag: list[Registeropslag]) -> bool:
    """Om nogen stadig venter eller henter."""
    i_gang = (Opslagstilstand.VENTER, Opslagstilstand.HENTER)
    return any(et.tilstand in i_gang for et in opslag)


def personer(ansoegning: Ansoegning, opslag: Iterable[Registeropslag] = ()) -> list[str]:
    """CPR-numrene på alle, siden viser noget om: ansøgeren, ægtefællen og børnene."""
    opslag = list(opslag)
    kendte = (ansoegning.cpr, ansoegning.aegtefaelle_cpr, *(et.cpr for et in opslag))
    egne = [nummer for nummer in dict.fromkeys(kendte) if nummer]
    boern = [
        str(raekke["barn_cpr"])
        for et in opslag
        if et.register == "cpr" and et.svar
        for raekke in et.svar["cpr_boern"]
    ]
    return [*egne, *boern]
