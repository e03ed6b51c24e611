"""Hvor borgeren svarer: kommunens kontaktoplysninger, som brevet siger dem."""

from __future__ import annotations

from adgang.kommuner import fulde_navn
from adgang.models import Kommune
from kontrol.partshoering.formuleringer import ordene

Kontaktlinje = list[str]
"""Måden og stedet, fx ``["Telefon", "00 00 01 75, hverdage kl. 9–15"]``."""


class UdenKontakt(Exception):
    """Brevet siger ikke, hvor borgeren kan svare; intet er sendt."""


def mangler_kontakt(kommune: Kommune) -> bool:
    """Om en teamleder endnu ikke har udfyldt kommunens kontaktoplysninger."""
    return not all(getattr(kommune, felt) for felt in Kommune.KONTAKT)


def kontaktlinjer(kommune: Kommune) -> list[Kontaktlinje]:
    """Måderne at svare på i brevets orden; ingen, når oplysningerne mangler."""
    if mangler_kontakt(kommune):
        return []
    felter = {felt.removeprefix("kontakt_"): getattr(kommune, felt) for felt in Kommune.KONTAKT}
    felter["kommune"] = fulde_navn(kommune)
    maader = ordene()["kontakt"].items()
    return [
        [maade, ord_.format_map(felter)]
        for maade, ord_ in maader
        if maade != "Digital Post" or kommune.kontakt_digital_post
    ]
