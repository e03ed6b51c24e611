"""Nye hændelser: de hæftes på borgerens åbne sag, eller der oprettes en ny."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from django.db.models import Q

from samkoering.grundlag.skaebne import Skaebne
from samkoering.grundlag.vindue import plus_maaneder
from samkoering.models import (
    AABNE_TILSTANDE,
    Fredning,
    Handling,
    Koersel,
    Sag,
    Sagshaendelse,
    Udfald,
    Udfaldstilstand,
)
from samkoering.skrivning.gemte import Gemt
from samkoering.skrivning.haendelsesregnskab import Skaebner
from samkoering.skrivning.identitet import kendes_paa
from samkoering.skrivning.indhold import Optagetfund
from samkoering.skrivning.indsaet import indsaet_tupler, som_json
from samkoering.skrivning.kommunedel import Kandidat, Kommunedel
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
    nye_udfald: int = 0
    kendte: int = 0
    fredede: int = 0
    skaebner: Skaebner = field(default_factory=Counter)
    """Hver kandidats skæbne; de øvrige er afgjort, før der skrives."""


def optag_nye(koersel: Koersel, del_: Kommunedel, gemte: list[Gemt]) -> Optaget:
    """Optag de hændelser, der hverken er kendt (``gemte``) eller fredet."""
    (kendte, bortfaldne), fredede = _kendte(gemte), _fredede(koersel, del_)
    nye, optaget = [], Optaget()
    for kandidat in del_.kandidater:
        kende = (kandidat.ydelsessag.cpr, kandidat.identitet)
        if kende in fredede:
            optaget.fredede += 1
            optaget.skaebner[kandidat.regel.slug, Skaebne.FREDET] += 1
        elif kende in kendte:
            optaget.kendte += 1
            optaget.skaebner[kandidat.regel.slug, kendte[kende]] += 1
        else:
            nye.append(kandidat)
    if nye:
        sager = _sager(koersel, del_, nye, optaget)
        del_.arkivar.hent(del_, sager.keys())
        optaget.fund = _skriv_udfald(koersel, del_, nye, sager)
        _noter_nye(nye, bortfaldne, sager, optaget)
        optaget.sager = {sager[kandidat.ydelsessag.cpr] for kandidat in nye}
        optaget.nye_udfald = len(nye)
    return optaget


def _noter_nye(
    nye: list[Kandidat], bortfaldne: set[Kende], sager: dict[str, Natsag], optaget: Optaget
) -> None:
    """Om den nye hændelse er kommet igen, eller hvilken slags sag den kom på."""
    for kandidat in nye:
        cpr = kandidat.ydelsessag.cpr
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
    gaeldende = Q(til__isnull=True) | Q(til__gte=koersel.dato)
    gemte = (
        Fredning.objects.i_kommune(del_.kommune)
        .filter(gaeldende)
        .values_list("ym_cpr", "identitet")
    )
    return {kendes_paa(ym_cpr, gemt, del_.udskiftninger) for ym_cpr, gemt in gemte}


def _sager(
    koersel: Koersel, del_: Kommunedel, nye: list[Kandidat], optaget: Optaget
) -> dict[str, Natsag]:
    """Borger → den åbne sag, hændelsen hører til; nye sager oprettes under ét."""
    sager = _tag_aabne(del_, {kandidat.ydelsessag.cpr for kandidat in nye})
    numre = Sagsnumre(del_.kommune, koersel.dato)
    oprettes = []
    for kandidat in nye:
        cpr = kandidat.ydelsessag.cpr
        if cpr not in sager:
            sager[cpr] = Natsag(uuid4(), cpr)
            oprettes.append((sager[cpr].pk, numre.naeste(), cpr, kandidat.ydelsessag.kle))
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
    indsaet_tupler(
        Sagshaendelse,
        ("sag_id",),
        [(pk,) for pk, *_ in oprettes],
        {"kommune_id": del_.kommune.pk, "handling": Handling.LISTET},
    )
    optaget.nye_sager = len(oprettes)
    optaget.oprettede = {pk for pk, *_ in oprettes}
    return sager


def _tag_aabne(del_: Kommunedel, borgere: set[str]) -> dict[str, Natsag]:
    """Borgernes åbne sager, taget med en ny version.

    Den, der har sagen åben, får at vide, at den er ændret, i stedet for at lukke en hændelse,
    ingen har set. Er sagen lukket i samme øjeblik, får hændelsen en ny sag.
    """
    aabne = Sag.objects.i_kommune(del_.kommune).filter(tilstand__in=AABNE_TILSTANDE)
    gaeldende = del_.udskiftninger
    skrevet_som = borgere.union(gammelt for gammelt, nyt in gaeldende.items() if nyt in borgere)
    return {
        gaeldende.get(sag.cpr, sag.cpr): Natsag(sag.pk, sag.cpr)
        for sag in aabne.filter(cpr__in=skrevet_som)
        # En sag på et afløst nummer, der er andres igen, hører ikke til.
        if gaeldende.get(sag.cpr, sag.cpr) in borgere and ny_version(sag)
    }


_UDFALDETS_FELTER = (
    *("id", "sag_id", "kildesag", "kle", "regel", "rolle", "ym_cpr", "cpr", "haendelsesdato"),
    *("noegle", "identitet", "saetning", "bevis"),
)


def _skriv_udfald(
    koersel: Koersel, del_: Kommunedel, nye: list[Kandidat], sager: dict[str, Natsag]
) -> dict[UUID, Optagetfund]:
    """Skriv udfaldene med deres sætning og bevis, og en linje i sagens historik."""
    navn, udfald, historik, fundne = str(koersel), [], [], {}
    for kandidat in nye:
        ydelsessag, slug, nr = kandidat.ydelsessag, kandidat.regel.slug, uuid4()
        sag = sager[ydelsessag.cpr].pk
        saetning, bevis = del_.arkivar.bevis(kandidat)
        udfald.append(
            (
                *(nr, sag, ydelsessag.sag_id, ydelsessag.kle, slug, kandidat.rolle),
                *(ydelsessag.cpr, kandidat.cpr, kandidat.haendelsesdato, kandidat.noegle),
                *(kandidat.identitet, saetning, som_json(bevis)),
            )
        )
        historik.append((sag, kandidat.regel.navn))
        fundne[nr] = Optagetfund(
            *(nr, slug, kandidat.rolle, kandidat.cpr, kandidat.haendelsesdato),
            *(saetning, bevis, navn),
        )
    faelles = {"kommune_id": del_.kommune.pk}
    fundet = {"koersel_id": koersel.pk, "fundet": koersel.dato}
    indsaet_tupler(Udfald, _UDFALDETS_FELTER, udfald, {**faelles, **fundet})
    ny = {"handling": Handling.NY_HAENDELSE}
    indsaet_tupler(Sagshaendelse, ("sag_id", "detalje"), historik, {**faelles, **ny})
    return fundne
