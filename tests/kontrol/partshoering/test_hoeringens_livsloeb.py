"""Høringens livsløb: kladde, brev, påmindelse, svar og fravalg, hver med begge sider af grænsen."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine

from adgang.models import Bruger
from journal.models import Forsendelse, Journalpost
from kontrol.bestillingsliste.bestil import laeg_tilbage
from kontrol.models import Brevart, Hoeringsbrev, Hoeringstilstand, Kanal, Partshoering
from kontrol.partshoering import kladde
from kontrol.partshoering.afgoerelse import gaeldende, hvorfor_ikke, kan_afgoeres
from kontrol.partshoering.brev import brev
from kontrol.partshoering.laas import Borte, Konflikt
from kontrol.partshoering.opslag import aabne_udfald
from kontrol.partshoering.send import IntetTilbage, send
from kontrol.partshoering.svar import fravaelg, registrer_svar
from samkoering.models import Handling, Sag, Sagstilstand, Udfaldstilstand
from tests import fabrik
from tests.kontrol.partshoering import eksempel
from tests.kontrol.partshoering.eksempel import laes, med_kladde, sag_med, sendt, tryk

VENT = (
    "Borgeren har frist til 04-12-2026. Vent på svaret, eller registrér, at høringen er fravalgt."
)
GRUND = "Borgeren er død, og der er ingen at høre."
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fredagen():
    with time_machine.travel(eksempel.FREDAG, tick=False):
        yield


def handlinger(sag: Sag) -> list[str]:
    return list(sag.historik.order_by("pk").values_list("handling", flat=True))


def test_kladden_om_netop_de_valgte(mette: Bruger):
    sag = sag_med(mette, ("ny_arbejdsgiver", "YM"), ("bilkoeb", "AEF"))
    valgt = str(sag.udfald.get(regel="bilkoeb").pk)
    ny = med_kladde(sag, mette, [valgt])
    assert (ny.tilstand, ny.udfald, ny.version) == (Hoeringstilstand.KLADDE, [valgt], 0)
    assert "din ægtefælle en bil" in ny.tekst
    assert "løn" not in ny.tekst
    assert laes(sag).version == sag.version  # en kladde ændrer ikke sagen
    assert handlinger(sag) == []


@pytest.mark.parametrize(
    ("tilstand", "kan"),
    [
        (Sagstilstand.LEDIG,                      False),
        (Sagstilstand.BESTILT,                    False),   # læs kontrolarket først
        (Sagstilstand.VISITERES,                  True),
        (Sagstilstand.PARTSHOERING,               True),
        (Sagstilstand.HENLAGT_VISITERING,         False),
        (Sagstilstand.HENLAGT_EFTER_PARTSHOERING, False),
        (Sagstilstand.AENDRET_TILDELING,          False),
        (Sagstilstand.UDLOEBET,                   False),
        (Sagstilstand.BORTFALDET,                 False),
    ],
)  # fmt: skip
def test_kun_en_sag_i_gang_kan_hoeres(mette: Bruger, tilstand: Sagstilstand, kan: bool):
    sag = sag_med(mette, tilstand=tilstand)
    if kan:
        med_kladde(sag, mette)
    else:
        with pytest.raises(Borte):
            med_kladde(sag, mette)
        with pytest.raises(Borte):
            fravaelg(tryk(sag, mette), GRUND)
    assert len(eksempel.hoeringer(sag)) == int(kan)


def test_fremmede_og_bortfaldne_haendelser_kan_ikke_vaelges(mette: Bruger):
    sag, anden = sag_med(mette), sag_med(mette)
    with pytest.raises(Konflikt):
        med_kladde(sag, mette, eksempel.ider(anden))
    sag.udfald.update(tilstand=Udfaldstilstand.BORTFALDET)
    with pytest.raises(Konflikt):
        med_kladde(sag, mette)


def test_send(mette: Bruger):
    sag = sag_med(mette, ("ny_arbejdsgiver", "YM"), ("bilkoeb", "AEF"))
    brevet = sendt(sag, mette, "Kære du. Er det rigtigt?")
    (hoering,) = eksempel.hoeringer(sag)
    nu = laes(sag)
    assert (nu.tilstand, nu.version) == (Sagstilstand.PARTSHOERING, sag.version + 1)
    assert (hoering.tilstand, hoering.frist) == (Hoeringstilstand.SENDT, date(2026, 12, 4))
    assert hoering.sendt == eksempel.FREDAG
    assert (brevet.nr, brevet.art, brevet.kanal) == (1, "HOERING", "DIGITAL_POST")
    assert "Kære du. Er det rigtigt?" in brevet.tekst
    assert "Svar senest den 4. december 2026." in brevet.tekst
    linje = sag.historik.get()
    assert (linje.handling, linje.detalje, linje.bruger) == (
        Handling.PARTSHOERT, "Svar senest 04-12-2026", mette,
    )  # fmt: skip


@pytest.mark.parametrize(("kanal", "breve"), [(Kanal.DIGITAL_POST, 1), (Kanal.SELV, 0)])
def test_journalen_og_digital_post(mette: Bruger, kanal: Kanal, breve: int):
    sag = sag_med(mette)
    med_kladde(sag, mette)
    brevet = send(tryk(sag, mette), "Teksten.", kanal)
    post = Journalpost.objects.i_kommune("0175").get()
    assert (post.noegle, post.art) == (f"PARTSHOERING:{brevet.pk}", "PARTSHOERING")
    assert post.titel == f"Partshøring i sag {sag.sagsnr}"
    assert (post.sag, post.cpr, post.kle) == (sag.pk, sag.cpr, sag.kle)
    assert post.grundlag["tekst"] == "Teksten."
    assert sag.cpr not in str(post.grundlag)
    forsendelser = Forsendelse.objects.i_kommune("0175")
    assert forsendelser.count() == breve
    assert not breve or forsendelser.get().grundlag == post.grundlag


@pytest.mark.parametrize(
    ("dage", "ventet"),
    [(7, date(2026, 11, 27)), (14, date(2026, 12, 4)), (28, date(2026, 12, 18))],
)
def test_fristen_er_kommunens(mette: Bruger, dage: int, ventet: date):
    fabrik.kommune(hoeringsfrist_dage=dage)
    assert sendt(sag_med(mette), mette).frist == ventet


def test_dobbeltklik_er_et_brev(mette: Bruger):
    sag = sag_med(mette)
    med_kladde(sag, mette)
    klik = tryk(sag, mette)
    assert send(klik, "Teksten.", Kanal.DIGITAL_POST) == send(klik, "Teksten.", Kanal.DIGITAL_POST)
    assert Hoeringsbrev.objects.i_kommune("0175").count() == 1
    assert Journalpost.objects.i_kommune("0175").count() == 1
    assert handlinger(sag) == [Handling.PARTSHOERT]
    assert laes(sag).version == sag.version + 1


@pytest.mark.parametrize(("hvem", "tekst"), [("leder", "Teksten."), ("mette", "En anden tekst.")])
def test_en_anden_eller_en_anden_tekst_er_en_konflikt(mette, leder, hvem: str, tekst: str):
    sag = sag_med(mette)
    med_kladde(sag, mette)
    anden = {"mette": mette, "leder": leder}[hvem]
    klik, andet = tryk(sag, mette), tryk(sag, anden)
    send(klik, "Teksten.", Kanal.DIGITAL_POST)
    with pytest.raises(Konflikt):
        send(andet, tekst, Kanal.DIGITAL_POST)
    assert Hoeringsbrev.objects.i_kommune("0175").count() == 1


def test_gem_kender_den_anden_og_sig_selv(mette: Bruger, leder: Bruger):
    sag = sag_med(mette)
    med_kladde(sag, mette)
    klik, lederens = tryk(sag, mette), tryk(sag, leder)
    assert kladde.gem(klik, "Ny tekst.") == kladde.gem(klik, "Ny tekst.")
    assert gaeldende(sag).version == 1
    with pytest.raises(Konflikt):
        kladde.gem(lederens, "Lederens tekst.")
    with pytest.raises(Konflikt):
        kladde.gem(klik, "En tredje tekst.")
    assert gaeldende(sag).tekst == "Ny tekst."


def test_to_begynder_samtidig(mette: Bruger, leder: Bruger):
    sag = sag_med(mette)
    mettes, lederens = tryk(sag, mette), tryk(sag, leder)
    foerste = kladde.begynd(mettes, eksempel.ider(sag))
    assert kladde.begynd(mettes, eksempel.ider(sag)) == foerste
    with pytest.raises(Konflikt):
        kladde.begynd(lederens, eksempel.ider(sag))
    assert eksempel.hoeringer(sag) == [foerste]


def test_andre_haendelser_skriver_brevet_forfra(mette: Bruger):
    sag = sag_med(mette, ("ny_arbejdsgiver", "YM"), ("flytning", "YM"))
    foerste = med_kladde(sag, mette)
    valgt = [str(sag.udfald.get(regel="flytning").pk)]
    ny = kladde.begynd(tryk(sag, mette), valgt)
    assert (ny.pk, ny.udfald, ny.version) == (foerste.pk, valgt, 1)
    assert "løn" not in ny.tekst


@pytest.mark.parametrize("paamindelse", [False, True])
def test_slet_kladden(mette: Bruger, paamindelse: bool):
    sag = sag_med(mette)
    if paamindelse:
        sendt(sag, mette)
        kladde.begynd_paamindelse(tryk(sag, mette))
    else:
        med_kladde(sag, mette)
    kladde.slet(tryk(sag, mette))
    assert [h.tekst for h in eksempel.hoeringer(sag)] == ([""] if paamindelse else [])
    with pytest.raises(Konflikt):
        kladde.slet(tryk(sag, mette))


def test_brevet_sendes_ikke_om_haendelser_der_er_faldet_bort(mette: Bruger):
    sag = sag_med(mette)
    med_kladde(sag, mette)
    sag.udfald.update(tilstand=Udfaldstilstand.BORTFALDET)
    with pytest.raises(IntetTilbage):
        send(tryk(sag, mette), "Teksten.", Kanal.SELV)
    assert laes(sag).tilstand == Sagstilstand.VISITERES
    assert not Journalpost.objects.i_kommune("0175").exists()


@pytest.mark.parametrize(
    ("dage", "ventet"),
    [
        (0,  date(2026, 12, 4)),    # samme dag: fristen bliver aldrig kortere
        (4,  date(2026, 12, 8)),
        (14, date(2026, 12, 18)),
        (30, date(2027, 1, 4)),     # også efter fristen; 3. januar er en søndag
    ],
)  # fmt: skip
def test_paamindelsen_giver_ny_frist(mette: Bruger, dage: int, ventet: date):
    sag = sag_med(mette)
    sendt(sag, mette)
    with time_machine.travel(eksempel.FREDAG + timedelta(days=dage), tick=False):
        udkast = kladde.begynd_paamindelse(tryk(sag, mette))
        assert "Vi skrev til dig den 20. november 2026." in udkast.tekst
        assert kladde.begynd_paamindelse(tryk(sag, mette)).tekst == udkast.tekst
        brevet = send(tryk(sag, mette), "Husk os.", Kanal.DIGITAL_POST)
    (hoering,) = eksempel.hoeringer(sag)
    assert (brevet.nr, brevet.art, brevet.frist, hoering.frist) == (
        2,
        "PAAMINDELSE",
        ventet,
        ventet,
    )
    assert hoering.sendt == eksempel.FREDAG
    assert handlinger(sag) == [Handling.PARTSHOERT, Handling.PAAMINDET]


def test_hoejst_to_paamindelser(mette: Bruger):
    sag = sag_med(mette)
    sendt(sag, mette)
    for _ in range(2):
        kladde.begynd_paamindelse(tryk(sag, mette))
        send(tryk(sag, mette), "Husk os.", Kanal.DIGITAL_POST)
    with pytest.raises(Konflikt):
        kladde.begynd_paamindelse(tryk(sag, mette))
    assert [b.nr for b in Hoeringsbrev.objects.i_kommune("0175")] == [1, 2, 3]


def test_svaret(mette: Bruger, leder: Bruger):
    sag = sag_med(mette)
    sendt(sag, mette)
    klik, lederens = tryk(sag, mette), tryk(sag, leder)
    version = laes(sag).version
    dag = date(2026, 11, 20)
    besvaret = registrer_svar(klik, dag, "Jeg har ikke arbejdet.")
    assert registrer_svar(klik, dag, "Jeg har ikke arbejdet.") == besvaret  # dobbeltklik
    with pytest.raises(Konflikt):
        registrer_svar(lederens, dag, "Noget andet.")
    assert (besvaret.tilstand, besvaret.svar_modtaget) == (Hoeringstilstand.BESVARET, dag)
    nu = laes(sag)
    assert (nu.tilstand, nu.version) == (Sagstilstand.PARTSHOERING, version + 1)
    post = Journalpost.objects.i_kommune("0175").get(art="HOERINGSSVAR")
    assert post.noegle == f"HOERINGSSVAR:{besvaret.pk}"
    assert post.grundlag["tekst"] == "Jeg har ikke arbejdet."


def test_svar_uden_et_sendt_brev_er_en_konflikt(mette: Bruger):
    sag = sag_med(mette)
    for _ in range(2):
        with pytest.raises(Konflikt):
            registrer_svar(tryk(sag, mette), date(2026, 11, 20), "Svar.")
        med_kladde(sag, mette)


def test_svar_efter_fravalg_er_sin_egen_post(mette: Bruger):
    sag = sag_med(mette)
    sendt(sag, mette)
    fravaelg(tryk(sag, mette), GRUND)
    registrer_svar(tryk(sag, mette), date(2026, 11, 20), "Nu svarer jeg.")
    poster = Journalpost.objects.i_kommune("0175").filter(art="HOERINGSSVAR")
    assert [p.grundlag["tekst"] for p in poster.order_by("oprettet")] == [GRUND, "Nu svarer jeg."]


@pytest.mark.parametrize("foer", ["intet", "kladde", "sendt"])
def test_fravaelg(mette: Bruger, leder: Bruger, foer: str):
    sag = sag_med(mette, ("borger_doer", "YM"), ("flytning", "YM"))
    if foer != "intet":
        med_kladde(sag, mette, [str(sag.udfald.get(regel="flytning").pk)])
    if foer == "sendt":
        send(tryk(sag, mette), "Teksten.", Kanal.SELV)
    klik, lederens, tilstand = tryk(sag, mette), tryk(sag, leder), laes(sag).tilstand
    fravalgt = fravaelg(klik, GRUND)
    assert fravaelg(klik, GRUND) == fravalgt  # dobbeltklik
    with pytest.raises(Konflikt):
        fravaelg(lederens, "En helt anden grund.")
    (hoering,) = eksempel.hoeringer(sag)
    assert (hoering.tilstand, hoering.grund) == (Hoeringstilstand.FRAFALDET, GRUND)
    assert laes(sag).tilstand == tilstand
    assert handlinger(sag)[-1] == Handling.PARTSHOERING_FRAFALDET
    assert Journalpost.objects.i_kommune("0175").filter(art="HOERINGSSVAR").count() == 1
    assert kan_afgoeres(gaeldende(sag), date(2026, 11, 20))


@pytest.mark.parametrize(
    ("tilstand", "dag", "kan", "ventet"),
    [
        (None,        date(2026, 11, 20), False, "Borgeren er ikke partshørt. Start en"),
        ("KLADDE",    date(2026, 11, 20), False, "Brevet om partshøring er ikke sendt. Send det"),
        ("SENDT",     date(2026, 11, 20), False, VENT),
        ("SENDT",     date(2026, 12, 3),  False, "Borgeren har frist til 04-12-2026."),
        ("SENDT",     date(2026, 12, 4),  False, "Borgeren har frist til 04-12-2026."),
        ("SENDT",     date(2026, 12, 5),  True,  ""),    # dagen efter fristen
        ("BESVARET",  date(2026, 11, 20), True,  ""),
        ("FRAFALDET", date(2026, 11, 20), True,  ""),
    ],
)  # fmt: skip
def test_hvornaar_sagen_kan_afgoeres(tilstand: str | None, dag: date, kan: bool, ventet: str):
    frist = date(2026, 12, 4)
    hoering = Partshoering(tilstand=tilstand, frist=frist) if tilstand else None
    assert kan_afgoeres(hoering, dag) is kan
    sagt = hvorfor_ikke(hoering, dag)
    assert sagt.startswith(ventet)
    assert bool(sagt) is not kan


@pytest.mark.parametrize(
    ("dage", "svar", "kan"),
    [(0, False, False), (14, False, False), (15, False, True), (0, True, True)],
)
def test_ny_hoering_naar_den_gamle_er_besvaret_eller_udloebet(
    mette: Bruger, dage: int, svar: bool, kan: bool
):
    sag = sag_med(mette)
    sendt(sag, mette)
    if svar:
        registrer_svar(tryk(sag, mette), date(2026, 11, 20), "Jeg har svaret.")
    ny = fabrik.udfald(sag, "bilkoeb", bevis=eksempel.bevis("bilkoeb"))
    with time_machine.travel(eksempel.FREDAG + timedelta(days=dage, minutes=5)):
        if not kan:
            with pytest.raises(Konflikt):
                med_kladde(sag, mette, [str(ny.pk)])
            return
        anden = med_kladde(sag, mette, [str(ny.pk)])
        assert gaeldende(sag) == anden
        assert not kan_afgoeres(anden, date(2027, 1, 1))
        send(tryk(sag, mette), "Og bilen?", Kanal.DIGITAL_POST)
    assert [h.tilstand for h in eksempel.hoeringer(sag)][-1] == "SENDT"


def test_en_hoering_foelger_sin_bestilling(mette: Bruger, leder: Bruger):
    """Lagt tilbage og bestilt igen: den gamle kladde og det gamle fravalg er ikke den nyes."""
    sag = sag_med(mette)
    fravaelg(tryk(sag, mette), GRUND)
    assert laeg_tilbage([sag.pk], leder) == [sag.pk]
    assert gaeldende(sag) is None


def test_versionen_siger_det_til_den_der_registrerer_feedback(mette: Bruger):
    """Hver handling, der ændrer sagens grundlag, giver sagen en ny version; kladden gør ikke."""
    sag, set_ = sag_med(mette), []
    for goer in (
        lambda: med_kladde(sag, mette),
        lambda: kladde.gem(tryk(sag, mette), "Rettet."),
        lambda: send(tryk(sag, mette), "Rettet.", Kanal.SELV),
        lambda: kladde.begynd_paamindelse(tryk(sag, mette)),
        lambda: send(tryk(sag, mette), "Husk os.", Kanal.SELV),
        lambda: registrer_svar(tryk(sag, mette), date(2026, 11, 20), "Svar."),
    ):
        goer()
        set_.append(laes(sag).version - sag.version)
    assert set_ == [0, 0, 1, 1, 2, 3]


@pytest.mark.parametrize(
    ("felter", "ventet"),
    [
        ({},                                              ["Testvej 12, 2. th", "2610 Rødovre"]),
        ({"adressebeskyttet": True},                      []),
        ({"bor_beskyttet": True},                         []),
        ({"adresse": ""},                                 []),
        ({"adresse": "uden fast bopæl"},                  []),
        ({"adresse": "\u202eTestvej 1,\n 2610 Rødovre"},  ["Testvej 1", "2610 Rødovre"]),
    ],
)  # fmt: skip
def test_modtagerens_adresse(mette: Bruger, felter: dict[str, object], ventet: list[str]):
    sag = sag_med(mette)
    fabrik.kontrolark(sag, navn="Eja Egensen", **felter)
    udfald = aabne_udfald(sag)
    brevet = brev(
        sag, udfald, art=Brevart.HOERING, tekst="x", frist=date(2026, 12, 4), tid=eksempel.FREDAG
    )
    assert (brevet["modtager"], brevet["adresse"]) == ("Eja Egensen", ventet)
