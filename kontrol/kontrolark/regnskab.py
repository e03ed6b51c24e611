"""Regnskabet: hvad der blev kontrolleret, for hvem, og hvad der ikke blev det."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from kontrol.kontrolark.fund import ROLLER
from kontrol.kontrolark.indhold import Indhold, Regnskabslinje

STATUSORD = {
    "UDFALD": "Hændelse",
    "INGEN_AENDRING": "Uden ændring",
    "IKKE_RELEVANT": "Ikke relevant",
    "FRAVALGT": "Fravalgt",
    "IKKE_UDFOERT": "Ikke udført",
}
FREMHAEVEDE = (STATUSORD["UDFALD"], STATUSORD["IKKE_UDFOERT"], STATUSORD["FRAVALGT"])
"""De ord, læseren skal kunne finde uden at lede."""
FRAVALGT_GRUND = "Kommunen har slået reglen fra."
UKENDT_GRUND = "Opslaget blev ikke gennemført."


@dataclass(frozen=True, slots=True)
class Kontrol:
    """En regel med de roller, samme status gælder for."""

    nr: int
    slug: str
    navn: str
    roller: str
    grund: str = ""


@dataclass(frozen=True, slots=True)
class Statuslinje:
    """En regel med begge rollers status i ord."""

    nr: int
    navn: str
    modtager: str
    aegtefaelle: str
    grund: str


@dataclass(frozen=True, slots=True)
class Regnskab:
    """Alle 17 regler, delt efter status, og som én tabel."""

    uden_aendring: tuple[Kontrol, ...]
    ikke_kontrolleret: tuple[Kontrol, ...]
    ikke_relevante: tuple[Kontrol, ...]
    udfald_uden_kort: tuple[Kontrol, ...]
    """Hændelser fundet igen, som ikke hører til sagen mere, fx fordi de er behandlet."""
    linjer: tuple[Statuslinje, ...]
    med_aegtefaelle: bool
    """Der tales om ægtefællen: der er en, eller det kunne ikke afgøres."""


def regnskab(indhold: Indhold) -> Regnskab:
    """Regnskabet; er der med sikkerhed ingen ægtefælle, tales der kun om modtageren."""
    med_aegtefaelle = _med_aegtefaelle(indhold)
    roller = ("YM", "AEF") if med_aegtefaelle else ("YM",)
    vist = {(fund["regel"], fund["rolle"]) for fund in indhold["udfald"]}
    linjer = indhold["regnskab"]
    return Regnskab(
        uden_aendring=_med_status(linjer, roller, "INGEN_AENDRING"),
        ikke_kontrolleret=(
            *_med_status(linjer, roller, "IKKE_UDFOERT"),
            *_med_status(linjer, roller, "FRAVALGT"),
        ),
        ikke_relevante=_med_status(linjer, roller, "IKKE_RELEVANT"),
        udfald_uden_kort=_med_status(linjer, roller, "UDFALD", undtagen=vist),
        linjer=tuple(_statuslinje(linje, roller) for linje in linjer),
        med_aegtefaelle=med_aegtefaelle,
    )


def _med_aegtefaelle(indhold: Indhold) -> bool:
    """Der er en ægtefælle, eller mindst én regel har mere at sige end »ikke relevant« om en."""
    return indhold["aef"] is not None or any(
        linje["aef"] != "IKKE_RELEVANT" for linje in indhold["regnskab"]
    )


def _med_status(
    linjer: list[Regnskabslinje],
    roller: tuple[str, ...],
    status: str,
    undtagen: Collection[tuple[str, str]] = (),
) -> tuple[Kontrol, ...]:
    """Reglerne med den status for mindst én rolle."""
    fundne = []
    for linje in linjer:
        ramte = [
            rolle
            for rolle in roller
            if _status(linje, rolle) == status and (linje["regel"], rolle) not in undtagen
        ]
        if ramte:
            ord_ = " og ".join(ROLLER[rolle] for rolle in ramte).replace(" og Æ", " og æ")
            grund = _grund(linje, status)
            fundne.append(Kontrol(linje["nr"], linje["regel"], linje["navn"], ord_, grund))
    return tuple(fundne)


def _status(linje: Regnskabslinje, rolle: str) -> str:
    return linje["ym"] if rolle == "YM" else linje["aef"]


def _grund(linje: Regnskabslinje, status: str) -> str:
    if status == "FRAVALGT":
        return FRAVALGT_GRUND
    return (linje["grund"] or UKENDT_GRUND) if status == "IKKE_UDFOERT" else ""


def _statuslinje(linje: Regnskabslinje, roller: tuple[str, ...]) -> Statuslinje:
    statusser = {_status(linje, rolle) for rolle in roller}
    grunde = [
        _grund(linje, status) for status in ("IKKE_UDFOERT", "FRAVALGT") if status in statusser
    ]
    return Statuslinje(
        nr=linje["nr"],
        navn=linje["navn"],
        modtager=STATUSORD[linje["ym"]],
        aegtefaelle=STATUSORD[linje["aef"]] if "AEF" in roller else "–",
        grund=" ".join(grunde),
    )
