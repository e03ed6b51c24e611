"""En borger med alt, der kan være, omgivet af andre, hvis navne og numre er kanariefugle."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from adgang.models import Borger, Bruger, Kommune, Rolle
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import borger
from samkoering.models import Handling, Sag, Sagstilstand
from tests import fabrik, spor

EGEN = "6705850028"
AEF, BARN, ANDEN_YM, FORAELDER = "6203861234", "6304191235", "6801801236", "6902701237"
NAVN = "Eja Egensen"
AEF_NAVN, BARN_NAVN, ANSAT_NAVN = "Kanaida Viesen", "Kanabarn Egensen", "Kanansat Kontorist"
ADRESSE = "Egenvej 3, 2610 Rødovre"
KANARIEFUGLE = (
    "Kanaida",
    "Viesen",
    "Kanabarn",
    "Kanansat",
    "Kontorist",
    "Kanavej",
    "Kanagiver",
    "Kanaryder",
    "Kanaforaelder",
    "Kanabegrundelse",
    "Kanafremmed",
    "R-KANA-",
    "777.111",
    "77711100",
    *(
        nummer
        for cpr in (AEF, BARN, ANDEN_YM, FORAELDER)
        for nummer in (cpr, f"{cpr[:6]}-{cpr[6:]}")
    ),
)
"""Intet af dette må borgeren få at vide: det handler om andre."""


@dataclass(frozen=True)
class Verden:
    """Borgeren, DPO'en og medarbejderen."""

    dpo: Bruger
    ansat: Bruger
    borger: Borger
    sag: Sag


def kolonner(*par: tuple[str, str]) -> list[dict[str, str]]:
    return [{"navn": navn, "type": type_} for navn, type_ in par]


def bevis(kolonner_: list[dict[str, str]], *raekker: list[Any], **felter: Any) -> dict[str, Any]:
    """Et bevis, som natten fryser det."""
    return {
        "person": NAVN,
        "kolonner": kolonner_,
        "raekker": list(raekker),
        "register": "CPR",
        "slaaet_op": "2026-11-22T03:41:00+01:00",
        "adressebeskyttet": False,
        **felter,
    }


def verden(*, beskyttet: bool = False) -> Verden:
    """Det hele, i Rødovre, med lidt af det samme nummer i Lyngby-Taarbæk."""
    hjemme = fabrik.kommune()
    ansat = fabrik.bruger("ansat", navn=ANSAT_NAVN)
    dpo = fabrik.bruger("dpo", Rolle.DPO, navn="Karen Lund")
    natten = fabrik.koersel(date(2026, 11, 22), regelsaet="2018-06-19+egetsaet")
    fabrik.koerselsdel(natten, hjemme)
    sag = fabrik.bestilt_sag(ansat, cpr=EGEN, navn=NAVN, haendelser=(), sagsnr="R-26-000777")
    _egne_udfald(sag, beskyttet=beskyttet)
    _aegtefaellens_udfald(sag)
    _ark(sag, beskyttet=beskyttet)
    _brug(hjemme, sag, ansat)
    _som_aegtefaelle(hjemme)
    _som_barn(hjemme)
    _i_en_anden_kommune()
    return Verden(dpo, ansat, borger(hjemme, EGEN), sag)


def _egne_udfald(sag: Sag, *, beskyttet: bool) -> None:
    fabrik.udfald(sag, "ny_arbejdsgiver", saetning=f"{NAVN} har fået løn fra to arbejdsgivere.")
    fabrik.udfald(
        sag,
        "flytning",
        saetning=f"{NAVN} flyttede den 01-10-2026.",
        bevis=bevis(
            kolonner(("Flyttet", "dato"), ("Fra adresse", "adresse"), ("Til adresse", "adresse")),
            ["2026-10-01", "Gammelegenvej 1, 2610 Rødovre", ADRESSE],
            adressebeskyttet=beskyttet,
        ),
    )
    fabrik.udfald(
        sag,
        "civilstand",
        saetning=f"{NAVN} har fået civilstanden gift den 03-10-2026.",
        bevis=bevis(
            kolonner(
                ("Dato", "dato"),
                ("Tidligere civilstand", "tekst"),
                ("Ny civilstand", "tekst"),
                ("Ægtefælle", "tekst"),
            ),
            ["2026-10-03", "Ugift", "Gift", AEF_NAVN],
        ),
    )
    fabrik.udfald(
        sag,
        "barn_flytter",
        noegle=f"{BARN}|2026-10-05",
        identitet=f"barn_flytter|||{BARN}|2026-10-05",
        saetning=f"{NAVN} og barnet {BARN_NAVN} holdt op med at dele adresse den 05-10-2026.",
        bevis=bevis(
            kolonner(
                ("Dato", "dato"),
                ("Barn", "tekst"),
                ("Hvem flyttede", "tekst"),
                ("Fælles adresse før", "adresse"),
                ("Forælderens adresse efter", "adresse"),
                ("Barnets adresse efter", "adresse"),
            ),
            ["2026-10-05", BARN_NAVN, "Barnet", ADRESSE, ADRESSE, "Kanavej 9, 2610 Rødovre"],
        ),
    )
    for slug, saetning in (("foedsel", "fik et barn"), ("barn_doer", "mistede et barn")):
        fabrik.udfald(
            sag,
            slug,
            noegle=BARN,
            saetning=f"{NAVN} {saetning} den 07-10-2026.",
            bevis=bevis(
                kolonner(("Barn", "tekst"), ("Født", "dato"), ("Dato", "dato")),
                [BARN_NAVN, "2026-10-07", "2026-10-07"],
            ),
        )


def _aegtefaellens_udfald(sag: Sag) -> None:
    fabrik.udfald(
        sag,
        "b_indkomst",
        "AEF",
        cpr=AEF,
        saetning=f"{AEF_NAVN} har fået 777.111 kr. i B-indkomst fra Kanagiver.",
        bevis=bevis(
            kolonner(("Indberetter", "tekst"), ("Beløb", "oere")),
            ["Kanagiver ApS", 77711100],
            person=AEF_NAVN,
        ),
    )


def _ark(sag: Sag, *, beskyttet: bool) -> None:
    """To udgaver: i den anden er borgeren flyttet."""
    for adresse in ("Gammelegenvej 1, 2610 Rødovre", ADRESSE):
        ark = fabrik.kontrolark(
            sag,
            navn=NAVN,
            adresse=adresse,
            adressebeskyttet=beskyttet,
            loen=[{"maaned": "2026-09", "beloeb_oere": 418500}],
            virksomheder=["Egenfirma (CVR 12345678)"],
            boern=[{"foedselsdato": "2019-04-03", "navn": BARN_NAVN, "samme_adresse": True}],
        )
        ark.indhold["aef"] = fabrik.person(
            AEF,
            AEF_NAVN,
            adresse="Kanavej 9, 2610 Rødovre",
            loen=[{"maaned": "2026-09", "beloeb_oere": 77711100}],
            virksomheder=["Kanagiver (CVR 99999999)"],
            boern=[{"foedselsdato": "2019-04-03", "navn": BARN_NAVN, "samme_adresse": True}],
            samme_adresse_som_ym=False,
        )
        ark.indhold["aef_bemaerkning"] = f"{AEF_NAVN} er separeret."
        ark.save(update_fields=["indhold"])


def _brug(hjemme: Kommune, sag: Sag, ansat: Bruger) -> None:
    spor.historik(sag, Handling.LISTET)
    spor.historik(sag, Handling.ADRESSE_VIST, ansat, f"Kanabegrundelse om {AEF_NAVN}")
    spor.historik(sag, Handling.HENTET_PDF, ansat, "Udgave 2")
    spor.fredning(sag, f"flytning|YM|{EGEN}|2026-10-01")
    spor.fredning(sag, f"b_indkomst|AEF|{AEF}|Kanagiver|2026-10")
    spor.regnskab(hjemme, EGEN, date(2026, 11, 1), date(2026, 11, 20), ym="I" * 16 + "N")
    spor.regnskab(hjemme, EGEN, date(2026, 11, 21), ym="IIIIIUIIIIIIIIRFN", aef="U" * 17)
    spor.feedback(
        sag,
        ansat,
        bemaerkning=f"Eja ringede. Kanaidas løn ({AEF}) kender Kanansat fra kanabarn Egensen.",
    )
    spor.opslag(hjemme, EGEN, AEF, af=ansat, art=Art.LISTE, formaal="Egetformål")
    spor.opslag(hjemme, EGEN, af=ansat, art=Art.AFSLOERING, begrundelse="Kanabegrundelse")


def _som_aegtefaelle(hjemme: Kommune) -> None:
    """Borgeren er selv ægtefælle i en andens sag."""
    sag = fabrik.sag_med_udfald(
        hjemme, (), cpr=ANDEN_YM, navn="Kanaryder", sagsnr="R-KANA-1", tilstand=Sagstilstand.LEDIG
    )
    fabrik.udfald(sag, "flytning", saetning="Kanaryder flyttede.")
    fabrik.udfald(
        sag,
        "bilkoeb",
        "AEF",
        cpr=EGEN,
        saetning=f"{NAVN} købte en egenbil.",
        bevis=bevis(
            kolonner(("Handelsdato", "dato"), ("Bil", "tekst"), ("Sælger", "tekst")),
            ["2026-10-09", "Egenbil 1.2", "Kanaryder"],
            register="R75",
        ),
    )
    ark = fabrik.kontrolark(sag, navn="Kanaryder", adresse="Kanavej 9, 2610 Rødovre")
    ark.indhold["aef"] = fabrik.person(EGEN, NAVN, adresse=ADRESSE, virksomheder=["Aef-egenfirma"])
    ark.save(update_fields=["indhold"])


def _som_barn(hjemme: Kommune) -> None:
    sag = fabrik.sag_med_udfald(hjemme, (), cpr=FORAELDER, navn="Kanaforaelder")
    fabrik.udfald(
        sag,
        "barn_flytter",
        noegle=f"{EGEN}|2003-01-02",
        haendelsesdato=date(2003, 1, 2),
        saetning="Kanaforaelder og barnet holdt op med at dele adresse.",
        bevis=bevis(kolonner(("Hvem flyttede", "tekst")), ["Kanaforaelder"]),
    )


def _i_en_anden_kommune() -> None:
    andetsteds = fabrik.kommune("0173", "Lyngby-Taarbæk")
    sag = fabrik.sag_med_udfald(andetsteds, (), cpr=EGEN, navn="Kanafremmed", sagsnr="R-KANA-2")
    fabrik.udfald(sag, "flytning", saetning="Kanafremmed flyttede.")
    spor.opslag(andetsteds, EGEN, formaal="Kanafremmed formål")
