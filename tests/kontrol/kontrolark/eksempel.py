"""Kontrolark til prøverne: et almindeligt, et langt, et beskyttet og et fuldt af ond tekst."""

from __future__ import annotations

import copy
from typing import Any

from adgang.models import Bruger
from registre.kontrakt import REGISTRE, TABELLER
from samkoering.models import Kontrolark, Sag, Sagstilstand
from samkoering.regelkatalog import regel, regler
from tests import fabrik

YM_CPR = "820990-2042".replace("-", "")
AEF_CPR = "650792-1338".replace("-", "")
F5 = {"nr": "F5", "tekst": "En første løn uden en tidligere regnes som en ny arbejdsgiver."}

ONDE_TEKSTER = (
    "<script>alert(1)</script>",
    '"><img src=http://127.0.0.1:9/hentet onerror=alert(1)>',
    "<link rel=attachment href=file:///etc/passwd>",
    "<style>*{background:url(file:///etc/passwd)}</style>",
    "url(file:///etc/passwd)",
    "=cmd|'/c calc'!A1",
    "{{ settings.SECRET_KEY }}{% include 'ramme.html' %}",
    "\u202enesetsorP oB\u200f",
    "\x07\ufffe\ud7ff",
    "محمد 山田 🙂 ﬁ Å",
    "A" * 300,
    "ord " * 75,
    "",
)


def person(cpr: str, navn: str, **felter: Any) -> dict[str, Any]:
    """En person uden noget særligt."""
    return fabrik.person(cpr, navn, adressekommune="Rødovre Kommune", **felter)


def fund(slug: str = "ny_arbejdsgiver", rolle: str = "AEF", **felter: Any) -> dict[str, Any]:
    """Et udfald med en eller flere af hver slags celle."""
    post = regel(slug)
    standard: dict[str, Any] = {
        "id": "0b4a9c1e-0000-4000-8000-000000000001",
        "nr": post["nr"],
        "regel": slug,
        "navn": post["navn"],
        "tema": post["tema"],
        "rolle": rolle,
        "person": "Ida Prøvesen",
        "haendelsesdato": "2026-10-30",
        "saetning": "Ida Prøvesen har fået løn fra to forskellige arbejdsgivere.",
        "kolonner": [
            {"navn": "Udbetalt", "type": "dato"},
            {"navn": "Arbejdsgiver", "type": "tekst"},
            {"navn": "Indkomsttype", "type": "tekst"},
            {"navn": "Beløb før skat", "type": "oere"},
        ],
        "raekker": [
            ["2026-10-30", "Rengøring Nord ApS (CVR 99 99 00 12)", "00 Løn", 1142000],
            ["2026-08-31", "Bageriet Prøvebo (CVR 99 99 00 47)", "00 Løn", 418550],
        ],
        "register": "eIndkomst",
        "slaaet_op": "2026-11-22T03:41:00+01:00",
        "adressebeskyttet": False,
        "fortolkninger": [F5],
        "fortolket": False,
        "koersel": "2026-11-22#1",
    }
    return {**standard, **felter}


def flytning(**felter: Any) -> dict[str, Any]:
    """Regel 11: beviset har to adresser."""
    return fund(
        "flytning",
        "YM",
        saetning="Bo Prøvesen flyttede den 01-10-2026.",
        kolonner=[
            {"navn": "Flyttet", "type": "dato"},
            {"navn": "Fra adresse", "type": "adresse"},
            {"navn": "Til adresse", "type": "adresse"},
        ],
        raekker=[["2026-10-01", "Gammelvej 3, 2610 Rødovre", "Nyvej 9, 2610 Rødovre"]],
        register="CPR",
        fortolkninger=[],
        **felter,
    )


def regnskab(udfald: list[dict[str, Any]], **ord_: tuple[str, str, str]) -> list[dict[str, Any]]:
    """Alle 17 regler uden ændring, undtagen udfaldene og ``slug=(ym, aef, grund)``."""
    ramt = {(f["regel"], f["rolle"]) for f in udfald}
    linjer = []
    for post in regler():
        aef = "INGEN_AENDRING" if post["aef"] else "IKKE_RELEVANT"
        ym, aef, grund = ord_.get(post["slug"], ("INGEN_AENDRING", aef, ""))
        linjer.append(
            {
                "nr": post["nr"],
                "regel": post["slug"],
                "navn": post["navn"],
                "ym": "UDFALD" if (post["slug"], "YM") in ramt else ym,
                "aef": "UDFALD" if (post["slug"], "AEF") in ramt else aef,
                "grund": grund,
            }
        )
    return linjer


def indhold(udfald: list[dict[str, Any]] | None = None, **felter: Any) -> dict[str, Any]:
    """Hele det frosne indhold; ``felter`` erstatter rodfelter."""
    udfald = [fund(), flytning()] if udfald is None else udfald
    loen = [
        {"maaned": f"2026-{maaned:02d}", "beloeb_oere": beloeb}
        for maaned, beloeb in ((8, 418550), (9, 0), (10, 1142000))
    ]
    standard: dict[str, Any] = {
        "skema": 1,
        "koersel": {
            "navn": "2026-11-22#1",
            "dato": "2026-11-22",
            "tidspunkt": "2026-11-22T03:00:04+01:00",
            "regelsaet": "2018-06-19+3f2a91c7",
        },
        "kontrolperiode": {"fra": "2026-08-01", "til": "2026-11-30"},
        "datakilder": [
            fabrik.datakilde("CPR", "cpr_adresser"),
            fabrik.datakilde("eIndkomst", "eindkomst"),
            fabrik.datakilde("UDK", "udk_bidragssager", "MANGLER"),
        ],
        "sager": [
            {
                "sag_id": "KILDE-1",
                "kle": "32.24.04",
                "ydelse": "Kontanthjælp",
                "oprettet": "2024-03-01",
            }
        ],
        "ym": person(YM_CPR, "Bo Prøvesen", loen=[]),
        "aef": person(
            AEF_CPR,
            "Ida Prøvesen",
            alder=34,
            loen=loen,
            udbetalinger=[],
            boern=[],
            samme_adresse_som_ym=True,
        ),
        "aef_bemaerkning": "",
        "udfald": udfald,
        "regnskab": regnskab(
            udfald,
            underholdsbidrag=("IKKE_UDFOERT", "IKKE_RELEVANT", "UDK svarede ikke ved kørslen."),
            feriekonto=("FRAVALGT", "FRAVALGT", ""),
        ),
    }
    return {**standard, **felter}


def uden_aegtefaelle(status: str, bemaerkning: str) -> dict[str, Any]:
    """Ingen ægtefælle på arket; ``status`` er ægtefællens ord for de regler, der har en."""
    alene = indhold([flytning()], aef=None, aef_bemaerkning=bemaerkning)
    for post, linje in zip(regler(), alene["regnskab"], strict=True):
        linje["aef"] = status if post["aef"] else "IKKE_RELEVANT"
        linje["grund"] = "Ægtefællen er ikke afklaret." if status == "IKKE_UDFOERT" else ""
    return alene


def alle_kilder(tavs: str = "udk_bidragssager") -> list[dict[str, Any]]:
    """Registerkontraktens tabeller; kun den tavse svarede ikke."""
    return [
        fabrik.datakilde(REGISTRE[t.register], navn, "MANGLER" if navn == tavs else "BESVARET")
        for navn, t in TABELLER.items()
    ]


def langt_indhold() -> dict[str, Any]:
    """Otte hændelser, den ene med en tabel på tyve rækker."""
    raekke = fund()["raekker"][0]
    slugs = ("bilkoeb", "bilsalg", "ny_virksomhed", "momsindberetning", "borger_doer", "foedsel")
    tyve = [[f"2026-{8 + i % 3:02d}-{1 + i:02d}", *raekke[1:]] for i in range(20)]
    return indhold(
        [fund("b_indkomst", raekker=tyve), flytning(), *(fund(slug, "YM") for slug in slugs)]
    )


def beskyttet_indhold() -> dict[str, Any]:
    """Modtageren har navne- og adressebeskyttelse."""
    navn = "Bo Prøvesen"
    return indhold(
        [flytning(adressebeskyttet=True)],
        ym=person(YM_CPR, navn, adressebeskyttet=True, adresse="Hemmelig Vej 7, 2610 Rødovre"),
    )


def ondt_indhold(ond: str) -> dict[str, Any]:
    """Den samme tekst i hvert felt, der kommer fra et register."""
    rask = indhold()
    tekst = copy.deepcopy(rask)
    for navn in ("ym", "aef"):
        for felt in ("navn", "adresse", "adressekommune", "civilstand", "status"):
            tekst[navn][felt] = ond
        tekst[navn]["virksomheder"] = [ond]
        tekst[navn]["boern"] = [{"foedselsdato": "", "navn": ond, "samme_adresse": False}]
    for post in tekst["udfald"]:
        post.update(saetning=ond, person=ond, register=ond)
        post["kolonner"] = [{"navn": ond, "type": "tekst"}, {"navn": "Dato", "type": "dato"}]
        post["raekker"] = [[ond, ond], [None, None]]
    for linje in tekst["regnskab"]:
        linje["grund"] = ond
    for kilde in tekst["datakilder"]:
        kilde["grund"] = ond
    tekst["sager"][0]["ydelse"] = ond
    tekst["aef_bemaerkning"] = ond
    return tekst


def sag_med(
    hvem: Bruger,
    indholdet: dict[str, Any] | None = None,
    *,
    tilstand: str = Sagstilstand.BESTILT,
    **felter: Any,
) -> Sag:
    """En sag, brugeren har bestilt, med netop det indhold på kontrolarket."""
    sag = fabrik.bestilt_sag(hvem, tilstand=tilstand, **felter)
    ark = Kontrolark.objects.i_kommune(sag.kommune_id).filter(sag=sag)
    ark.update(indhold=indhold() if indholdet is None else indholdet)
    return sag


def ark_paa(sag: Sag) -> Kontrolark:
    """Sagens nyeste kontrolark."""
    return Kontrolark.objects.i_kommune(sag.kommune_id).filter(sag=sag).latest("udgave")
