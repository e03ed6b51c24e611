"""Kommandolinjens egne fejl på dansk, ens for hver kommando i ``manage.py``.

``argparse`` slår sine tekster op gennem gettext og har ingen dansk oversættelse. Her byttes
opslaget, så en manglende eller ukendt værdi siges på samme sprog som kommandoernes egne fejl.
"""

from __future__ import annotations

import argparse

TEKSTER = {
    "usage: ": "brug: ",
    "positional arguments": "argumenter",
    "options": "valgmuligheder",
    "show this help message and exit": "vis denne hjælp",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "unknown parser %(parser_name)r (choices: %(choices)s)": (
        "»%(parser_name)s« findes ikke. Vælg en af: %(choices)s"
    ),
    "unrecognized arguments: %s": "Ukendt på kommandolinjen: %s",
    "not allowed with argument %s": "kan ikke bruges sammen med %s",
    "ignored explicit argument %r": "tager ingen værdi, men fik %r",
    "the following arguments are required: %s": "Der mangler på kommandolinjen: %s",
    "one of the arguments %s is required": "Angiv en af: %s",
    "expected one argument": "mangler sin værdi",
    "expected at most one argument": "tager højst én værdi",
    "expected at least one argument": "mangler mindst én værdi",
    "ambiguous option: %(option)s could match %(matches)s": (
        "»%(option)s« kan være flere: %(matches)s. Skriv navnet helt ud"
    ),
    "invalid %(type)s value: %(value)r": "»%(value)s« er ikke en gyldig værdi (%(type)s)",
    "invalid choice: %(value)r (choose from %(choices)s)": (
        "»%(value)s« kan ikke vælges. Vælg en af: %(choices)s"
    ),
}


def dansk(tekst: str) -> str:
    """Teksten på dansk; en, der ikke er oversat, vises, som den er."""
    return TEKSTER.get(tekst, tekst)


def dansk_antal(en: str, flere: str, antal: int) -> str:
    """Det samme for en tekst, der bøjes i tal."""
    if flere == "expected %s arguments":
        return "mangler sin værdi" if antal == 1 else "skal have %s værdier"
    return en if antal == 1 else flere


def tal_dansk() -> None:
    """Lad ``argparse`` tale dansk i denne proces; at gøre det igen ændrer intet."""
    vars(argparse).update(_=dansk, ngettext=dansk_antal)
