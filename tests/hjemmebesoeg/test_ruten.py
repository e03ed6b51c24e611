"""Ruten: bevist kortest, ens hver gang, og aldrig længere end vej og husnummer."""

from __future__ import annotations

import random
import sys
from itertools import permutations
from uuid import uuid4

import pytest

from hjemmebesoeg.afslutning.afslut import afslut
from hjemmebesoeg.models import Koereliste
from hjemmebesoeg.models.liste import som_km
from hjemmebesoeg.rute import koe
from hjemmebesoeg.rute.beregn import beregn
from hjemmebesoeg.rute.optimer import korteste, laengde
from tests.hjemmebesoeg.opstilling import (
    HUSE,
    liste,
    med_adressefil,
    noter,
    omraade,
    stoppene,
    uden_svar,
)


def punkter(antal: int, froe: int = 1) -> list[tuple[int, int]]:
    traek = random.Random(froe)
    return [(traek.randrange(5000), traek.randrange(5000)) for _ in range(antal)]


@pytest.mark.parametrize("froe", range(6))
def test_den_er_saa_kort_som_den_korteste_af_alle(froe: int):
    steder = punkter(3 + froe % 5, froe)
    rute = korteste(steder)
    assert rute is not None
    alle = min(laengde([steder[nr] for nr in orden]) for orden in permutations(range(len(steder))))
    assert laengde([steder[nr] for nr in rute]) == alle


@pytest.mark.parametrize("antal", [0, 1, 2, 3, 60])
def test_hvert_sted_er_med_netop_en_gang_og_ens_hver_gang(antal: int):
    steder = punkter(antal)
    rute = korteste(steder)
    assert sorted(rute or []) == list(range(antal))
    assert rute == korteste(steder)


def test_flere_i_samme_hus_og_klumper_langt_fra_hinanden():
    """To klumper er det, der falder i to rundture, når de ikke forbydes."""
    steder = [(0, 0)] * 3 + [(5000 + n, 9) for n in range(4)] + [(10, 10), (20, 5)]
    rute = korteste(steder)
    assert rute is not None
    assert laengde([steder[nr] for nr in rute]) <= 5020


def test_uden_tid_er_der_ingen_rute():
    assert korteste(punkter(30), sekunder=0) is None


def test_loeseren_skriver_intet(capfd):
    """Arbejderens log er JSON; løserens version er ikke."""
    assert korteste(punkter(4))
    assert capfd.readouterr() == ("", "")


def test_webprocessen_indlaeser_ikke_loeseren():
    """Andre prøver kan have indlæst den; modulet selv må ikke."""
    assert not hasattr(sys.modules["hjemmebesoeg.rute.optimer"], "highspy")


@pytest.mark.django_db
class TestListen:
    def lav(self, mette, leder) -> Koereliste:
        omraade()
        return liste(leder, mette, [uden_svar(mette, hus) for hus in HUSE])

    def laes(self) -> Koereliste:
        return Koereliste.objects.i_kommune("0175").get()

    def test_med_adressefil(self, mette, leder):
        med_adressefil()
        listen = self.lav(mette, leder)
        foer = [stop.adresse for stop in stoppene(listen)]
        assert koe.beregn_ventende() == 1
        efter = [stop.adresse for stop in stoppene(listen)]
        laest = self.laes()
        assert foer == [HUSE[4], HUSE[1], HUSE[3], HUSE[0], HUSE[2]]
        assert efter == [HUSE[1], HUSE[3], HUSE[2], HUSE[0], HUSE[4]]  # den ukendte står sidst
        assert (laest.rute, laest.uden_punkt) == ("BEREGNET", 1)
        assert laest.rute_m is not None
        assert laest.gadeorden_m is not None
        assert laest.rute_m <= laest.gadeorden_m
        assert laest.sparet_m == laest.gadeorden_m - laest.rute_m
        assert koe.beregn_ventende() == 0

    def test_uden_adressefil_staar_de_efter_vej_og_nummer(self, mette, leder):
        self.lav(mette, leder)
        koe.beregn_ventende()
        assert (self.laes().rute, self.laes().rute_m) == ("GADEORDEN", None)

    def test_naar_tiden_loeber_ud(self, mette, leder, monkeypatch):
        med_adressefil()
        self.lav(mette, leder)
        monkeypatch.setattr("hjemmebesoeg.rute.beregn.korteste", lambda _: None)
        koe.beregn_ventende()
        assert self.laes().rute == "GADEORDEN"

    def test_opgaven_faar_kun_ider(
        self, mette, leder, monkeypatch, django_capture_on_commit_callbacks
    ):
        kald = []
        monkeypatch.setattr(
            "hjemmebesoeg.tasks.beregn_rute.apply_async", lambda arg, **_: kald.append(arg)
        )
        with django_capture_on_commit_callbacks(execute=True):
            listen = self.lav(mette, leder)
        assert kald == [("0175", str(listen.pk))]

    def test_en_liste_der_er_beregnet_koert_eller_vaek_beregnes_ikke(self, mette, leder):
        med_adressefil()
        listen = self.lav(mette, leder)
        egen = Koereliste.objects.i_kommune("0175").filter(pk=listen.pk)
        egen.update(rute="GADEORDEN")
        beregn("0175", listen.pk)
        assert self.laes().rute == "GADEORDEN"
        egen.update(rute="VENTER")
        noter(listen, mette)
        afslut(listen, mette, 0)
        beregn("0175", listen.pk)
        assert self.laes().rute == "VENTER"
        beregn("0175", uuid4())


def test_de_tre_viste_tal_gaar_op():
    """Hvert tal rundet for sig: 7,3 − 5,6 stod som 1,6."""
    listen = Koereliste(rute_m=5_640, gadeorden_m=7_260)
    vist = (listen.gadeorden_km, listen.rute_km, listen.sparet_km)
    assert vist == ("7,3", "5,6", "1,7")
    for sparet in range(1_000):
        listen = Koereliste(rute_m=5_551, gadeorden_m=5_551 + sparet)
        vist = [float(km.replace(",", ".") or 0) for km in (listen.gadeorden_km, listen.rute_km)]
        fald = f"{vist[0] - vist[1]:.1f}".replace(".", ",")
        assert listen.sparet_km == ("" if sparet < 100 else fald)


@pytest.mark.parametrize(
    ("meter", "km"), [(None, ""), (0, "0,0"), (49, "0,0"), (4249, "4,2"), (10_000, "10,0")]
)
def test_kilometer(meter, km: str):
    assert som_km(meter) == km
