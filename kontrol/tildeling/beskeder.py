"""Ordene efter en tildeling: hvad der skete, og hvem der nåede det først."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.contrib.messages import constants
from django.utils import timezone

from adgang.models import Bruger
from kontrol.bestillingsliste.beskeder import Besked, sager
from kontrol.tildeling.tildel import Resultat, Skaebne
from samkoering.models import Handling, Sag, Sagshaendelse, Sagstilstand

INTET_VALGT = "Vælg mindst én sag, før du tildeler."
UKENDT_KOLLEGA = "Vælg den kollega, sagerne skal tildeles."
KUN_EGNE = (
    "kan kun flyttes af den, der har sagen, eller af en teamleder. En sag, ingen har, kan du tage."
)
NAEVNES_HOEJST = 5


def efter_flytning(resultat: Resultat, til: Bruger | None, af: Bruger) -> Iterator[Besked]:
    """Først det, der lykkedes, så hver grund til, at resten blev stående."""
    if antal := len(resultat.med(Skaebne.FLYTTET)):
        yield constants.SUCCESS, _lykkedes(antal, til, af)
    elif antal := len(resultat.med(Skaebne.UAENDRET)):
        yield constants.INFO, _uaendret(antal, til, af)
    for sag in resultat.med(Skaebne.TABT)[:NAEVNES_HOEJST]:
        yield constants.WARNING, f"{foerst(sag)} Sagen er ikke flyttet."
    if ikke_egne := resultat.med(Skaebne.IKKE_EGEN):
        yield constants.WARNING, f"{opremset(ikke_egne)} {KUN_EGNE}"
    if (uden_ydelse := resultat.med(Skaebne.UDEN_YDELSE)) and til:
        hvis = "dig" if til == af else til.navn
        yield constants.WARNING, f"{opremset(uden_ydelse)} hører til en ydelse, {hvis} ikke ser."
    if resultat.borte:
        er = "er ikke længere under behandling og blev ikke flyttet."
        yield constants.WARNING, f"{sager(resultat.borte)} {er}"


def _lykkedes(antal: int, til: Bruger | None, af: Bruger) -> str:
    if til is None:
        ligger = "den ligger" if antal == 1 else "de ligger"
        return f"{sager(antal)} er frigivet, og {ligger} nu under Ikke tildelt."
    return f"{sager(antal)} er tildelt {'dig' if til == af else til.navn}."


def _uaendret(antal: int, til: Bruger | None, af: Bruger) -> str:
    if til is None:
        return f"{sager(antal)} var ikke tildelt nogen i forvejen."
    return f"{sager(antal)} var allerede tildelt {'dig' if til == af else til.navn}."


FLYTNINGER = (
    Handling.TILDELT,
    Handling.TILDELING_FJERNET,
    Handling.LAGT_TILBAGE,
    Handling.BESTILLING_FORTRUDT,
)


def foerst(sag: Sag) -> str:
    """Hvem der gjorde hvad ved sagen, da brugeren kom for sent."""
    nu = Sag.objects.i_kommune(sag.kommune_id).select_related("tildelt").get(pk=sag.pk)
    flytninger = nu.historik.filter(handling__in=FLYTNINGER).select_related("bruger")
    seneste = flytninger.first()
    return _hvad(nu, seneste) if seneste and seneste.bruger else f"{nu.sagsnr} er ændret imens."


def _hvad(sag: Sag, linje: Sagshaendelse) -> str:
    hvem = linje.bruger.navn if linje.bruger else ""
    tid = f"kl. {timezone.localtime(linje.tidspunkt):%H.%M}"
    if sag.tilstand == Sagstilstand.LEDIG:
        return f"{hvem} lagde {sag.sagsnr} tilbage på bestillingslisten {tid}."
    if sag.tildelt is None:
        return f"{hvem} frigav {sag.sagsnr} {tid}."
    if linje.bruger == sag.tildelt:
        return f"{hvem} tog {sag.sagsnr} {tid}."
    return f"{hvem} tildelte {sag.tildelt.navn} {sag.sagsnr} {tid}."


def opremset(dem: Sequence[Sag]) -> str:
    """Sagsnumrene som en opremsning; er der mange, nævnes de første."""
    numre = [sag.sagsnr for sag in dem]
    if len(numre) > NAEVNES_HOEJST:
        numre = [*numre[: NAEVNES_HOEJST - 1], f"{len(numre) - NAEVNES_HOEJST + 1} andre"]
    return numre[0] if len(numre) == 1 else f"{', '.join(numre[:-1])} og {numre[-1]}"
