"""Nye hændelser: de hæftes på borgerens åbne sag, eller der oprettes en ny."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.db.models import Q, QuerySet

from samkoering.grundlag.skaebne import Skaebne
from samkoering.grundlag.vindue import plus_maaneder
from samkoering.models import (
    Fredning,
    Handling,
    Koersel,
    Sag,
    Sagshaendelse,
    Udfald,
    Udfaldstilstand,
)
from samkoering.skrivning.gemte import Gemt, celler
from samkoering.skrivning.haendelsesregnskab import Skaebner
from samkoering.skrivning.identitet import kendes_paa
from samkoering.skrivning.indhold import Optagetfund
from samkoering.skrivning.indsaet import indsaet_tupler, som_json
from samkoering.skrivning.kandidater import Kandidat
from samkoering.skrivning.kommunedel import Kommunedel
from samkoering.skrivning.laas import Aabne
from samkoering.skrivning.natsag import Natsag
from samkoering.skrivning.sagsnummer import Sagsnumre
from samkoering.skrivning.version import ny_version

Kende = tuple[str, str]
"""(ydelsesmodtagerens CPR-nummer, hændelsens identitet)."""
_KENDT: dict[str, Skaebne] = {
    Udfaldstilstand.AABENT: Skaebne.KENDT_AABEN,
    Udfaldstilstand.BEHANDLET: Skaebne.KENDT_BEHANDLET,
    Udfaldstilstand.UDLOEBET: Skaebne.KENDT_UDLOEBET,
}
FRIST_MAANEDER = 3
"""Kvikguiden: »Efter tre måneder forsvinder den«."""


@dataclass(slots=True)
class Optaget:
    """Hvad der blev af nattens udfald i kommunen."""

    sager: set[Natsag] = field(default_factory=set)
    nye_sager: int = 0
    oprettede: set[UUID] = field(default_factory=set)
    """De nye sagers id'er."""
    fund: dict[UUID, Optagetfund] = field(default_factory=dict)
    """De nye hændelser, som arkene skal bruge dem."""
    pr_sag: dict[UUID, list[UUID]] = field(default_factory=lambda: defaultdict(list))
    """Sagens id → dens nye hændelsers."""
    nye_udfald: int = 0
    kendte: int = 0
    fredede: int = 0
    skaebner: Skaebner = field(default_factory=Counter)
    """Hver kandidats skæbne; de øvrige er afgjort, før der skrives."""


def optag_nye(koersel: Koersel, del_: Kommunedel, gemte: list[Gemt], aabne: Aabne) -> Optaget:
    """Optag de hændelser, der hverken er kendt (``gemte``) eller fredet."""
    (kendte, bortfaldne), fredede = _kendte(gemte), _fredede(koersel, del_)
    nye, optaget = [], Optaget()
    for kandidat in del_.kandidater:
        kende = (kandidat.ym, kandidat.identitet)
        if kende in fredede:
            optaget.fredede += 1
            optaget.skaebner[kandidat.regel.slug, Skaebne.FREDET] += 1
        elif kende in kendte:
            optaget.kendte += 1
            optaget.skaebner[kandidat.regel.slug, kendte[kende]] += 1
        else:
            nye.append(kandidat)
    if nye:
        sager = _sager(koersel, del_, nye, optaget, aabne)
        del_.arkivar.hent(del_, sager.keys())
        _skriv_udfald(koersel, del_, nye, sager, optaget)
        _skriv_historik(del_, nye, sager, optaget)
        _noter_nye(nye, bortfaldne, sager, optaget)
        optaget.sager = {sager[kandidat.ym] for kandidat in nye}
        optaget.nye_udfald = len(nye)
    return optaget


def _noter_nye(
    nye: list[Kandidat], bortfaldne: set[Kende], sager: dict[str, Natsag], optaget: Optaget
) -> None:
    """Om den nye hændelse er kommet igen, eller hvilken slags sag den kom på."""
    for kandidat in nye:
        cpr = kandidat.ym
        if (cpr, kandidat.identitet) in bortfaldne:
            skaebne = Skaebne.KOM_IGEN
        else:
            paa_ny = sager[cpr].pk in optaget.oprettede
            skaebne = Skaebne.NY_SAG if paa_ny else Skaebne.NY_PAA_AABEN
        optaget.skaebner[kandidat.regel.slug, skaebne] += 1


def _kendte(gemte: list[Gemt]) -> tuple[dict[Kende, Skaebne], set[Kende]]:
    """Hændelser, der allerede har en sag (åbne, behandlede og udløbne), og de bortfaldne."""
    kendte: dict[Kende, Skaebne] = {}
    bortfaldne: set[Kende] = set()
    for _, kende, tilstand in gemte:
        if tilstand == Udfaldstilstand.BORTFALDET:
            bortfaldne.add(kende)
        else:
            kendte[kende] = _KENDT[tilstand]
    return kendte, bortfaldne


def _fredede(koersel: Koersel, del_: Kommunedel) -> set[Kende]:
    fredede = celler(_gaeldende_fredninger, del_.kommune, koersel.dato)
    return {kendes_paa(ym_cpr, gemt, del_.udskiftninger) for ym_cpr, gemt in fredede}


def _gaeldende_fredninger(kommune: str, dag: date) -> QuerySet[Any]:
    gaeldende = Q(til__isnull=True) | Q(til__gte=dag)
    return Fredning.objects.i_kommune(kommune).filter(gaeldende).values_list("ym_cpr", "identitet")


def _sager(
    koersel: Koersel, del_: Kommunedel, nye: list[Kandidat], optaget: Optaget, aabne: Aabne
) -> dict[str, Natsag]:
    """Borger → den åbne sag, hændelsen hører til; nye sager oprettes under ét."""
    sager = _tag_aabne(del_, {kandidat.ym for kandidat in nye}, aabne)
    numre = Sagsnumre(del_.kommune, koersel.dato)
    oprettes = []
    for kandidat in nye:
        cpr = kandidat.ym
        if cpr not in sager:
            sager[cpr] = Natsag(uuid4(), cpr)
            oprettes.append((sager[cpr].pk, numre.naeste(), cpr, kandidat.kle))
    indsaet_tupler(
        Sag,
        ("id", "sagsnr", "cpr", "kle"),
        oprettes,
        {
            "kommune_id": del_.kommune.pk,
            "fundet": koersel.dato,
            "udloeber": plus_maaneder(koersel.dato, FRIST_MAANEDER),
        },
    )
    optaget.nye_sager = len(oprettes)
    optaget.oprettede = {pk for pk, *_ in oprettes}
    return sager


def _tag_aabne(del_: Kommunedel, borgere: set[str], aabne: Aabne) -> dict[str, Natsag]:
    """Borgernes åbne sager, taget med en ny version.

    Den, der har sagen åben, får at vide, at den er ændret, i stedet for at lukke en hændelse,
    ingen har set. Er sagen lukket i samme øjeblik, får hændelsen en ny sag.
    """
    gaeldende = del_.udskiftninger
    return {
        gaeldende.get(sag.cpr, sag.cpr): Natsag(sag.pk, sag.cpr)
        for sag in aabne.values()
        # En sag på et afløst nummer, der er andres igen, hører ikke til.
        if gaeldende.get(sag.cpr, sag.cpr) in borgere and ny_version(sag)
    }


_UDFALDETS_FELTER = (
    *("id", "sag_id", "kildesag", "kle", "regel", "rolle", "ym_cpr", "cpr", "haendelsesdato"),
    *("noegle", "identitet", "saetning", "bevis"),
)


def _skriv_udfald(
    koersel: Koersel,
    del_: Kommunedel,
    nye: list[Kandidat],
    sager: dict[str, Natsag],
    optaget: Optaget,
) -> None:
    """Skriv udfaldene med deres sætning og bevis."""
    navn, udfald = str(koersel), []
    for kandidat in nye:
        slug, nr = kandidat.regel.slug, uuid4()
        sag = sager[kandidat.ym].pk
        saetning, bevis = del_.arkivar.bevis(kandidat)
        udfald.append(
            (
                *(nr, sag, kandidat.sag_id, kandidat.kle, slug, kandidat.rolle),
                *(kandidat.ym, kandidat.cpr, kandidat.haendelsesdato, kandidat.noegle),
                *(kandidat.identitet, saetning, som_json(bevis)),
            )
        )
        optaget.pr_sag[sag].append(nr)
        optaget.fund[nr] = Optagetfund(
            *(nr, slug, kandidat.rolle, kandidat.cpr, kandidat.haendelsesdato),
            *(saetning, bevis, navn),
        )
    faelles = {"kommune_id": del_.kommune.pk, "koersel_id": koersel.pk, "fundet": koersel.dato}
    indsaet_tupler(Udfald, _UDFALDETS_FELTER, udfald, faelles)


def _skriv_historik(
    del_: Kommunedel, nye: list[Kandidat], sager: dict[str, Natsag], optaget: Optaget
) -> None:
    """Linjerne i sagernes historik: først, at sagen kom på listen, så dens hændelser."""
    listet = [
        (sag.pk, Handling.LISTET.value, "") for sag in sager.values() if sag.pk in optaget.oprettede
    ]
    haendelser = [
        (sager[kandidat.ym].pk, Handling.NY_HAENDELSE.value, kandidat.regel.navn)
        for kandidat in nye
    ]
    felter, faelles = ("sag_id", "handling", "detalje"), {"kommune_id": del_.kommune.pk}
    indsaet_tupler(Sagshaendelse, felter, [*listet, *haendelser], faelles)
