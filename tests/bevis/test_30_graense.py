"""Trussel 30: ingen bestiller flere sager på et døgn, end kommunen tillader, og lederen ser det."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest

from adgang.models import Bruger, Rolle
from kontrol.bestillingsliste import bestil as bestilling
from kontrol.bestillingsliste.graense import OverLoft, doegn
from kontrol.models import Bestilling
from tests import fabrik
from tests.bevis.plantning import ramte
from tests.bevis.processer import Vent, samtidig
from tests.conftest import klient_for

KOMMUNE, PROCESSER = "0175", 16
VARSEL, LOFT, BUNKE = 10, 20, 3
ALARM = "Flere bestilt i dag end aftalt"


def kaploeb(runder: int) -> list[str]:
    """I hver runde bestiller én bruger fra 16 faner; de brugere, der endte over loftet."""
    brugere = [fabrik.bruger(f"samler{uuid4().hex[:8]}") for _ in range(runder)]
    faner = [
        [[fabrik.sag_med_udfald().pk for _ in range(BUNKE)] for _ in range(PROCESSER)]
        for _ in brugere
    ]

    def fane(nr: int) -> Callable[[Vent], int]:
        def opgave(vent: Vent) -> int:
            fik = 0
            for bruger, bunker in zip(brugere, faner, strict=True):
                vent()
                fik += _bestil(bruger, bunker[nr])
            return fik

        return opgave

    fik = sum(samtidig([fane(nr) for nr in range(PROCESSER)]))
    antal = {bruger: _bestilt(bruger) for bruger in brugere}
    assert fik == sum(antal.values())
    assert min(antal.values()) > LOFT - BUNKE, "Loftet blev aldrig nået."
    return [f"{bruger.brugernavn}: {n} bestilt, loftet er {LOFT}" for bruger, n in antal.items()
            if n > LOFT]  # fmt: skip


def _bestil(bruger: Bruger, sager: list[UUID]) -> int:
    try:
        return len(bestilling.bestil(sager, bruger, uuid4(), bekraeftet=True).bestilt)
    except OverLoft:
        return 0


def _bestilt(bruger: Bruger) -> int:
    return Bestilling.objects.i_kommune(KOMMUNE).filter(bruger=bruger).count()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_loftet_holder_over_16_faner(bevis, monkeypatch):
    fabrik.kommune(bestilling_varsel=VARSEL, bestilling_loft=LOFT)
    runder = bevis.antal(kort=2, fuldt=100)
    brud = kaploeb(runder)
    # Plantet fejl: der tælles uden lås.
    monkeypatch.setattr(bestilling, "tag_doegnet", doegn)
    naive = ramte(lambda: kaploeb(runder))
    bevis.foer(
        30, f"Loftet pr. døgn, 16 faner; uden lås gik {len(naive)} af {runder} brugere over",
        forsoeg=PROCESSER * BUNKE * runder, brud=brud, plantet_fejl_fanget=bool(naive),
    )  # fmt: skip


def proev_lederens_alarm(bestilte: int) -> tuple[bool, bool]:
    """Om teamlederen og sagsbehandleren ser alarmen, når en kollega har bestilt så mange."""
    fabrik.kommune(bestilling_varsel=VARSEL, bestilling_loft=LOFT)
    samler = fabrik.bruger(f"samler{bestilte}", navn="Ivrig Samlersen")
    sager = [fabrik.sag_med_udfald().pk for _ in range(bestilte)]
    bestilling.bestil(sager, samler, uuid4(), bekraeftet=True)
    leder = fabrik.bruger(f"leder{bestilte}", Rolle.TEAMLEDER)
    return tuple(  # type: ignore[return-value]
        ALARM in (side := klient_for(hvem).get("/").content.decode()) and "Ivrig" in side
        for hvem in (leder, samler)
    )


def test_lederen_ser_alarmen_og_kun_lederen(db, bevis):
    lige_paa = proev_lederens_alarm(VARSEL)
    over = proev_lederens_alarm(VARSEL + 1)
    brud = ["alarm uden grund"] * any(lige_paa) + ["kollegaen ser alarmen"] * over[1]
    bevis.foer(
        30, "Teamlederen ser, hvem der er over varslet", forsoeg=4, brud=brud,
        plantet_fejl_fanget=over[0],
    )  # fmt: skip
