"""Skriv små tilfældige mapper, tætte af besvær, til at holde to motorer op mod hinanden med."""

import csv
import random
from datetime import date
from pathlib import Path

from .skema import BESTANDENS_TABELLER, NOEGLE, TABELLER, kolonner
from .tilfaeldig_folk import byg_folk
from .tilfaeldig_penge import byg_penge
from .tilfaeldig_verden import Uheld, Verden

DAGE = (
    date(2018, 1, 15),
    date(2018, 5, 31),
    date(2018, 6, 19),
    date(2020, 2, 29),
    date(2024, 3, 1),
)


def skriv_mappe(
    seed: int, mappe: Path, dag: date, personer: int = 40, uheld: Uheld | None = None
) -> None:
    """Skriv kontraktens tabeller som CSV i `mappe`; samme argumenter giver samme bytes."""
    v = Verden(random.Random(seed), dag, uheld or Uheld())
    byg_folk(v, personer)
    byg_penge(v)
    v.skriv("ydelse_udbetalinger", sag_id="UKENDT", udbetalt=dag, beloeb_oere=1)
    _ikke_besvaret(v)
    _dobbelte(v)
    _ugyldige(v)
    _kreds(v)
    udelades = _manglende(v)
    mappe.mkdir(parents=True, exist_ok=True)
    for navn, raekker in v.raekker.items():
        if navn not in udelades:
            v.terning.shuffle(raekker)
            _skriv_fil(mappe / f"{navn}.csv", navn, raekker)


def _skriv_fil(fil: Path, navn: str, raekker: list[dict[str, str]]) -> None:
    hoved = [k.navn for k in kolonner(navn)]
    with fil.open("w", encoding="utf-8", newline="") as stroem:
        skriver = csv.DictWriter(stroem, hoved, lineterminator="\n")
        skriver.writeheader()
        skriver.writerows(raekker)


def _ikke_besvaret(v: Verden) -> None:
    if not v.sker(v.uheld.ikke_besvaret):
        return
    voksne = [p for p in v.folk if p.voksen]
    for _ in range(v.terning.randrange(1, 15)):
        folk = voksne if v.sker(0.6) else v.folk
        tabel = v.terning.choice([t for t in TABELLER if "cpr" in TABELLER[t]])
        v.skriv("ikke_besvaret", tabel=tabel, cpr=v.nummer(v.terning.choice(folk)))


def _dobbelte(v: Verden) -> None:
    for navn, raekker in v.raekker.items():
        if navn not in NOEGLE:
            raekker.extend(dict(r) for r in list(raekker) if v.sker(v.uheld.dobbelt_raekke))
    if v.sker(v.uheld.dobbelt_noegle):
        navn = v.terning.choice(list(NOEGLE))
        if v.raekker[navn]:
            v.raekker[navn].append(dict(v.terning.choice(v.raekker[navn])))


def _ugyldige(v: Verden) -> None:
    if v.sker(v.uheld.ugyldig_raekke):
        # en afvist kommune afviser alle dens sager, og så findes bestanden sjældent
        for navn in v.terning.sample([t for t in TABELLER if t != "kommuner"], 3):
            _oedelaeg(v, navn, 1)
    if v.sker(v.uheld.for_mange_ugyldige):
        _oedelaeg(v, v.terning.choice(list(TABELLER)), 2)


def _oedelaeg(v: Verden, navn: str, antal: int) -> None:
    raekker = v.raekker[navn]
    for raekke in v.terning.sample(raekker, min(antal, len(raekker))):
        ny = v.terning.choice(_skavanker(navn, raekke))
        raekke.update(ny)


def _skavanker(navn: str, raekke: dict[str, str]) -> list[dict[str, str]]:
    """De måder, netop denne række kan bryde kontrakten på."""
    skavanker = [{k.navn: ""} for k in kolonner(navn) if not k.maa_vaere_tom][:1]
    for k in kolonner(navn):
        if k.slags == "date":
            skavanker += [{k.navn: "2018-02-30"}, {k.navn: "31-01-2018"}]
        if k.slags == "int":
            skavanker += [{k.navn: "1.5"}, {k.navn: "9223372036854775808"}]
        if k.navn.endswith("cpr"):
            skavanker += [{k.navn: "7013010000"}, {k.navn: "9204300000"}, {k.navn: "67058500"}]
    if "til" in raekke:
        skavanker += [{"til": "1901-01-01", "register_status": "AKTUEL"}]
    if "periode_til" in raekke:
        skavanker += [{"periode_til": "1901-01-01"}]
    if navn == "ydelse_sager":
        skavanker += [{"kommunekode": "0999"}, {"afsluttet": "1901-01-01"}]
    return [{n: t for n, t in s.items() if n in raekke} for s in skavanker]


def _kreds(v: Verden) -> None:
    raekker = v.raekker["cpr_personer"]
    if not v.sker(v.uheld.kreds) or len(raekker) < 2:
        return
    if v.sker(0.7):
        en = v.terning.choice(raekker)
        en["gaeldende_cpr"] = en["cpr"]
        return
    en, anden = v.terning.sample(raekker, 2)
    en["gaeldende_cpr"], anden["gaeldende_cpr"] = anden["cpr"], en["cpr"]


def _manglende(v: Verden) -> set[str]:
    mangler = set() if v.raekker["ikke_besvaret"] or v.sker(0.5) else {"ikke_besvaret"}
    valgfri = [t for t in TABELLER if t not in (*BESTANDENS_TABELLER, "ikke_besvaret")]
    if v.sker(v.uheld.manglende_tabel):
        mangler |= set(v.terning.sample(valgfri, v.terning.choice((1, 2))))
    if v.sker(v.uheld.manglende_bestandstabel):
        mangler.add(v.terning.choice(BESTANDENS_TABELLER))
    return mangler
