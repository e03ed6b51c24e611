"""Et registerudtræk: tabellerne i en mappe, hver kontrolleret første gang den bruges."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

import polars as pl

from registre.kontrakt import IKKE_BESVARET, TABELLER
from registre.laesning import foelgeseddel
from registre.laesning.afvisning import Afvisning, TabelAfvist, Tabeltilstand
from registre.laesning.fil import laes_csv, laes_parquet
from registre.laesning.kontrol import RAEKKE, kontroller
from registre.laesning.krav import Krav, kraev_antal, kraev_hel_fil, kraev_nyt
from registre.laesning.sammenhaeng import (
    advar_om_ukendte_sager,
    sager_i_ukendt_kommune,
    udskiftninger,
)
from registre.laesning.typer import POLARS
from registre.tabel import Tabel

MEST_BESKREVET = 100
"""Så mange afvisninger beskrives enkeltvis; resten tælles."""


class MappeFindesIkke(Exception):
    """Udtrækkets mappe findes ikke."""


@dataclass(slots=True)
class Leveret:
    """Svaret på én tabel.

    ``ramme`` er tom med de rette kolonner, når tabellen ikke er besvaret. ``personer`` er
    dem, hvis række blev afvist: deres opslag er ikke udført. ``afvist_fordi`` tæller de afviste
    rækker efter det, der var ventet; ``ens`` er dem, der var helt magen til en anden.
    ``om_bestanden`` og ``om_andre`` er de antagne rækker, som beregningen talte dem op.
    """

    tabel: Tabel
    tilstand: Tabeltilstand
    ramme: pl.DataFrame
    antal: int = 0
    afvist_antal: int = 0
    afvisninger: list[Afvisning] = field(default_factory=list)
    personer: frozenset[int | str] = frozenset()
    advarsler: list[str] = field(default_factory=list)
    grund: str = ""
    hentet: datetime | None = None
    data_fra: date | None = None
    sha256: str = ""
    afvist_fordi: Counter[str] = field(default_factory=Counter)
    ens: int = 0
    om_bestanden: int | None = None
    om_andre: int | None = None

    @property
    def besvaret(self) -> bool:
        """Om tabellen er et svar (også når den er tom)."""
        return self.tilstand is Tabeltilstand.BESVARET


class Udtraek:
    """Et registerudtræk i en mappe.

    ``graense`` er den andel af en tabels rækker, der må afvises, før hele tabellen regnes
    for ikke besvaret (mindst én række er altid tilladt). Med ``krav`` er også en tabel, der ikke
    er et helt, nyt svar for nattens dag, ikke besvaret.
    """

    def __init__(self, mappe: Path, graense: float = 0.001, krav: Krav | None = None) -> None:
        if not mappe.is_dir():
            raise MappeFindesIkke(f"Mappen {mappe} findes ikke.")
        self.mappe = mappe
        self.graense = graense
        self.krav = krav
        self._foelgeseddel = foelgeseddel.laes(mappe)
        self._leveret: dict[str, Leveret] = {}
        self._udskiftninger: dict[int, int] | None = None

    def leveret(self, navn: str) -> Leveret:
        """Tabellens svar, læst og kontrolleret."""
        if navn == IKKE_BESVARET.navn:
            return self.ikke_besvaret
        if navn not in self._leveret:
            self._leveret[navn] = self._laes(TABELLER[navn])
        return self._leveret[navn]

    def ramme(self, navn: str) -> pl.DataFrame:
        """Tabellens antagne rækker."""
        return self.leveret(navn).ramme

    @property
    def laeste(self) -> tuple[str, ...]:
        """De tabeller, der er læst indtil nu, i kontraktens orden."""
        navne = (*TABELLER, IKKE_BESVARET.navn)
        return tuple(navn for navn in navne if navn in self._leveret)

    def stoerrelse(self, navn: str) -> int:
        """Tabellens fils bytes; 0 uden en fil."""
        filer = (self.mappe / f"{navn}.{endelse}" for endelse in ("csv", "parquet"))
        return sum(fil.stat().st_size for fil in filer if fil.is_file())

    def slip(self, navn: str) -> None:
        """Glem tabellens rækker (ikke dens tilstand), så hukommelsen kan bruges igen."""
        leveret = self.leveret(navn)
        leveret.ramme = leveret.ramme.clear()

    @property
    def udskiftninger(self) -> Mapping[int, int]:
        """Udskiftet CPR-nummer → gældende nummer, fulgt til enden."""
        self.leveret("cpr_personer")
        return self._udskiftninger or {}

    @property
    def ikke_besvaret(self) -> Leveret:
        """Opslag, der mislykkedes for en enkelt person; en manglende tabel er en tom."""
        if IKKE_BESVARET.navn not in self._leveret:
            leveret = self._laes(IKKE_BESVARET)
            if leveret.tilstand is Tabeltilstand.MANGLER:
                leveret.tilstand = Tabeltilstand.BESVARET
            self._leveret[IKKE_BESVARET.navn] = leveret
        return self._leveret[IKKE_BESVARET.navn]

    def _laes(self, tabel: Tabel) -> Leveret:
        filer = [self.mappe / f"{tabel.navn}.{endelse}" for endelse in ("csv", "parquet")]
        fundne = [fil for fil in filer if fil.exists()]
        if not fundne:
            return self._mangler(tabel)
        try:
            if len(fundne) > 1:
                raise TabelAfvist(
                    f"Både {filer[0].name} og {filer[1].name} findes. Behold den ene."
                )
            if not fundne[0].is_file():
                raise TabelAfvist(f"{fundne[0].name} er ikke en fil.")
            return self._laes_fil(fundne[0], tabel)
        except TabelAfvist as fejl:
            return _ubesvaret(tabel, Tabeltilstand.AFVIST, str(fejl))

    def _mangler(self, tabel: Tabel) -> Leveret:
        """Ingen fil; sagde følgesedlen, den var der, er den blevet væk og ikke bare udeladt."""
        if self._foelgeseddel.tabellinje(tabel) or (self.krav and self._foelgeseddel.ulaeselig):
            grund = f"{tabel.navn} er blevet væk, efter den blev hentet. Hent registeret igen."
            return _ubesvaret(tabel, Tabeltilstand.AFVIST, grund)
        linje = self._foelgeseddel.linje(tabel)
        grund = (linje and linje.grund) or "Tabellen er ikke leveret."
        return _ubesvaret(tabel, Tabeltilstand.MANGLER, grund)

    def _laes_fil(self, fil: Path, tabel: Tabel) -> Leveret:
        seddel, sha256 = self._foelgeseddel, ""
        if seddel.findes:
            sha256 = _fingeraftryk(fil)
            kraev_hel_fil(tabel, seddel, sha256)
        raa, ekstra = (laes_csv if fil.suffix == ".csv" else laes_parquet)(fil, tabel)
        antal = raa.height
        kraev_antal(tabel, seddel, antal)
        if self.krav:
            kraev_nyt(tabel, seddel, antal, self.krav)
            self._kraev_listen(tabel)
        kontrolleret = kontroller(raa, tabel, fil.name)
        leveret = Leveret(
            tabel,
            Tabeltilstand.BESVARET,
            kontrolleret.ramme,
            antal=antal,
            afvisninger=kontrolleret.afvisninger,
            personer=kontrolleret.personer,
            sha256=sha256,
            ens=kontrolleret.ens,
        )
        leveret.hentet = datetime.fromtimestamp(fil.stat().st_mtime).astimezone()
        leveret.data_fra = leveret.hentet.date()
        if linje := seddel.linje(tabel):
            leveret.hentet, leveret.data_fra = linje.hentet, linje.data_dato
        if ekstra:
            leveret.advarsler.append(
                f"{fil.name}: ukendte kolonner ignoreret: {', '.join(ekstra)}."
            )
        self._kontroller_sammenhaeng(leveret, fil.name)
        if tabel.noegle:
            leveret.ramme = leveret.ramme.drop(RAEKKE)
        return self._hold_graensen(leveret, antal, fil.name)

    def _kraev_listen(self, tabel: Tabel) -> None:
        """Uden listen over mislykkede opslag ved ingen, hvem tabellen ikke svarede om."""
        if tabel.register and not self.ikke_besvaret.besvaret:
            raise TabelAfvist(
                f"{tabel.navn} kan ikke bruges, for listen over mislykkede opslag er ikke hel. "
                "Hent registrene igen."
            )

    def _kontroller_sammenhaeng(self, leveret: Leveret, fil: str) -> None:
        """Kontroller, der kræver en anden tabel eller hele tabellen på én gang."""
        if leveret.tabel.navn == "cpr_personer":
            self._udskiftninger = udskiftninger(leveret, fil)
        if leveret.tabel.navn == "ydelse_sager":
            sager_i_ukendt_kommune(leveret, self.leveret("kommuner"), fil)
        if leveret.tabel.navn == "ydelse_udbetalinger":
            advar_om_ukendte_sager(leveret, self.leveret("ydelse_sager"), fil)

    def _hold_graensen(self, leveret: Leveret, antal: int, fil: str) -> Leveret:
        leveret.afvist_antal = len(leveret.afvisninger)
        leveret.afvist_fordi = Counter(afvisning.fordi for afvisning in leveret.afvisninger)
        if leveret.afvist_antal > max(1, antal * self.graense):
            afvist = _ubesvaret(
                leveret.tabel,
                Tabeltilstand.AFVIST,
                f"{fil}: {leveret.afvist_antal} af {antal} rækker bryder kontrakten, "
                f"og det er flere end tilladt. Første: {leveret.afvisninger[0]}",
            )
            afvist.afvist_antal, afvist.afvist_fordi = leveret.afvist_antal, leveret.afvist_fordi
            leveret, afvist.afvisninger = afvist, leveret.afvisninger
            if leveret.tabel.navn == "cpr_personer":
                self._udskiftninger = {}
        leveret.afvisninger = leveret.afvisninger[:MEST_BESKREVET]
        return leveret


def _fingeraftryk(fil: Path) -> str:
    try:
        return foelgeseddel.fingeraftryk(fil)
    except OSError as fejl:
        raise TabelAfvist(f"{fil.name} kan ikke læses: {fejl.strerror}.") from fejl


def _ubesvaret(tabel: Tabel, tilstand: Tabeltilstand, grund: str) -> Leveret:
    skema = {kolonne.navn: POLARS[kolonne.type] for kolonne in tabel.kolonner}
    return Leveret(tabel, tilstand, pl.DataFrame(schema=skema), grund=grund)
