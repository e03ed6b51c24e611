"""Nætter, som driften kan møde dem, skrevet direkte i hovedbogen."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from adgang.kommuner import KOMMUNER
from adgang.models import Bruger
from registre.kontrakt import REGISTRE, TABELLER
from samkoering.models import (
    Aarsag,
    Arbejde,
    Deltilstand,
    Forsoeg,
    Forsoegsudfald,
    Koersel,
    Koerselstilstand,
    Natdel,
    Trin,
)
from samkoering.natten.maskinen import FULD
from tests import fabrik

DANSK = ZoneInfo("Europe/Copenhagen")
NU = datetime(2026, 11, 22, 10, 20, tzinfo=DANSK)
DAGEN = date(2026, 11, 22)
TAVS = "Registeret svarede ikke inden for tidsfristen (3 forsøg)."


def tabeller(*tavse: str, raekker: int = 1000, dag: date = DAGEN) -> list[dict[str, Any]]:
    """Alle kontraktens tabeller; dem i de tavse rum er ikke besvaret."""
    return [
        {
            "register": REGISTRE[tabel.register],
            "tabel": navn,
            "tilstand": "MANGLER" if tabel.register in tavse else "BESVARET",
            "raekker": 0 if tabel.register in tavse else raekker,
            "afviste": 0,
            "slaaet_op": f"{dag.isoformat()}T03:04:00+01:00",
            "data_fra": "" if tabel.register in tavse else (dag - timedelta(days=1)).isoformat(),
            "grund": TAVS if tabel.register in tavse else "",
        }
        for navn, tabel in TABELLER.items()
    ]


def nat(
    dag: date = DAGEN,
    *tavse: str,
    karantaene: tuple[str, ...] = (),
    kommuner: int = 98,
    nye: int = 37,
    ikke_udfoerte: int = 0,
    **felter: Any,
) -> Koersel:
    """En afsluttet nat kl. 3.00–3.24 med sine dele og landets tal."""
    begyndt = datetime(dag.year, dag.month, dag.day, 3, tzinfo=DANSK)
    hel = not tavse and not karantaene
    koersel = fabrik.koersel(
        dag,
        **{
            "tilstand": Koerselstilstand.GENNEMFOERT if hel else Koerselstilstand.DELVIST,
            "aarsag": Aarsag.PLANLAGT,
            "trin": Trin.SLUT,
            "startet": begyndt,
            "afsluttet": begyndt + timedelta(minutes=24),
            "hel": not tavse,
            "tabeller": tabeller(*tavse, dag=dag),
            **felter,
        },
    )
    dele(koersel, dict.fromkeys(karantaene, Deltilstand.KARANTAENE), kommuner)
    fabrik.koerselsdel(koersel, fabrik.kommune(), modtagere=4903, aegtefaeller=2509,
                       nye_sager=nye, kendte_udfald=1200, fredede_udfald=84,
                       udloebne_sager=2,
                       ikke_udfoerte_kontroller=ikke_udfoerte)  # fmt: skip
    return koersel


def dele(koersel: Koersel, saerlige: dict[str, str] | None = None, kommuner: int = 98) -> None:
    """Kørslens dele; skrevet, når intet andet siges."""
    saerlige = saerlige or {}
    Natdel.objects.bulk_create(
        Natdel(
            koersel=koersel,
            kommunekode=kode,
            dato=koersel.dato,
            planlagt=False,
            tilstand=saerlige.get(kode, Deltilstand.SKREVET),
            grund="Uventet fejl: DataError" if saerlige.get(kode) == "KARANTAENE" else "",
        )
        for kode in list(KOMMUNER)[:kommuner]
    )


def aaben(**felter: Any) -> Koersel:
    """Nattens kørsel, som den er begyndt, men ikke slut."""
    felter = {
        "aarsag": Aarsag.PLANLAGT,
        "trin": Trin.BEGYNDT,
        "aaben": True,
        "tabeller": [],
        "tilstand": Koerselstilstand.KOERER,
        "afsluttet": None,
        "startet": NU,
        **felter,
    }
    return fabrik.koersel(felter.pop("dato", DAGEN), **felter)


def forsoeg(koersel: Koersel, **felter: Any) -> Forsoeg:
    """Et forsøg på at hente, der er i gang, når intet andet siges."""
    standard = {"arbejde": Arbejde.HENT, "arbejder": "nat-1:4711", "begyndt": NU}
    return Forsoeg.objects.create(koersel=koersel, **{**standard, **felter})


def gennemfoert() -> None:
    nat(DAGEN - timedelta(days=1), nye=29)
    nat()


def kun_een() -> None:
    nat()


def ingen_nat() -> None:
    """Ingen rækker: huset er nyt."""


def henter() -> None:
    nat(DAGEN - timedelta(days=1))
    forsoeg(aaben(trin=Trin.HENTES))


def skriver() -> None:
    nat(DAGEN - timedelta(days=1))
    koersel = aaben(trin=Trin.SKRIVES, tabeller=tabeller(), startet=NU - timedelta(seconds=131))
    koder = list(KOMMUNER)
    dele(koersel, dict.fromkeys(koder[34:], Deltilstand.VENTER))
    del_ = koersel.natdele.get(kommunekode=koder[34])
    forsoeg(koersel, natdel=del_, arbejde=Arbejde.SKRIV)


def uden_arbejder() -> None:
    nat(DAGEN - timedelta(days=1))
    aaben(startet=NU - timedelta(minutes=5, seconds=1))


def venter() -> None:
    nat(DAGEN - timedelta(days=1))
    koersel = aaben(
        fejl="Ydelsessystem: tidsfristen på 30 sekunder blev overskredet.",
        proever=2,
        naeste_proeve=NU + timedelta(minutes=8),
    )
    forsoeg(koersel, udfald=Forsoegsudfald.FEJLET, sluttet=NU)


def uden_plads() -> None:
    """Databasens disk blev fuld, da 34 kommuner var skrevet."""
    nat(DAGEN - timedelta(days=1))
    koersel = aaben(
        trin=Trin.SKRIVES, tabeller=tabeller(), proever=1, fejl=FULD,
        naeste_proeve=NU + timedelta(minutes=5),
    )  # fmt: skip
    dele(koersel, dict.fromkeys(list(KOMMUNER)[34:], Deltilstand.VENTER))


def fejlet() -> None:
    nat(DAGEN - timedelta(days=1))
    aaben(aaben=False, tilstand=Koerselstilstand.FEJLET, trin=Trin.SLUT, afsluttet=NU,
          fejl="Ydelsessystem svarede ikke, så bestanden kan ikke findes.")  # fmt: skip


def tavs() -> None:
    nat(DAGEN - timedelta(days=1), nye=29)
    nat(DAGEN, "feriekonto")


def tavse() -> None:
    nat(DAGEN - timedelta(days=1))
    nat(DAGEN, "feriekonto", "r75", "udk")


def tavs_koert_igen(hvem: Bruger | None = None) -> None:
    tavs()
    nat(DAGEN, aarsag=Aarsag.REGISTER, kun_register="feriekonto", bestilt_af=hvem, nye=4)


def tavs_igen() -> None:
    """Kørt igen, men registeret tav stadig."""
    tavs()
    nat(DAGEN, "feriekonto", aarsag=Aarsag.REGISTER, kun_register="feriekonto", nye=0)


def karantaene() -> None:
    nat(DAGEN - timedelta(days=1))
    koersel = nat(karantaene=("0175", "0461"))
    for del_ in koersel.natdele.filter(tilstand=Deltilstand.KARANTAENE):
        for _ in range(3):
            forsoeg(koersel, natdel=del_, arbejde=Arbejde.SKRIV, sluttet=NU,
                    udfald=Forsoegsudfald.FEJLET, grund="Uventet fejl: DataError")  # fmt: skip


def karantaene_koert_igen() -> None:
    karantaene()
    igen = nat(DAGEN, kommuner=0, aarsag=Aarsag.GENTAGELSE, kun_kommuner=["0175"], nye=1)
    Natdel.objects.create(koersel=igen, kommunekode="0175", dato=DAGEN, planlagt=False,
                          tilstand=Deltilstand.SKREVET)  # fmt: skip


def enkelte_opslag() -> None:
    nat(tilstand=Koerselstilstand.DELVIST, hel=False, ikke_udfoerte=12)


def maaned() -> None:
    """Tredive nætter med det, der kan ske, til diagrammet."""
    for n in range(29, 0, -1):
        dag, nye = DAGEN - timedelta(days=n), 24 + (n * 7) % 19
        if n == 12:
            continue
        if n == 20:
            aaben(dato=dag, aaben=False, tilstand=Koerselstilstand.FEJLET, trin=Trin.SLUT,
                  startet=NU - timedelta(days=20), afsluttet=NU - timedelta(days=20),
                  fejl="Ydelsessystem svarede ikke, så bestanden kan ikke findes.")  # fmt: skip
            continue
        nat(dag, *(("r75",) if n in (5, 6) else ()), nye=nye)
    nat(DAGEN, "feriekonto", karantaene=("0461",))


ALLE: dict[str, Callable[[], None]] = {
    funktion.__name__: funktion
    for funktion in (
        gennemfoert, kun_een, ingen_nat, henter, skriver, uden_arbejder, venter, uden_plads, fejlet,
        tavs, tavse, tavs_koert_igen, tavs_igen, karantaene, karantaene_koert_igen, enkelte_opslag,
        maaned,
    )
}  # fmt: skip
