"""Trussel 20: en del, der altid går galt, standser efter tre forsøg og standser ingen andre."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Callable, Iterable
from itertools import product
from multiprocessing import get_context

import pytest
from django.db import connection, connections

from adgang.models import Kommune
from samkoering.models import Forsoegsudfald, Koersel, Koerselsdel
from samkoering.natten import dele, forsoeg
from samkoering.skrivning import skriv
from tests.bevis.giftige_dele import (
    AFBRUDTE,
    DELER,
    FEJLEDE,
    KOMMUNER,
    Ende,
    enden,
    koer,
    ny_nat,
    skriv_tal,
    ventet,
)
from tests.bevis.plantning import alle_fanges, rullet_tilbage

ALLE = "".join(sorted(FEJLEDE | AFBRUDTE))
KORTE = ("FF", "FFF", "PPP", "BBB", "K" * 9, "K" * 10, "FKFKF")
GRAENSER = (
    *KORTE, "", "F" * 15, "PP", "FPB", "K" * 15, "S" * 9, "S" * 10, "FF" + "K" * 9,
    "K" * 9 + "FFF", "K" * 9 + "FFK", "KS" * 5,
)  # fmt: skip
"""Begge sider af begge grænser, og de to blandet; de korte køres hver dag."""
OPGIVET = 13
"""Så mange arbejdere ofres højst på en del, ingen sætter i karantæne."""
GREN = get_context("fork")


def alle_forloeb() -> list[str]:
    """Grænserne, hvert forløb på op til fire trin, og lange tilfældige."""
    hvert = ("".join(trin) for antal in range(5) for trin in product(ALLE, repeat=antal))
    terning = random.Random(20)
    lange = ("".join(terning.choices("FKKKSSB", k=terning.randint(5, 14))) for _ in range(400))
    return [*GRAENSER, *hvert, *lange]


def brud_i(forloeb: Iterable[str]) -> list[str]:
    """De forløb, der endte anderledes end facit; hvert får sin egen nat, der rulles tilbage."""
    brud = []
    for nummer, et in enumerate(forloeb):
        giftig = KOMMUNER[nummer % len(KOMMUNER)]
        with rullet_tilbage():
            fik = koer(et, giftig)
        if fik != ventet(et, giftig):
            brud.append(f"{et or 'rask'} i {giftig}: {fik}")
    return brud


def uden_taeller(plantet: pytest.MonkeyPatch) -> list[str]:
    """Ingen tæller: delen prøves, til den lykkes."""
    plantet.setattr(dele, "sat_i_karantaene", lambda _: False)
    return brud_i(KORTE)


def een_for_mange(plantet: pytest.MonkeyPatch) -> list[str]:
    plantet.setattr(forsoeg, "HOEJST_FEJLET", 4)
    return brud_i(GRAENSER)


def forsoeget_noteres_bagefter(plantet: pytest.MonkeyPatch) -> list[str]:
    """Et forsøg, der først skrives, når det er slut, findes ikke, når arbejderen forsvandt."""

    def glem(koersel: Koersel, natdel: object = None) -> None:
        koersel.forsoeg.filter(udfald=Forsoegsudfald.I_GANG).delete()

    plantet.setattr(dele, "afbryd_efterladte", glem)
    return brud_i(GRAENSER)


def alt_taeller_ens(plantet: pytest.MonkeyPatch) -> list[str]:
    """En slukket maskine tæller som en fejl: en genstart midt i det hele sætter i karantæne."""
    plantet.setattr(forsoeg, "HOEJST_AFBRUDT", 3)
    return brud_i(GRAENSER)


PLANTEDE = {
    "ingen tæller": uden_taeller,
    "én for mange": een_for_mange,
    "noteret bagefter": forsoeget_noteres_bagefter,
    "alt tæller ens": alt_taeller_ens,
}


@pytest.mark.django_db
def test_hvert_forloeb_ender_som_facit(bevis, monkeypatch):
    forloeb = alle_forloeb() if bevis.fuld else KORTE
    brud = brud_i(forloeb)
    plantede = PLANTEDE if bevis.fuld else {"ingen tæller": uden_taeller}
    bevis.foer(
        20, "Forløb med en giftig del", forsoeg=len(forloeb), brud=brud,
        plantet_fejl_fanget=alle_fanges(plantede, monkeypatch),
    )  # fmt: skip


def doer_i(giftig: str, koersel: Koersel) -> None:
    """Arbejderen, der får sin egen proces dræbt midt i den giftige dels transaktion."""

    def skriv_kommune(koersel: Koersel, kommune: Kommune) -> Koerselsdel:
        tal = skriv_tal(koersel, kommune)
        if kommune.kode == giftig:
            os.kill(os.getpid(), signal.SIGKILL)
        return tal

    skriv.skriv_kommune = skriv_kommune  # processen er vores egen
    dele.skriv_delene(koersel, DELER, lambda *_: None)


def draeb_til_den_staar(
    giftig: str, naar_den_doede: Callable[[Koersel, int], None]
) -> tuple[int, Ende]:
    """Nye arbejdere, til en af dem kommer levende igennem; giver de døde og enden."""
    koersel, doede = ny_nat(), 0
    while doede < OPGIVET:
        connections.close_all()
        arbejder = GREN.Process(target=doer_i, args=(giftig, koersel))
        arbejder.start()
        arbejder.join()
        if arbejder.exitcode == 0:
            break
        assert arbejder.exitcode == -signal.SIGKILL
        doede += 1
        _vent_paa_laasen()
        naar_den_doede(koersel, arbejder.pid or 0)
    return doede, enden(koersel, giftig)


def _vent_paa_laasen() -> None:
    """Den dødes forbindelse lukkes af PostgreSQL selv, et øjeblik efter."""
    slut = time.monotonic() + 60
    while time.monotonic() < slut:
        with connection.cursor() as markoer:
            markoer.execute(
                "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND database ="
                " (SELECT oid FROM pg_database WHERE datname = current_database())"
            )
            if markoer.fetchone() == (0,):
                return
        time.sleep(0.01)
    raise TimeoutError("Den dødes lås blev aldrig givet fri.")


def maskinen_slukkede(koersel: Koersel, _: int) -> None:
    """Ingen ser processen dø."""


def processen_doede(koersel: Koersel, pid: int) -> None:
    """Den, der startede processen, så den dø."""
    forsoeg.proces_doede(koersel, forsoeg.arbejderens_navn(pid), "Processen døde (SIGKILL).")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_draebte_arbejdere(bevis):
    """Rigtige processer, rigtige drab: ti slukkede maskiner, men kun tre døde processer."""
    brud, drab = [], 0
    gange = bevis.antal(kort=1, fuldt=12)
    tilfaelde = [(processen_doede, "BBB"), (maskinen_slukkede, "K" * 10)][: 2 if bevis.fuld else 1]
    for nummer in range(gange):
        giftig = KOMMUNER[nummer % len(KOMMUNER)]
        for naar_den_doede, forloeb in tilfaelde:
            doede, ende = draeb_til_den_staar(giftig, naar_den_doede)
            drab += doede
            if (doede, ende) != (len(forloeb), ventet(forloeb, giftig)):
                brud.append(f"{giftig}: {doede} døde, {ende}")
            Koersel.objects.all().delete()
    with pytest.MonkeyPatch.context() as plantet:
        plantet.setattr(dele, "sat_i_karantaene", lambda _: False)
        doede, _ = draeb_til_den_staar(KOMMUNER[0], processen_doede)
    bevis.foer(
        20, "Arbejdere dræbt i den samme del", forsoeg=drab, brud=brud,
        plantet_fejl_fanget=doede > len("BBB"),
    )  # fmt: skip
