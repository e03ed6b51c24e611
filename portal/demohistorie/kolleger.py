"""Kollegerne, der har arbejdet i kommunerne og er rejst videre: lukkede brugere uden log-in."""

from __future__ import annotations

from dataclasses import dataclass

from adgang.models import Bruger, Rolle


@dataclass(frozen=True, slots=True)
class Hold:
    """En kommunes kolleger, og hvor stor en del af sagerne de nåede."""

    navne: tuple[tuple[str, str], ...]
    """(brugernavn, navn)."""
    bestilt_foer: float
    """For et år siden; siden er de kommet efter det."""
    bestilt_nu: float

    def andel_bestilt(self, naaet: float) -> float:
        """Andelen, når ``naaet`` er 0 for et år siden og 1 i dag."""
        frem = min(max(naaet, 0.0), 1.0)
        return self.bestilt_foer + (self.bestilt_nu - self.bestilt_foer) * frem


HOLDENE = {
    "0175": Hold(
        (("anna.friis", "Anna Friis"), ("bo.mikkelsen", "Bo Mikkelsen"), ("eva.juul", "Eva Juul")),
        # Nok udløber i hvert kvartal til, at det kan vises, og stadig færre.
        0.80,
        0.98,
    ),
    # Et lille hold, der kun når hver tredje sag: små tal, som ikke må vises.
    "0173": Hold((("ida.toft", "Ida Toft"),), 0.34, 0.34),
}
"""Kommunekode → hold."""


def opret_hold(kommune: str) -> list[Bruger]:
    """Holdets brugere i holdets orden; ingen af dem kan logge ind."""
    return [_opret(kommune, *navne) for navne in HOLDENE[kommune].navne]


def _opret(kommune: str, brugernavn: str, navn: str) -> Bruger:
    bruger = Bruger(
        brugernavn=brugernavn,
        navn=navn,
        rolle=Rolle.SAGSBEHANDLER,
        kommune_id=kommune,
        is_active=False,
    )
    bruger.set_unusable_password()
    bruger.save()
    return bruger
