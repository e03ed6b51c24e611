"""Et beløb i hele kroner, læst som det skrives, og ordene, når det ikke kan læses."""

from __future__ import annotations

import re

HELE_KRONER = re.compile(r"\d{1,3}(\.\d{3})+|\d{1,3}( \d{3})+|\d+", re.ASCII)
LAENGSTE_TAL = 20
"""Tegn; længere er ikke et beløb, men et forsøg på at få Python til at regne længe."""
_UDENOM = re.compile(r"^kr\.? *| *kr\.?$", re.IGNORECASE)
_INGEN_OERE = re.compile(r",(00|-)$")

FORTEGN = "Skriv beløbet uden minus eller plus"
OERE = "Skriv hele kroner uden øre, fx 1.200"
KOMMA = "Komma skiller kroner og øre. Mener du tusinder, så skriv 1.200 eller 1200"
PUNKTUM = "Punktum kan kun skille tusinder, fx 1.200. Skriv hele kroner uden øre"
MELLEMRUM = "Mellemrum kan kun skille tusinder, fx 1 200. Skriv beløbet igen"
_HVAD_ER_GALT = (
    (re.compile(r"[-+−–] *\d[\d., ]*", re.ASCII), FORTEGN),
    (re.compile(r"\d{1,3}(,\d{3})+", re.ASCII), KOMMA),
    (re.compile(r"\d[\d. ]*,\d*", re.ASCII), OERE),
    (re.compile(r"[\d ]*\.[\d. ]*", re.ASCII), PUNKTUM),
    (re.compile(r"\d[\d ]*", re.ASCII), MELLEMRUM),
)


class Ulaeselig(ValueError):
    """Teksten er ikke hele kroner; ``str(fejl)`` siger hvad der er galt, tom når det er uvist."""


def kroner(skrevet: str) -> int | None:
    """Hele kroner af teksten; ``None``, når den er tom.

    Det, der kun kan betyde én ting, læses: ``1200``, ``1.200``, ``1 200``, ``1.200,00`` og
    ``1.200 kr.``. Kaster ``Ulaeselig``.
    """
    # split() tager også hårde og smalle mellemrum, som følger med fra regneark.
    tekst = _INGEN_OERE.sub("", _UDENOM.sub("", " ".join(skrevet[: 4 * LAENGSTE_TAL].split())))
    if not tekst:
        return None
    if len(tekst) > LAENGSTE_TAL:
        raise Ulaeselig
    if not HELE_KRONER.fullmatch(tekst):
        raise Ulaeselig(_hvad_er_galt(tekst))
    return int(re.sub(r"[. ]", "", tekst))


def _hvad_er_galt(tekst: str) -> str:
    return next((fejl for form, fejl in _HVAD_ER_GALT if form.fullmatch(tekst)), "")
