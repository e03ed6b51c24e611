"""Natten, der manglede noget, og kørslen, der gjorde den hel: én fortælling om begge."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.utils import timezone

from portal.drift.grundlag import AFSLUTTEDE, Grundlag
from portal.drift.kilder import gaeldende_tabeller, hentet_igen
from portal.overblik.natten import BESVARET
from samkoering.models import Koersel, Koerselstilstand


def helet_af(grundlag: Grundlag, karantaene: Iterable[object]) -> Koersel | None:
    """Den kørsel, der lagde det sidste, natten manglede; ``None``, når noget mangler endnu.

    En nat, hvor enkelte opslag mislykkedes, bliver først hel, når hele landet køres igen.
    """
    nat = grundlag.nat
    if nat is None or nat.tilstand != Koerselstilstand.DELVIST or any(karantaene):
        return None
    if any(svar.get("tilstand") != BESVARET for svar in gaeldende_tabeller(grundlag)):
        return None
    skrevne = [k for k in grundlag.efter if k.dato == nat.dato and k.tilstand in AFSLUTTEDE]
    kommuner = [] if _enkelte_opslag(nat) else [k for k in skrevne if k.kun_kommuner]
    return max([*hentet_igen(grundlag).values(), *kommuner], key=_nummer, default=None)


def datoens(grundlag: Grundlag, nat: Koersel) -> Grundlag:
    """Grundlaget, som det var for en af de tidligere nætter."""
    egne = tuple(k for k in grundlag.koersler if k.dato == nat.dato)
    return replace(grundlag, koersler=egne, nat=nat)


def hvornaar(koersel: Koersel) -> str:
    """``kørsel nr. 2 kl. 09.21``."""
    tid = timezone.localtime(koersel.afsluttet or koersel.startet)
    return f"kørsel nr. {koersel.nummer} kl. {tid:%H.%M}"


def _enkelte_opslag(nat: Koersel) -> bool:
    """Natten var delvis, selv om alle tabeller svarede: enkelte personers opslag mislykkedes."""
    return nat.hel is not True and all(t.get("tilstand") == BESVARET for t in nat.tabeller)


def _nummer(koersel: Koersel) -> int:
    return koersel.nummer
