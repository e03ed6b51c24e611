"""Modtag en ansøgning, og bestil dens opslag. Den samme igen er den samme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import IntegrityError, transaction

from adgang.models import Bruger, Kommune
from sagsopstart.models import Ansoegning, Bunke
from sagsopstart.opslag.bestil import bestil

_FORSOEG = 5


@dataclass(frozen=True, slots=True)
class Indkommen:
    """Det, en ansøgning oplyser."""

    cpr: str
    modtaget: date
    grundlag: str


def modtag(
    kommune: Kommune, ny: Indkommen, bruger: Bruger, bunke: Bunke | None = None
) -> tuple[Ansoegning, bool]:
    """Ansøgningen, og om den er ny. En, der er modtaget før, røres ikke, heller ikke en lukket."""
    with transaction.atomic():
        ansoegning, er_ny = _find_eller_opret(kommune, ny, bruger, bunke)
        if er_ny:
            bestil(ansoegning, bruger)
        return ansoegning, er_ny


def _find_eller_opret(
    kommune: Kommune, ny: Indkommen, bruger: Bruger, bunke: Bunke | None
) -> tuple[Ansoegning, bool]:
    """To samtidige får den samme; et sagsnummer, en anden nåede at tage, prøves det næste."""
    egne = Ansoegning.objects.i_kommune(kommune)
    noegle = {"cpr": ny.cpr, "modtaget": ny.modtaget, "grundlag": ny.grundlag}
    for _ in range(_FORSOEG):
        fundet = egne.filter(**noegle).first()
        if fundet is not None:
            return fundet, False
        try:
            with transaction.atomic():
                return (
                    egne.create(
                        kommune=kommune,
                        sagsnr=_naeste(kommune, ny.modtaget),
                        bunke=bunke,
                        oprettet_af=bruger,
                        **noegle,
                    ),
                    True,
                )
        except IntegrityError:
            continue
    raise RuntimeError("Ansøgningen kunne ikke få et sagsnummer.")


def _naeste(kommune: Kommune, dag: date) -> str:
    """S-26-00012: året og et løbenummer i kommunen; det siger intet om borgeren."""
    forled = f"S-{dag:%y}-"
    seneste = (
        Ansoegning.objects.i_kommune(kommune)
        .filter(sagsnr__startswith=forled)
        .order_by("-sagsnr")
        .values_list("sagsnr", flat=True)
        .first()
    )
    return f"{forled}{(int(seneste.removeprefix(forled)) if seneste else 0) + 1:05d}"
