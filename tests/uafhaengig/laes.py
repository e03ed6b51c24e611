"""Læs en mappe af CSV-filer, som registerkontrakten siger: afvis række for række eller helt."""

import csv
import re
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

from .skema import BESTANDENS_TABELLER, CPR_KOLONNER, NOEGLE, TABELLER, kolonner, moenster

Raekke = dict[str, Any]


class Afvist(Exception):
    """En celle, en række eller en tabel, der bryder kontrakten."""


@dataclass
class Tabel:
    """Det, en tabel svarede: rækkerne, og de personer, hvis opslag mislykkedes (gældende cpr)."""

    raekker: list[Raekke] = field(default_factory=list)
    ubesvaret: set[str] = field(default_factory=set)


@dataclass
class Udtraek:
    """Hele mappen. En tabel, der mangler eller er afvist, er None."""

    tabeller: dict[str, Tabel | None]
    gaeldende: dict[str, str]

    def bestand_kan_findes(self) -> bool:
        return all(self.tabeller[navn] is not None for navn in BESTANDENS_TABELLER)

    def nuvaerende(self, cpr: str) -> str:
        """Det nummer, personen har nu: følg gaeldende_cpr til enden."""
        while cpr in self.gaeldende:
            cpr = self.gaeldende[cpr]
        return cpr


def laes_mappe(mappe: Path) -> Udtraek:
    """Alle kontraktens tabeller, valideret, og med udskiftede numre sat til de gældende."""
    tabeller: dict[str, Tabel | None] = {}
    for navn in TABELLER:  # kommuner står før ydelse_sager
        tabeller[navn] = _laes_tabel(mappe, navn, _kommunekoder(tabeller))
    udtraek = Udtraek(tabeller, _udskiftninger(tabeller["cpr_personer"]))
    for navn, tabel in tabeller.items():
        if tabel is not None:
            _brug_gaeldende(udtraek, navn, tabel)
    _fordel_ikke_besvaret(udtraek)
    return udtraek


def _kommunekoder(tabeller: dict[str, Tabel | None]) -> set[str]:
    kommuner = tabeller.get("kommuner")
    return {r["kommunekode"] for r in kommuner.raekker} if kommuner else set()


def _udskiftninger(personer: Tabel | None) -> dict[str, str]:
    raekker = personer.raekker if personer else []
    return {r["cpr"]: r["gaeldende_cpr"] for r in raekker if r["gaeldende_cpr"]}


def _brug_gaeldende(udtraek: Udtraek, navn: str, tabel: Tabel) -> None:
    tabel.ubesvaret = {udtraek.nuvaerende(cpr) for cpr in tabel.ubesvaret}
    if navn == "cpr_personer":  # en person beskrives af det gældende nummers egen række alene
        return
    for raekke in tabel.raekker:
        for kolonne in CPR_KOLONNER:
            if raekke.get(kolonne):
                raekke[kolonne] = udtraek.nuvaerende(raekke[kolonne])


def _fordel_ikke_besvaret(udtraek: Udtraek) -> None:
    ikke_besvaret = udtraek.tabeller["ikke_besvaret"]
    for raekke in ikke_besvaret.raekker if ikke_besvaret else []:
        tabel = udtraek.tabeller.get(raekke["tabel"])
        if tabel is not None:
            tabel.ubesvaret.add(raekke["cpr"])


def _laes_tabel(mappe: Path, navn: str, kommuner: set[str]) -> Tabel | None:
    fil = mappe / f"{navn}.csv"
    if not fil.exists() or (mappe / f"{navn}.parquet").exists():
        return None
    try:
        leveret = _leverede_raekker(fil, navn)
    except (Afvist, UnicodeDecodeError, csv.Error):
        return None
    tabel, antal_afviste = _sorter_i_godt_og_skidt(navn, leveret, kommuner)
    graense_i_tusindedele = max(1000, len(leveret))
    return None if antal_afviste * 1000 > graense_i_tusindedele else tabel


def _leverede_raekker(fil: Path, navn: str) -> list[dict[str, str | None]]:
    """Rækkerne som tekst, kun kontraktens kolonner; en celle, der mangler, er None."""
    linjer = list(csv.reader(StringIO(fil.read_bytes().decode("utf-8-sig"), newline="")))
    if not linjer:
        raise Afvist("overskriften mangler")
    hoved, resten = linjer[0], linjer[1:]
    navne = [k.navn for k in kolonner(navn)]
    if any(hoved.count(n) != 1 for n in navne):
        raise Afvist("en kolonne mangler eller står to gange")
    return [_som_ordbog(hoved, linje, navne) for linje in resten if linje]


def _som_ordbog(hoved: list[str], linje: list[str], navne: list[str]) -> dict[str, str | None]:
    celler = dict(zip(hoved, linje, strict=False))
    skaev = len(hoved) != len(linje)
    return {n: None if skaev and n == navne[-1] else celler.get(n) for n in navne}


def _sorter_i_godt_og_skidt(
    navn: str, leveret: list[dict[str, str | None]], kommuner: set[str]
) -> tuple[Tabel, int]:
    tabel, afviste = Tabel(), 0
    set_foer: set[Any] = set()
    for tekst in leveret:
        aftryk = tuple(tekst.values())
        if navn not in NOEGLE and aftryk in set_foer:
            continue  # en nøjagtig dobbelt række i en tabel uden nøgle er én række
        if navn not in NOEGLE:
            set_foer.add(aftryk)
        try:
            raekke = _raekke(navn, tekst, kommuner)
            _tjek_noegle(navn, raekke, set_foer)
        except Afvist:
            afviste += 1
            _person_uden_svar(tekst, tabel)
            continue
        tabel.raekker.append(raekke)
    if navn == "cpr_personer":
        afviste += _afvis_kredse(tabel)
    return tabel, afviste


def _tjek_noegle(navn: str, raekke: Raekke, set_foer: set[Any]) -> None:
    if navn in NOEGLE:
        noegle = raekke[NOEGLE[navn]]
        if noegle in set_foer:
            raise Afvist("dobbelt nøgle: den senere række afvises")
        set_foer.add(noegle)


def _person_uden_svar(tekst: dict[str, str | None], tabel: Tabel) -> None:
    cpr = tekst.get("cpr") or tekst.get("foraelder_cpr")
    if cpr and _gyldigt_cpr(cpr):
        tabel.ubesvaret.add(cpr)


def _afvis_kredse(tabel: Tabel) -> int:
    """Personer, hvis gaeldende_cpr til sidst peger på dem selv, afvises. Giver antallet."""
    videre = _udskiftninger(tabel)
    kreds = {cpr for cpr in videre if _kommer_tilbage(cpr, videre)}
    tabel.raekker = [r for r in tabel.raekker if r["cpr"] not in kreds]
    tabel.ubesvaret |= kreds
    return len(kreds)


def _kommer_tilbage(cpr: str, videre: dict[str, str]) -> bool:
    sted = cpr
    for _ in videre:
        sted = videre.get(sted, "")
        if sted == cpr:
            return True
    return False


def _raekke(navn: str, tekst: dict[str, str | None], kommuner: set[str]) -> Raekke:
    raekke = {k.navn: _celle(navn, k, tekst[k.navn]) for k in kolonner(navn)}
    _tjek_orden(raekke, "fra", "til", raekke.get("register_status") in ("AKTUEL", "HISTORISK"))
    _tjek_orden(raekke, "periode_fra", "periode_til", True)
    _tjek_orden(raekke, "oprettet", "afsluttet", True)
    if navn == "ydelse_sager" and raekke["kommunekode"] not in kommuner:
        raise Afvist("sagens kommune står ikke i kommuner")
    return raekke


def _tjek_orden(raekke: Raekke, foerst: str, sidst: str, gaelder: bool) -> None:
    slut = raekke.get(sidst)
    if gaelder and slut is not None and slut < raekke[foerst]:
        raise Afvist(f"{sidst} ligger før {foerst}")


def _celle(navn: str, kolonne: Any, tekst: str | None) -> Any:
    if tekst is None:
        raise Afvist("rækken har et forkert antal celler")
    if tekst == "":
        if kolonne.maa_vaere_tom:
            return None
        raise Afvist(f"{kolonne.navn} er tom")
    if kolonne.navn in CPR_KOLONNER and not _gyldigt_cpr(tekst):
        raise Afvist(f"{kolonne.navn} er ikke et CPR-nummer")
    form = moenster(navn, kolonne.navn)
    if form and not re.fullmatch(form, tekst):
        raise Afvist(f"{kolonne.navn} er uden for kontraktens liste")
    return _vaerdi(kolonne.slags, tekst)


def _vaerdi(slags: str, tekst: str) -> Any:
    if slags == "date":
        return _dato(tekst)
    if slags == "int":
        return _heltal(tekst)
    if slags == "bool":
        if tekst not in ("true", "false"):
            raise Afvist("hverken true eller false")
        return tekst == "true"
    return tekst


def _dato(tekst: str) -> date:
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", tekst):
        raise Afvist("ikke en ISO-dato")
    try:
        return date.fromisoformat(tekst)
    except ValueError as fejl:
        raise Afvist("datoen findes ikke") from fejl


def _heltal(tekst: str) -> int:
    if not re.fullmatch(r"-?[0-9]+", tekst) or not -(2**63) <= int(tekst) < 2**63:
        raise Afvist("ikke et heltal i 64 bit")
    return int(tekst)


def _gyldigt_cpr(tekst: str) -> bool:
    """Ti cifre, måned 01-12, dag 01-31 eller 61-91 og mulig i måneden. Ingen modulus 11."""
    if not re.fullmatch(r"[0-9]{10}", tekst):
        return False
    dag, maaned = int(tekst[:2]), int(tekst[2:4])
    dag -= 60 if dag > 60 else 0
    return 1 <= maaned <= 12 and 1 <= dag <= monthrange(2000, maaned)[1]
