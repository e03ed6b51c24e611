"""Hver fundet hændelse har netop én skæbne, og regnskabet går op fra række til resultat."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from adgang.lejer import lejer
from adgang.models import Kommune
from portal.drift import tjek
from portal.drift.grundlag import Grundlag
from portal.sletning import natten as nattens_sletning
from portal.sletning import sager as sagernes_sletning
from registre.laesning import Udtraek
from samkoering.grundlag.skaebne import FUNDET
from samkoering.haendelsesregnskab.efterproev import brud_i, efterproev
from samkoering.haendelsesregnskab.raekkerne import tabelregnskaber
from samkoering.models import (
    Fredning,
    Haendelsestal,
    Koersel,
    Koerselsdel,
    Sag,
    Sagstilstand,
    Udfald,
    Udfaldstilstand,
)
from samkoering.motor.beregning import beregn
from samkoering.skrivning import nye
from samkoering.skrivning.kommunedel import Deler
from samkoering.skrivning.skriv import skriv_kommune
from tests import fabrik
from tests.samkoering.test_natten import NAESTE_NAT, NAT, alle, behandl, ferie, mappe, nat
from tests.uafhaengig.haandlavet import AEF, BARN, HJEM, UDE, YM, Mappe

pytestmark = pytest.mark.django_db
__all__ = ["mappe"]
TREDJE_NAT = NAESTE_NAT + timedelta(days=1)
EFTER_UDLOEB = date(2018, 9, 20)
Nat = Callable[[Mappe], Koersel]


def skaebner(koersel: Koersel, regel: str = "flytning") -> dict[str, int]:
    """Reglens tal i kørslen uden det fundne, som de alle lægges sammen til."""
    tal = dict(koersel.dele.get().haendelser.get(regel, {}))
    assert tal.pop(FUNDET, 0) == sum(tal.values())
    return tal


def foerste(mappe: Mappe) -> Koersel:
    return nat(mappe)


def endnu_en_haendelse(mappe: Mappe) -> Koersel:
    nat(mappe)
    return nat(ferie(mappe, "2018-06-18"), NAESTE_NAT)


def set_i_gaar(mappe: Mappe) -> Koersel:
    nat(mappe)
    return nat(mappe, NAESTE_NAT)


def samme_nat_igen(mappe: Mappe) -> Koersel:
    nat(mappe)
    return nat(mappe)


def behandlet(mappe: Mappe) -> Koersel:
    nat(mappe)
    behandl(alle(Sag)[0])
    return nat(mappe, NAESTE_NAT)


def behandlet_og_ikke_mere_fredet(mappe: Mappe) -> Koersel:
    nat(mappe)
    behandl(alle(Sag)[0])
    alle(Fredning)[0].delete()
    return nat(mappe, NAESTE_NAT)


def udloebet(mappe: Mappe) -> Koersel:
    nat(mappe)
    return nat(mappe, EFTER_UDLOEB)


def faldt_bort_og_kom_igen(mappe: Mappe) -> Koersel:
    nat(mappe)
    rettet = mappe.raekker["cpr_adresser"][1]
    rettet["register_status"] = "FORTRUDT"
    nat(mappe, NAESTE_NAT)
    rettet["register_status"] = "AKTUEL"
    return nat(mappe, TREDJE_NAT)


def fravalgt(mappe: Mappe) -> Koersel:
    fabrik.kommune(fravalgte_regler=["flytning"])
    return nat(mappe)


def to_ydelsessager(mappe: Mappe) -> Koersel:
    mappe.med(
        "ydelse_sager", sag_id="S2", kommunekode="0175", cpr=YM, kle="32.24.04",
        oprettet="2016-01-01",
    )  # fmt: skip
    mappe.med("ydelse_udbetalinger", sag_id="S2", udbetalt="2018-05-31", beloeb_oere=1)
    return nat(mappe)


def opslaget_mislykkedes(mappe: Mappe) -> Koersel:
    mappe.med("ikke_besvaret", tabel="feriekonto_anmodninger", cpr=YM)
    return nat(ferie(mappe, "2018-06-18"))


def begge_foraeldres_barn(mappe: Mappe) -> Koersel:
    mappe.gift().person(AEF).person(BARN, "2010-01-01")
    mappe.raekker["cpr_adresser"].clear()
    for hvem in (YM, AEF):
        mappe.bor(hvem, "2010-01-01").med("cpr_boern", foraelder_cpr=hvem, barn_cpr=BARN)
    mappe.bor(BARN, "2010-01-01", "2018-06-01", HJEM).bor(BARN, "2018-06-02", sted=UDE)
    return nat(mappe)


def kun_feriekonto_igen(mappe: Mappe) -> Koersel:
    """Feriekonto tav i nat; flytningen blev optaget og røres ikke, når registeret køres igen."""
    ferie(mappe, "2018-06-18")
    nat(mappe, NAT, "feriekonto_anmodninger")
    igen = fabrik.koersel(NAT, kun_register="feriekonto", tabeller=[])
    deler = Deler(beregn(Udtraek(mappe.skriv()), NAT), igen)
    with lejer("0175"):
        skriv_kommune(igen, deler.del_(Kommune.objects.get(kode="0175")))
    return igen


@pytest.mark.parametrize(
    ("forloeb", "regel", "skaebne"),
    [
        # Ny på en sag, der oprettes; samme sag får også det, der findes senere.
        (foerste, "flytning", {"NY_SAG": 1}),
        (endnu_en_haendelse, "feriekonto", {"NY_PAA_AABEN": 1}),
        # Kendt: den har allerede en sag, uanset hvor den sag er nået.
        (set_i_gaar, "flytning", {"KENDT_AABEN": 1}),
        (samme_nat_igen, "flytning", {"KENDT_AABEN": 1}),
        (behandlet_og_ikke_mere_fredet, "flytning", {"KENDT_BEHANDLET": 1}),
        (udloebet, "flytning", {"KENDT_UDLOEBET": 1}),
        # Fredet: behandlet, og skal ikke ses igen.
        (behandlet, "flytning", {"FREDET": 1}),
        # Kommet igen: registeret blev rettet og rettet tilbage.
        (faldt_bort_og_kom_igen, "flytning", {"KOM_IGEN": 1}),
        # Ikke en sag værd: kommunen har fravalgt reglen, eller hændelsen er set én gang.
        (fravalgt, "flytning", {"FRAVALGT": 1}),
        (to_ydelsessager, "flytning", {"NY_SAG": 1, "DUBLET": 1}),
        (begge_foraeldres_barn, "barn_flytter", {"NY_SAG": 1, "ANDEN_ROLLE": 1}),
        # Opslaget blev ikke udført: intet fund, men heller ikke glemt.
        (opslaget_mislykkedes, "feriekonto", {"UDEN_SVAR": 1}),
        # Ét register kørt igen: kun dets huller udfyldes, resten er skrevet i nat.
        (kun_feriekonto_igen, "feriekonto", {"NY_PAA_AABEN": 1}),
        (kun_feriekonto_igen, "flytning", {"UDEN_FOR_KOERSLEN": 1}),
    ],
)  # fmt: skip
def test_haendelsens_skaebne(mappe: Mappe, forloeb: Nat, regel: str, skaebne: dict[str, int]):
    koersel = forloeb(mappe)
    assert skaebner(koersel, regel) == skaebne
    assert efterproev(koersel) == []


def test_raekkerne_er_afvist_ens_eller_om_nogen(mappe: Mappe):
    ens = mappe.raekker["ydelse_udbetalinger"][0]
    mappe.raekker["ydelse_udbetalinger"].append(ens)
    mappe.person(AEF).person("6404750004", foedt="i går")
    koersel = nat(mappe)
    tal = {t.tabel: t for t in tabelregnskaber(koersel.tabeller)}
    personer, udbetalinger = tal["cpr_personer"], tal["ydelse_udbetalinger"]
    assert (personer.leveret, personer.afvist) == (3, 1)
    assert (personer.om_bestanden, personer.om_andre) == (1, 1)
    assert list(personer.grunde) == ["foedselsdato: ventede en dato som ÅÅÅÅ-MM-DD"]
    assert udbetalinger.ens == 1
    assert udbetalinger.om_bestanden == udbetalinger.leveret - 1
    assert all(t.gaar_op for t in tal.values())


class TestEtPlantetHul:
    """Tabes en hændelse eller en række et sted, siger efterprøvningen hvor – aldrig hvor mange."""

    def test_en_skaebne_der_glemmes(self, mappe: Mappe, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(nye, "_noter_nye", lambda *_: None)
        koersel = nat(mappe)
        brud = list(brud_i(koersel))
        assert brud == [
            "Trin 2, 2018-06-19#1, kommune 0175: Flytning",
            "Trin 3, 06-2018, kommune 0175: Flytning",
        ]
        svar = tjek._regnskabet(Grundlag(timezone.now(), (koersel,), koersel))
        assert not svar.i_orden
        assert svar.tekst.startswith("Regnskabet går ikke op: Trin 2, 2018-06-19#1")

    def test_en_haendelse_der_forsvinder_uden_kvittering(self, mappe: Mappe):
        koersel = nat(mappe)
        alle(Udfald)[0].delete()
        assert list(brud_i(koersel)) == ["Trin 3, 06-2018, kommune 0175: Flytning"]

    def test_en_haendelse_hvis_sag_er_lukket_uden_den(self, mappe: Mappe):
        koersel = nat(mappe)
        Sag.objects.i_kommune("0175").update(tilstand=Sagstilstand.AENDRET_TILDELING)
        assert list(brud_i(koersel)) == ["Trin 3, 06-2018, kommune 0175: Flytning"]

    @pytest.mark.parametrize("felt", ["raekker", "afviste", "ens", "om_andre", "om_bestanden"])
    def test_en_raekke_der_ikke_er_gjort_rede_for(self, mappe: Mappe, felt: str):
        koersel = nat(mappe)
        next(t for t in koersel.tabeller if t["tabel"] == "cpr_personer")[felt] += 1
        assert list(brud_i(koersel)) == ["Trin 1, 2018-06-19#1: rækkerne i cpr_personer"]


class TestSletning:
    """Det, fristen sletter, tælles, før det slettes; regnskabet går op bagefter."""

    def slet(self, sag_lukkes: bool) -> None:
        om_ti_aar = timezone.now() + timedelta(days=3653)
        if sag_lukkes:
            sagernes_sletning.slet_afsluttede(om_ti_aar)
        sagernes_sletning.slet_ubehandlede(om_ti_aar)
        nattens_sletning.slet_koersler(om_ti_aar)

    def tal(self) -> list[tuple[str, str, int]]:
        return [(t.regel, t.hvad, t.antal) for t in alle(Haendelsestal)]

    def test_en_behandlet_staar_under_sit_resultat(self, mappe: Mappe):
        nat(mappe)
        behandl(alle(Sag)[0])
        senere = nat(mappe, NAESTE_NAT)
        sagernes_sletning.slet_afsluttede(timezone.now() + timedelta(days=3653))
        assert not alle(Udfald)
        assert self.tal() == [("flytning", "HENLAGT_VISITERING", 1)]
        assert list(brud_i(senere)) == []

    def test_det_fundne_overlever_koerslen(self, mappe: Mappe):
        nat(mappe)
        nat(mappe, EFTER_UDLOEB)
        senere = nat(mappe, EFTER_UDLOEB + timedelta(days=1))
        self.slet(sag_lukkes=False)
        assert list(Koersel.objects.all()) == [senere]
        assert self.tal() == [("flytning", "UDLOEBET", 1), ("flytning", "FUNDET", 1)]
        juni = Koersel(dato=NAT, nummer=9, tabeller=[])
        assert list(brud_i(juni)) == []

    def test_en_haendelse_fra_foer_regnskabet(self, mappe: Mappe):
        koersel = nat(mappe)
        Koerselsdel.objects.i_kommune("0175").update(haendelser=None)
        assert list(brud_i(koersel)) == []
        behandl(alle(Sag)[0])
        self.slet(sag_lukkes=True)
        assert self.tal() == [("flytning", "HENLAGT_VISITERING", 1), ("flytning", "FUNDET", 1)]
        assert list(brud_i(koersel)) == []


def test_en_aaben_haendelse_fra_en_nat_uden_regnskab_taelles_som_den_findes():
    """Demoens og ældre installationers nætter har intet frosset."""
    kommune = fabrik.kommune()
    fabrik.sag_med_udfald(kommune)
    (udfald,) = alle(Udfald)
    assert udfald.tilstand == Udfaldstilstand.AABENT
    assert list(brud_i(udfald.koersel)) == []
