"""Kapløb om opslagene, på rigtig PostgreSQL: SQLite skjuler dem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from threading import Event, Lock
from typing import Any

import pytest
from django.utils import timezone

from adgang.lejer import lejer
from registre.opslag import Spoergsmaal
from registre.opslag.kontrakt import OPSLAGSREGISTRE
from sagsopstart.models import Ansoegning, Opslagstilstand, Registeropslag, Rolle
from sagsopstart.opslag import udfoer
from sagsopstart.opslag.bestil import bestil, igen
from sagsopstart.opslag.luk import LUKKET_FOERST, luk
from sagsopstart.side.opslagene import dagens
from tests import fabrik
from tests.kontrol.test_bestil_kaploeb import samtidig
from tests.sagsopstart.opstilling import Registre, ansoegning, arbejd, cpr_raekker, opslag

# Brugeren laves i prøven: bænken mærker den, der bruger mette, uden transaction=True.
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
SAMTIDIGE, FRIST = 6, 20.0


def alle(om: Ansoegning) -> Any:
    return Registeropslag.objects.i_kommune("0175").filter(ansoegning=om)


def i_kommunen(opgave: Callable[[], Any]) -> Callable[[], Any]:
    """Opgaven i sin egen transaktion, som en side eller en arbejder har den."""

    def koer() -> Any:
        with lejer("0175"):
            return opgave()

    return koer


def test_den_samme_dag_bestilles_og_spoerges_en_gang(registre: Registre):
    mette, laas = fabrik.bruger("mette"), Lock()
    om = ansoegning(mette)
    alle(om).delete()
    bestilte = samtidig([i_kommunen(lambda: bestil(om, mette))] * SAMTIDIGE)
    assert sorted(map(len, bestilte)) == [0] * (SAMTIDIGE - 1) + [len(OPSLAGSREGISTRE)]
    spurgt: Counter[str] = Counter()

    def uip(_om: Spoergsmaal) -> dict[str, Any]:
        with laas:
            spurgt["uip"] += 1
        return {}

    registre.svarer("uip", uip)
    pk = opslag(om, "uip").pk
    samtidig([lambda: udfoer.udfoer("0175", pk)] * SAMTIDIGE)
    assert (spurgt["uip"], opslag(om, "uip").forsoeg) == (1, 1)
    assert opslag(om, "uip").tilstand == Opslagstilstand.SVARET


def test_to_faner_proever_det_samme_register_igen(registre: Registre, koeen):
    registre.fejl["motor"] = "Registeret svarede 500."
    mette = fabrik.bruger("mette")
    om = ansoegning(mette)
    arbejd()
    pk = opslag(om, "motor").pk
    koeen.clear()
    svar = samtidig([i_kommunen(lambda: igen(om, pk, mette))] * SAMTIDIGE)
    assert sorted(svar) == [False] * (SAMTIDIGE - 1) + [True]
    assert koeen == [("0175", pk)]


class Holdt:
    """Et register, der svarer, når prøven giver det lov."""

    def __init__(self, svar: Callable[[Spoergsmaal], Any]) -> None:
        self.svar, self.spurgt, self.videre = svar, Event(), Event()

    def __call__(self, om: Spoergsmaal) -> Any:
        self.spurgt.set()
        assert self.videre.wait(FRIST)
        return self.svar(om)

    def mens(self, goer: Callable[[], Any]) -> Callable[[], Any]:
        """``goer``, når registeret er spurgt og før det svarer."""

        def koer() -> Any:
            assert self.spurgt.wait(FRIST)
            try:
                return goer()
            finally:
                self.videre.set()

        return koer


def test_en_lukning_mens_registeret_svarer_vinder(registre: Registre):
    mette, holdt = fabrik.bruger("mette"), Holdt(lambda _om: {})
    om = ansoegning(mette)
    registre.svarer("uip", holdt)
    pk = opslag(om, "uip").pk
    _, lukket = samtidig(
        [lambda: udfoer.udfoer("0175", pk), holdt.mens(i_kommunen(lambda: luk(om, mette)))]
    )
    uip = opslag(om, "uip")
    assert lukket
    assert (uip.tilstand, uip.svar, uip.fejl) == ("FEJLET", None, LUKKET_FOERST)


def test_lukning_mod_svar_er_enten_eller(registre: Registre):
    mette = fabrik.bruger("mette")
    for _ in range(6):
        om = ansoegning(mette)
        taget = udfoer._tag("0175", opslag(om, "uip").pk)
        assert taget is not None
        svar = registre.adapter("uip").slaa_op(Spoergsmaal((om.cpr,), taget.dag, taget.dag))
        maaling = udfoer.Maaling(udfoer.Udfald(svar), 5)
        skrevet, lukket = samtidig(
            [
                lambda t=taget, m=maaling: udfoer.skriv_udfaldet(t, m),
                i_kommunen(lambda om=om: luk(om, mette)),
            ]
        )
        assert lukket
        assert (opslag(om, "uip").svar is not None) is skrevet
        assert not alle(om).exclude(tilstand__in=("SVARET", "FEJLET")).exists()


def test_aegtefaellen_skifter_mens_hun_slaas_op(registre: Registre):
    """Opslaget om den tidligere er spurgt, da CPR nævner en anden; dets svar skrives ikke."""
    gammel, ny, mette = fabrik.nyt_cpr(), fabrik.nyt_cpr(), fabrik.bruger("mette")
    om = ansoegning(mette)
    arbejd()
    om.aegtefaelle_cpr = gammel
    om.save()
    i_dag = timezone.localdate()
    alle(om).delete()
    bestil(om, mette, i_dag)
    registre.svarer("cpr", lambda om_: cpr_raekker(om_, ny if om_.numre[0] == om.cpr else None))
    holdt = Holdt(lambda _om: {})
    registre.svarer("uip", holdt)
    om_gammel = alle(om).get(register="uip", cpr=gammel).pk
    om_ansoeger = opslag(om, "cpr").pk
    samtidig(
        [
            lambda: udfoer.udfoer("0175", om_gammel),
            holdt.mens(lambda: udfoer.udfoer("0175", om_ansoeger)),
        ]
    )
    arbejd()
    gamle = alle(om).filter(cpr=gammel)
    assert set(gamle.values_list("tilstand", "fejl")) == {("FEJLET", udfoer.AFLOEST)}
    assert not gamle.exclude(svar__isnull=True).exists()
    spurgt = Counter(om_.numre[0] for _, om_ in registre.spurgt)
    assert (spurgt[gammel], spurgt[ny]) == (1, len(OPSLAGSREGISTRE))
    vist = {et.cpr for et in dagens(om) if et.rolle == Rolle.AEGTEFAELLE}  # ``om`` er forældet
    assert vist == {ny}
