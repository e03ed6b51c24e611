"""En nat fra registerserveren: samme svar som fra filer, og et register, der svigter, er tavst."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from registre.http.bestilling import Bestilling
from registre.http.forbindelse import Forbindelse
from registre.http.kreds import Kreds
from registre.http.taalmod import RigtigtUr
from registre.kontrakt import REGISTRE, TABELLER
from registre.laesning import Udtraek
from registre.laesning.krav import MINDST_RAEKKER
from registre.syntetisk import danmark, skriv
from samkoering.hentning import hent_alle, nattens_krav
from samkoering.models import Aarsag, Koersel, Koerselstilstand, Kontrolregnskab, Trin, Udfald
from samkoering.motor.beregning import Beregning, beregn
from samkoering.motor.resultat import status_som_tekst, udfald_som_tekst
from samkoering.natten import igen
from samkoering.natten.hovedbog import begynd
from samkoering.regler import ALLE_REGLER
from samkoering.skrivning.bogstaver import BOGSTAV
from samkoering.skrivning.registerigen import reglerne_der_laeser
from tests.registre.http.registerserveren import DATO, NOEGLE, server
from tests.samkoering.natten.gang import koer_faerdig

pytestmark = pytest.mark.django_db(transaction=True)


@dataclass(frozen=True)
class Facit:
    """Den syntetiske verden, og hvad natten svarer, når den læses fra filer."""

    verden: Path
    filer: Path
    beregning: Beregning

    @property
    def regnskab(self) -> dict[str, str]:
        """Sagernes 2 × 17 bogstaver."""
        numre = {regel.slug: regel.nr for regel in ALLE_REGLER}
        celler: dict[str, list[str]] = {}
        for sag, rolle, slug, status in status_som_tekst(self.beregning).iter_rows():
            plads = numre[slug] - 1 + (17 if rolle == "AEF" else 0)
            celler.setdefault(sag, [""] * 34)[plads] = BOGSTAV[status]
        return {sag: "".join(bogstaver) for sag, bogstaver in celler.items()}

    @property
    def udfald(self) -> set[tuple[str, ...]]:
        felter = ["regel", "rolle", "cpr", "haendelsesdato", "noegle"]
        return set(udfald_som_tekst(self.beregning).select(felter).iter_rows())


@pytest.fixture(scope="module")
def facit(tmp_path_factory: pytest.TempPathFactory) -> Facit:
    verden, filer = tmp_path_factory.mktemp("verden") / "ud", tmp_path_factory.mktemp("filer")
    skriv(danmark(60, ["0175"], DATO, seed=1, horisont_dage=30), verden)
    with pytest.MonkeyPatch.context() as plantet:
        plantet.setattr("django.conf.settings.REGISTERMAPPE", verden)
        hent_alle(DATO, filer)
    facit = Facit(verden, filer, beregn(Udtraek(filer, krav=nattens_krav(DATO)), DATO))
    assert facit.beregning.er_hel
    assert len(facit.udfald) > 20
    return facit


@pytest.fixture
def http(settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> pytest.MonkeyPatch:
    """Alle registre hentes over HTTP; ventetiden mellem forsøg springes over."""
    settings.REGISTERADAPTERE = {rum: f"registre.{rum}.adapter.HttpAdapter" for rum in REGISTRE}
    settings.VAR_MAPPE, settings.UDTRAEKSMAPPE = tmp_path / "var", tmp_path / "udtraek"
    monkeypatch.setattr(RigtigtUr, "sov", lambda *_: None)
    monkeypatch.setenv("REGISTERSERVER_NOEGLE", NOEGLE)
    return monkeypatch


@contextmanager
def registre(verden: Path, http: pytest.MonkeyPatch, *fejl: str, **valg: Any) -> Iterator[Any]:
    with server(verden, *fejl, **valg) as koerende:
        http.setenv("REGISTERSERVER_URL", koerende.url)
        yield koerende


def koer_natten(dag: date = DATO) -> Koersel:
    return koer_faerdig(begynd(dag, Aarsag.PLANLAGT))


def skriv_filerne(udtraek: Path, mappe: Path) -> tuple[bytes, bytes]:
    """Kontraktens to CSV-filer, som ``samkoer`` skriver dem."""
    resultat, status = mappe / "resultat.csv", mappe / "status.csv"
    valg = {"resultat": resultat, "status": status, "kun_beregn": True}
    call_command("samkoer", udtraek=udtraek, dato=DATO, **valg)
    return resultat.read_bytes(), status.read_bytes()


def regnskab() -> dict[str, str]:
    gaeldende = Kontrolregnskab.objects.i_kommune("0175").filter(til__isnull=True)
    return dict(gaeldende.values_list("sag_id", "status"))


def udfald() -> set[tuple[str, ...]]:
    felter = ("regel", "rolle", "cpr", "haendelsesdato", "noegle")
    raekker = Udfald.objects.i_kommune("0175").values_list(*felter)
    return {tuple(str(felt) for felt in raekke) for raekke in raekker}


def uden_svar(facit: Facit, register: str) -> tuple[dict[str, str], set[tuple[str, ...]]]:
    """Facit, når registeret tav: dets regler er ikke udført, alt andet står."""
    laeser = reglerne_der_laeser(register)
    numre = {regel.nr: regel.slug for regel in ALLE_REGLER if regel.nr in laeser}
    assert numre
    celler = {
        sag: "".join(
            "N" if plads % 17 + 1 in numre and bogstav in "UIN" else bogstav
            for plads, bogstav in enumerate(bogstaver)
        )
        for sag, bogstaver in facit.regnskab.items()
    }
    return celler, {raekke for raekke in facit.udfald if raekke[0] not in numre.values()}


@pytest.mark.parametrize("format_", ["parquet", "csv"])
def test_natten_over_http_giver_samme_svar_som_fra_filer(
    facit: Facit, http: pytest.MonkeyPatch, format_: str
):
    with registre(facit.verden, http, format_=format_, sidestoerrelse=3000) as koerende:
        koersel = koer_natten()
    assert any("side=2" in sti for sti in koerende.kald)
    assert koersel.tilstand == Koerselstilstand.GENNEMFOERT
    assert regnskab() == facit.regnskab
    assert udfald() == facit.udfald


@pytest.mark.parametrize("format_", ["parquet", "csv"])
def test_kontraktens_filer_er_ens_byte_for_byte(
    facit: Facit, http: pytest.MonkeyPatch, tmp_path: Path, format_: str
):
    hentet = tmp_path / "hentet"
    hentet.mkdir()
    with registre(facit.verden, http, format_=format_, sidestoerrelse=3000):
        hent_alle(DATO, hentet)
    assert skriv_filerne(hentet, tmp_path) == skriv_filerne(facit.filer, tmp_path)


@contextmanager
def doed(facit: Facit, http: pytest.MonkeyPatch, register: str) -> Iterator[None]:
    """Kun dette registers server er væk."""
    with server(facit.verden) as lukket:
        http.setenv(f"REGISTERSERVER_{register.upper()}_URL", lukket.url)
    with registre(facit.verden, http):
        yield


@contextmanager
def langsom(facit: Facit, http: pytest.MonkeyPatch, register: str) -> Iterator[None]:
    """Kun dette registers server bruger længere tid, end et kald må være tavst."""
    http.setenv(f"REGISTERSERVER_{register.upper()}_TIMEOUT", "0.1")
    with server(facit.verden, forsinkelse=20.0) as sloev:
        http.setenv(f"REGISTERSERVER_{register.upper()}_URL", sloev.url)
        with registre(facit.verden, http):
            yield


@contextmanager
def over_budgettet(facit: Facit, http: pytest.MonkeyPatch, register: str) -> Iterator[None]:
    """Serveren svarer, men så dråbevist, at hentningen ikke når det inden for sit budget."""
    rigtig = Forbindelse.hent

    def hent(selv: Forbindelse, sti: str, type_: str, budget: Any, *sendt: Any) -> bytes:
        if f"/{register}/" in sti and "manifest" not in sti:
            budget._slut = 0.0
            budget.tilbage()
        return rigtig(selv, sti, type_, budget, *sendt)

    http.setattr(Forbindelse, "hent", hent)
    with registre(facit.verden, http):
        yield


def bestilt(slags: str) -> Callable[..., AbstractContextManager[Any]]:
    return lambda facit, http, register: registre(facit.verden, http, f"{slags}:{register}")


SVIGT: dict[str, tuple[Callable[..., AbstractContextManager[Any]], str]] = {
    "død server": (doed, "tager ikke imod kald"),
    "500": (bestilt("500"), "svarede 500"),
    "halv fil": (bestilt("halv-side"), "kun en del af svaret"),
    "afbrudt": (bestilt("afbrudt"), "blev afbrudt"),
    "langsom server": (langsom, "svarede ikke inden for 0,1 sekunder"),
    "over budgettet": (over_budgettet, "Hentningen tog mere end"),
    "gårsdagens": (bestilt("gaarsdagen"), "leverede 18-06-2018"),
    "forkert periode": (bestilt("periode"), "dækker 01-01-2017 til 31-12-2017"),
    "gamle tal": (bestilt("gamle-tal"), "er fra 18-06-2018"),
    "forkert tegnsæt": (bestilt("tegnsaet"), "anden slags indhold"),
    "503 med Retry-After": (bestilt("503"), "svarede 503"),
    "forkert slags indhold": (bestilt("content-type"), "anden slags indhold"),
    "forkert fingeraftryk": (bestilt("aftryk"), "passer ikke med sit fingeraftryk"),
    "forkert side": (bestilt("dobbelt-side"), "den passer ikke med manifestet"),
    "side uden indhold": (bestilt("tom-side"), "den passer ikke med manifestet"),
    "nyt skema": (bestilt("skema"), "mangler kolonnen disposition"),
}


@pytest.mark.parametrize(
    ("svigt", "register"),
    [(svigt, "eindkomst") for svigt in SVIGT] + [("død server", "feriekonto"), ("500", "r75")],
)
def test_et_register_der_svigter_er_ikke_besvaret_og_resten_koerer(
    facit: Facit, http: pytest.MonkeyPatch, svigt: str, register: str
):
    hvordan, grund = SVIGT[svigt]
    with hvordan(facit, http, register):
        koersel = koer_natten()
    assert koersel.tilstand == Koerselstilstand.DELVIST
    tavse = {k["tabel"]: k["grund"] for k in koersel.tabeller if k["tilstand"] != "BESVARET"}
    assert set(tavse) == {navn for navn, tabel in TABELLER.items() if tabel.register == register}
    assert all(grund in tavs for tavs in tavse.values())
    assert (regnskab(), udfald()) == uden_svar(facit, register)


@pytest.mark.parametrize(
    ("fejl", "tabel", "grund"),
    [
        ("skrumpet", "eindkomst", "og det er under 50 %"),
        ("tom-tabel", "eindkomst", "har 0 rækker mod"),
        ("tom-tabel", "r75_biler", ""),  # få rækker i går: tom er besvaret med »intet«
        ("", "eindkomst", ""),
    ],
)
def test_en_tabel_langt_under_sidste_nats_er_ikke_besvaret(
    facit: Facit, http: pytest.MonkeyPatch, fejl: str, tabel: str, grund: str
):
    """Serveren ved det ikke selv: manifestet passer med det lidt, der er."""
    with registre(facit.verden, http) as koerende:
        sidst = koer_natten()
        if fejl:
            register = TABELLER[tabel].register
            koerende.bestillinger.bestil(Bestilling.laes(f"{fejl}:{register}:{tabel}"))
        koersel = koer_natten(DATO + timedelta(days=1))
    antal = {kilde["tabel"]: kilde["raekker"] for kilde in sidst.tabeller}
    assert antal["r75_biler"] < MINDST_RAEKKER <= antal["eindkomst"]
    afviste = {k["tabel"]: k["grund"] for k in koersel.tabeller if k["tilstand"] != "BESVARET"}
    assert set(afviste) == ({tabel} if grund else set())
    assert grund in afviste.get(tabel, "")
    laeser = reglerne_der_laeser("eindkomst")
    ord_ = {b for status in regnskab().values() for nr in laeser for b in status[nr - 1 :: 17]}
    assert ("N" in ord_) is bool(grund)
    assert ("I" in ord_) is not bool(grund)


def test_naar_registeret_svarer_igen_udfyldes_netop_dets_celler(
    facit: Facit, http: pytest.MonkeyPatch
):
    with registre(facit.verden, http, "500:eindkomst") as koerende:
        koer_natten()
        koerende.bestillinger.ryd()
        http.setattr("registre.http.hent._KREDSE.giv", lambda *_: Kreds(lambda: 0.0))
        koersel = koer_faerdig(igen.registeret("eindkomst"))
    assert koersel.tilstand == Koerselstilstand.GENNEMFOERT
    assert (regnskab(), udfald()) == (facit.regnskab, facit.udfald)


@pytest.mark.parametrize("register", ["cpr", "ydelse"])
def test_uden_bestandens_registre_udskydes_natten(
    facit: Facit, http: pytest.MonkeyPatch, register: str
):
    with registre(facit.verden, http, f"halv-side:{register}"):
        koersel = koer_natten()
    assert (koersel.aaben, koersel.trin, koersel.proever) == (True, Trin.BEGYNDT, 1)
    assert "kun en del af svaret" in koersel.fejl
    assert (regnskab(), udfald()) == ({}, set())


def test_ingen_server_er_ingen_nat(facit: Facit, http: pytest.MonkeyPatch):
    with server(facit.verden) as lukket:
        http.setenv("REGISTERSERVER_URL", lukket.url)
    koersel = koer_natten()
    assert (koersel.aaben, regnskab()) == (True, {})
    assert "Registeret tager ikke imod kald." in koersel.fejl


def test_den_langsomme_server_standser_ikke_de_andre(facit: Facit, http: pytest.MonkeyPatch):
    """Netop så meget ventes der på den: fem tavse kald."""
    with langsom(facit, http, "udk"):
        koersel = koer_natten()
    varede = koersel.forsoeg.get(arbejde="HENT")
    assert (varede.sluttet - varede.begyndt).total_seconds() < 10
