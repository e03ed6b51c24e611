"""Ordene efter en bestilling, en fortrydelse og en tilbagelægning."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from django.contrib.messages import constants

from kontrol.bestillingsliste.bestil import Rest, Resultat
from kontrol.bestillingsliste.graense import Graensefejl, OverLoft, OverVarsel

Besked = tuple[int, str]
"""(niveau, tekst)."""


def sager(antal: int) -> str:
    """``1 sag`` eller ``3 sager``."""
    return f"{antal} {'sag' if antal == 1 else 'sager'}"


def efter_bestilling(resultat: Resultat) -> Iterator[Besked]:
    """Kun det, der ikke gik som ventet; resten siger prioriteringslisten selv."""
    alle = (resultat.bestilt, resultat.optaget, resultat.egne, resultat.udgaaet)
    valgt = sum(len(sager) for sager in alle)
    saetninger = [
        *_om(resultat.optaget, valgt, "{} blev bestilt af en kollega, mens du valgte."),
        *_om(resultat.egne, valgt, "Du har selv bestilt {} i forvejen."),
        *_om(resultat.udgaaet, valgt, "{} er ikke længere på bestillingslisten."),
    ]
    if saetninger:
        saetninger[0] += _resten(len(resultat.bestilt))
    for saetning in saetninger:
        yield constants.WARNING, saetning


def _om(sager: Sequence[UUID], valgt: int, saetning: str) -> Iterator[str]:
    """Sætningen om sagerne; tom, når der ingen er."""
    if sager:
        alle = "sagen" if valgt == 1 else f"de {valgt} sager"
        disse = alle if len(sager) == valgt else f"{len(sager)} af {alle}"
        hele = saetning.format(disse)
        yield hele[0].upper() + hele[1:]


def over_varsel(fejl: OverVarsel) -> str:
    """Spørgsmålet, når det er flere sager, end kommunen har aftalt."""
    aftalt = f"I har aftalt højst {fejl.doegn.varsel} om dagen"
    return f"{_regnestykke(fejl)}; {aftalt}.{_talt_med(fejl)} Bestil alligevel?"


def over_loft(fejl: OverLoft) -> str:
    """Afvisningen, og hvad hun kan gøre."""
    tilbage = fejl.doegn.tilbage
    videre = (
        f"Du kan bestille {sager(tilbage)} mere i dag; vælg færre"
        if tilbage
        else "Du kan bestille igen i morgen"
    )
    ingen = f"ingen kan bestille mere end {fejl.doegn.loft} om dagen"
    return f"{_regnestykke(fejl)}, og {ingen}.{_talt_med(fejl)} {videre}."


def _regnestykke(fejl: Graensefejl) -> str:
    """Dagens bestillinger og dem, der kom oveni."""
    if not fejl.doegn.i_dag:
        return f"Du har valgt {sager(fejl.nye)}"
    i_alt = fejl.doegn.i_dag + fejl.nye
    disse = "denne" if fejl.nye == 1 else f"disse {fejl.nye}"
    return f"Du har bestilt {sager(fejl.doegn.i_dag)} i dag. Med {disse} bliver det {i_alt}"


def _talt_med(fejl: Graensefejl) -> str:
    """Hvorfor tallet er større end det, brugeren har nu, når hun har givet sager fra sig."""
    if not fejl.doegn.heraf_opgivet:
        return ""
    return (
        " Sager fra i dag, der er fortrudt eller lagt tilbage, tæller med, fordi du har set, hvem "
        "borgeren er."
    )


def listen_er_aendret(nu: int, foer: int) -> str:
    """Når "alle" ikke længere er det, brugeren så."""
    return (
        f"Listen har ændret sig, mens du valgte: dine filtre rummer nu {sager(nu)}, ikke {foer}. "
        "Se listen igennem, og bestil igen."
    )


def _resten(bestilt: int) -> str:
    if not bestilt:
        return ""
    if bestilt == 1:
        return " Den anden ligger på din prioriteringsliste."
    return f" De {bestilt} andre ligger på din prioriteringsliste."


def efter_fortrydelse(antal: int, rest: Rest) -> Iterator[Besked]:
    """Hvor mange sager kom tilbage på listen, og hvorfor resten ikke gjorde."""
    if antal:
        ligger = "den ligger" if antal == 1 else "de ligger"
        yield (
            constants.SUCCESS,
            f"Bestillingen af {sager(antal)} er fortrudt, og {ligger} igen på bestillingslisten.",
        )
    grunde = list(stadig_bestilt(rest))
    if not antal and not grunde:
        grunde = ["Bestillingen kan ikke fortrydes. Ingen af dens sager er bestilt længere."]
    for grund in grunde:
        yield constants.WARNING, grund


def stadig_bestilt(rest: Rest) -> Iterator[str]:
    """En sætning for hver grund til, at sager ikke kommer tilbage ved en fortrydelse."""
    if rest.hos_kollega:
        er = "den er" if rest.hos_kollega == 1 else "de er"
        yield f"{sager(rest.hos_kollega)} bliver, fordi {er} tildelt en kollega."
    if rest.aabnet:
        arkene = "kontrolarket" if rest.aabnet == 1 else "kontrolarkene"
        yield f"{sager(rest.aabnet)} bliver, fordi {arkene} er åbnet."


def efter_tilbagelaegning(antal: int, valgt: int) -> Iterator[Besked]:
    """Hvor mange der kom tilbage, og hvorfor resten ikke gjorde."""
    if antal:
        yield constants.SUCCESS, f"{sager(antal)} er lagt tilbage på bestillingslisten."
    if antal < valgt:
        yield (
            constants.WARNING,
            f"{sager(valgt - antal)} blev ikke lagt tilbage. Kun dine egne sager, der ikke er i "
            "partshøring, kan lægges tilbage.",
        )
