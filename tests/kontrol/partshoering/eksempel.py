"""Sager til partshøringens prøver: hver regels bevis, som natten fryser det."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from adgang.models import Bruger
from adgang.omfang import omfang_for
from kontrol.models import Hoeringsbrev, Kanal, Partshoering
from kontrol.partshoering import kladde
from kontrol.partshoering.afgoerelse import gaeldende
from kontrol.partshoering.laas import Tryk
from kontrol.partshoering.send import send
from samkoering.models import Sag, Sagstilstand, Udfald
from samkoering.regelkatalog import regel
from samkoering.regler import ALLE_REGLER
from tests import fabrik

FREDAG = datetime(2026, 11, 20, 10, 42, tzinfo=ZoneInfo("Europe/Copenhagen"))
"""En fredag; 14 dage senere er fredag den 4. december."""
ADRESSER = ("Gammelvej 3, 2610 Rødovre", "Hemmelig Nyvej 9, 2610 Rødovre")
RAEKKER: dict[str, list[list[Any]]] = {
    "bilkoeb": [["2026-10-01", "Køb", "AB 12 345", "Skoda Octavia", "2020-02-01", "kode 2", "1"]],
    "bilsalg": [["2026-10-01", "Salg", "AB 12 345", "en bil", "2020-02-01", "kode 2", "1"]],
    "mange_bilhandler": [
        [f"2026-10-0{dag}", "Køb", "AB 12 345", "Opel", "2000-02-01", "kode 2", "1"]
        for dag in (1, 2, 3)
    ],
    "ny_virksomhed": [
        ["99990012", "Prøve & Co", "ENK", "620100", "Fuldt ansvarlig deltager", "2026-10-01"]
    ],
    "b_indkomst": [["2026-10-01", "Aftenskolen", "99990012", "2026-09-01", "2026-09-30", 230050]],
    "ny_arbejdsgiver": [
        ["2026-10-30", "Rengøring Nord ApS", "99990012", "0 Lønindkomst", 1142000, 3],
        ["2026-08-31", "Bageriet Prøvebo", "99990047", "0 Lønindkomst", 418550, None],
    ],
    "momsindberetning": [["99990012", "3. kvartal 2026", "4200503", 1200000, "2026-10-20"]],
    "aendring_andre_ydelser": [["oktober 2026", "Kommunen", "99990012", "Pension", 0, 820000]],
    "civilstand": [["2026-10-03", "Ugift", "Gift", "Kanaida Viesen"]],
    "barn_flytter": [
        ["2026-10-05", "Kanabarn Egensen", "Barnet", ADRESSER[0], ADRESSER[0], ADRESSER[1]]
    ],
    "flytning": [["2026-10-01", *ADRESSER]],
    "borger_doer": [["2026-10-01", "Bopæl i Danmark", "Død"]],
    "borgerstatus": [["2026-10-01", "Bopæl i Danmark", "Udrejst"]],
    "foedsel": [["Kanabarn Egensen", "2026-10-01"]],
    "barn_doer": [["Kanabarn Egensen", "2026-10-01"]],
    "underholdsbidrag": [["2026-10-01", "Bidragsbetaler", "Børnebidrag (normalbidrag)", "B-77"]],
    "feriekonto": [["2026-10-01", "2026-12-21", 480000, "2026-12-14"]],
}
ANDRES = ("Kanaida", "Viesen", "Kanabarn", "Gammelvej", "Nyvej")
"""Navne og adresser, intet brev må nævne."""


def bevis(slug: str, **felter: Any) -> dict[str, Any]:
    """Beviset med reglens egne kolonner."""
    kolonner = next(r.kolonner for r in ALLE_REGLER if r.slug == slug)
    return {
        "person": "Eja Egensen",
        "kolonner": [{"navn": navn, "type": type_} for navn, type_ in kolonner],
        "raekker": RAEKKER[slug],
        "register": regel(slug)["registre"][0],
        "slaaet_op": "2026-11-22T03:41:00+01:00",
        "adressebeskyttet": False,
        **felter,
    }


def udfald(slug: str, rolle: str = "YM", **felter: Any) -> Udfald:
    """Et udfald uden database."""
    standard: dict[str, Any] = {
        "haendelsesdato": date(2026, 10, 1),
        "noegle": "G|2026-10-03" if slug == "civilstand" else "x",
        "bevis": bevis(slug),
    }
    return Udfald(regel=slug, rolle=rolle, **{**standard, **felter})


def sag_med(hvem: Bruger, *haendelser: tuple[str, str], **felter: Any) -> Sag:
    """En bestilt sag under visitering med de hændelser, hver med sit eget bevis."""
    felter = {"tilstand": Sagstilstand.VISITERES, "navn": "Eja Egensen", **felter}
    sag = fabrik.bestilt_sag(hvem, haendelser=(), **felter)
    for slug, rolle in haendelser or (("ny_arbejdsgiver", "YM"),):
        fabrik.udfald(sag, slug, rolle, bevis=bevis(slug))
    return sag


def ider(sag: Sag) -> list[str]:
    """Sagens hændelser."""
    return [str(u.pk) for u in sag.udfald.all()]


def tryk(sag: Sag, hvem: Bruger, **felter: Any) -> Tryk:
    """Et tryk af en, der har set sagen, som den er nu."""
    hoering = gaeldende(sag)
    standard: dict[str, Any] = {
        "hoering": hoering.pk if hoering else None,
        "version": hoering.version if hoering else 0,
    }
    return Tryk(sag.pk, hvem, omfang_for(hvem), **{**standard, **felter})


def med_kladde(sag: Sag, hvem: Bruger, valgte: list[str] | None = None) -> Partshoering:
    """Begynd en kladde."""
    return kladde.begynd(tryk(sag, hvem), valgte or ider(sag))


def sendt(sag: Sag, hvem: Bruger, tekst: str = "Kære Eja. Hvad siger du?") -> Hoeringsbrev:
    """Begynd en kladde og send den."""
    med_kladde(sag, hvem)
    return send(tryk(sag, hvem), tekst, Kanal.DIGITAL_POST)


def laes(sag: Sag) -> Sag:
    """Sagen, som den står nu."""
    return Sag.objects.i_kommune(sag.kommune_id).get(pk=sag.pk)


def hoeringer(sag: Sag) -> list[Partshoering]:
    """Sagens høringer, ældste først."""
    alle = Partshoering.objects.i_kommune(sag.kommune_id).filter(sag=sag)
    return list(alle.order_by("oprettet"))


def skjult(sag: Sag) -> dict[str, str | int | UUID]:
    """De felter, siden skjuler i sine formularer."""
    hoering = gaeldende(sag)
    return {"hoering": hoering.pk, "version": hoering.version} if hoering else {}
