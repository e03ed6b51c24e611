"""Notatet til journalen: hvad der er slået op, hvornår, hvad der mangler, og hvor fakta står.

Kilden: oplysningerne samles “enten i et dokument, der arkiveres på sagen eller overføres direkte
til journalen”. Ligger de i et dokument, siger notatet hvor og er kort. Ellers overfører det dem
selv, som tekst: ingen tabeller og intet diagram, én række pr. linje.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone

from adgang.kommuner import fulde_navn
from adgang.models import Bruger
from journal.models import Journalpost
from kontrol.kontrolark.felter import TOM, navn_eller_ukendt
from kontrol.partshoering.journalposter import Notat
from sagsopstart.fakta.samling import Blok, Samling, Tabel
from sagsopstart.models import Ansoegning
from samkoering.grundlag.ord import dansk_dato

OVERSKRIFT = "Registeropslag ved ansøgning"
INTET_DOKUMENT = "Oplysningerne ligger ikke i et dokument på sagen; de står herunder."
I_DOKUMENTET = (
    "Registrenes svar står i dokumentet og er vedhæftet notatet som JSON. Intet er vurderet."
)
SKJULT = "Adresser er skjult i notatet."
_UDEN_NAVN = ("Indhold", "Rubrik", "Beskrivelse", "Ydelse")
"""Kolonner, hvis overskrift intet føjer til værdien."""


def notat(
    ansoegning: Ansoegning,
    fakta: Samling,
    navn: str,
    skjult: str,
    dokument: Journalpost | None,
    bruger: Bruger,
) -> Notat:
    """Notatet, som det fryses. ``skjult`` er, hvorfor adresser er skjult (tom, når de ikke er), og
    ``dokument`` er det på sagen, der rummer de samme fakta.
    """
    nu = timezone.localtime()
    return Notat(
        skema=1,
        overskrift=OVERSKRIFT,
        kommune=fulde_navn(ansoegning.kommune),
        sagsnr=ansoegning.sagsnr,
        borger=f"{navn_eller_ukendt(navn)}, {ansoegning.cpr[:6]}-{ansoegning.cpr[6:]}",
        linjer=[
            *([["Beskyttelse", f"{skjult} {SKJULT}"]] if skjult else []),
            [
                "Ansøgning",
                f"{ansoegning.get_grundlag_display()}, modtaget {dansk_dato(ansoegning.modtaget)}",
            ],
            ["Slået op", fakta["dag"]],
            *([status["hvem"], status["linje"]] for status in fakta["status"]),
            *(["Bemærk", tekst] for tekst in fakta["bemaerkninger"]),
            ["Dokument", _hvor(dokument)],
            ["Sagsbehandler", bruger.navn],
        ],
        tekst=I_DOKUMENTET if dokument else "\n\n".join(_afsnittene(fakta)),
        dannet=nu.isoformat(timespec="seconds"),
    )


def _hvor(dokument: Journalpost | None) -> str:
    if dokument is None:
        return INTET_DOKUMENT
    return f"“{dokument.titel}” i journalen, lagt på sagen {_naar(dokument.oprettet)}"


def _afsnittene(fakta: Samling) -> Iterator[str]:
    """Et afsnit pr. register i hver gruppe og person: kilden øverst, så en linje pr. række."""
    for afsnit in fakta["afsnit"]:
        for person in afsnit["personer"]:
            for blok in person["blokke"]:
                hvad = f"{afsnit['navn']}, {person['hvem'].lower()}"
                kilde = f"{hvad}: {_kilden(blok, fakta['dag'])}"
                yield "\n".join([kilde, *(f for t in blok["tabeller"] for f in _fakta(t))])


def _kilden(blok: Blok, dag: str) -> str:
    """Registeret og tiden; dagen står øverst i notatet og nævnes kun, når den er en anden."""
    if blok["svarede"]:
        naar = _naar(datetime.fromisoformat(blok["hvornaar"])).removeprefix(f"{dag} ")
        return f"{blok['navn']} {naar}, data fra {blok['data_fra']}"
    return f"{blok['navn']} svarede ikke. {blok['fejl']}"


def _fakta(tabel: Tabel) -> list[str]:
    """En linje pr. række; uden rækker registerets eget nej."""
    if not tabel["raekker"]:
        return [tabel["tom"]]
    if len(tabel["kolonner"]) == 1:
        return [f"{tabel['navn']}: {', '.join(celle for (celle,) in tabel['raekker'])}"]
    return [_raekken(tabel, raekke) for raekke in tabel["raekker"]]


def _raekken(tabel: Tabel, raekke: list[str]) -> str:
    """Rækkens første celle og så de andre med deres overskrift; en tom celle udelades."""
    navne = [kolonne["navn"] for kolonne in tabel["kolonner"]]
    dele = [
        vaerdi if navn in _UDEN_NAVN else _med_navn(navn, vaerdi)
        for navn, vaerdi in zip(navne[1:], raekke[1:], strict=True)
        if vaerdi != TOM
    ]
    return f"{raekke[0]}: {', '.join(dele) or TOM}"


def _med_navn(overskrift: str, vaerdi: str) -> str:
    """“Areal, m²” og 71 → “areal 71 m²”; CVR og andre forkortelser bliver stående."""
    navn, _, enhed = overskrift.partition(", ")
    lille = navn if navn[1:2].isupper() else f"{navn[:1].lower()}{navn[1:]}"
    return f"{lille} {vaerdi} {enhed}".rstrip()


def _naar(tid: datetime) -> str:
    lokal = timezone.localtime(tid)
    return f"{dansk_dato(lokal.date())} kl. {lokal:%H.%M}"
