"""Ordene, når høringen eller sagen er ændret imens: hvem, hvad og hvornår."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from adgang.models import Bruger
from kontrol.models import Partshoering
from kontrol.partshoering.kladde import er_kladde
from kontrol.partshoering.laas import KAN_HOERES
from samkoering.models import Handling, Sag, Sagshaendelse, Sagstilstand

INTET_TILBAGE = (
    "Registret er rettet, og brevets hændelser er faldet bort. Der er ikke noget at høre borgeren "
    "om."
)
_BORTE = {
    Sagstilstand.UDLOEBET.value: (
        "Sagen udløb i nat og kan ikke længere behandles. Den er registreret som ikke behandlet."
    ),
    Sagstilstand.BORTFALDET.value: (
        "Registret er rettet, og sagens hændelser er faldet bort. Borgeren skal ikke høres."
    ),
    Sagstilstand.LEDIG.value: (
        "Sagen ligger igen på bestillingslisten. Bestil den, hvis du vil behandle den."
    ),
    Sagstilstand.BESTILT.value: "Kontrolarket er ikke åbnet. Læs det, før du hører borgeren.",
}
_OM_HOERINGEN = (
    Handling.PARTSHOERT,
    Handling.PAAMINDET,
    Handling.SVAR_MODTAGET,
    Handling.PARTSHOERING_FRAFALDET,
)


@dataclass(frozen=True, slots=True)
class Aendret:
    """Hvad der skete. ``hvem`` er tom, når det ikke kan siges."""

    hvem: str
    hvad: str
    naar: datetime | None


def kan_hoeres(sag: Sag) -> bool:
    """Om sagen er i en tilstand, hvor borgeren kan høres."""
    return sag.tilstand in KAN_HOERES


def hvorfor_borte(sag: Sag, bruger: Bruger) -> Aendret:
    """Hvorfor sagen ikke kan høres; en lukket sag siger, hvem der lukkede den."""
    if hvad := _BORTE.get(sag.tilstand):
        return Aendret("", hvad, None)
    return _seneste(sag, bruger, (Handling.FEEDBACK,)) or Aendret(
        "", f"Sagen er lukket: {sag.get_tilstand_display()}.", None
    )


def hvad_er_aendret(sag: Sag, hoering: Partshoering | None, bruger: Bruger) -> Aendret:
    """Den ændring i høringen, brugeren ikke havde set."""
    if hoering is not None and er_kladde(hoering):
        return Aendret(_navn(hoering.bruger, bruger), "gemte brevet", hoering.gemt)
    slettet = Aendret("", "Kladden er slettet.", None)
    if hoering is None:
        return slettet
    return _seneste(sag, bruger, _OM_HOERINGEN) or slettet


def _seneste(sag: Sag, bruger: Bruger, handlinger: tuple[Handling, ...]) -> Aendret | None:
    linjer: list[Sagshaendelse] = list(
        sag.historik.filter(handling__in=handlinger).select_related("bruger")[:1]
    )
    if not linjer:
        return None
    (linje,) = linjer
    hvem = _navn(linje.bruger, bruger) if linje.bruger else ""
    hvad = linje.get_handling_display()
    return Aendret(hvem, f"{hvad}: {linje.detalje}" if linje.detalje else hvad, linje.tidspunkt)


def _navn(handlende: Bruger, bruger: Bruger) -> str:
    return "Du" if handlende == bruger else handlende.navn
