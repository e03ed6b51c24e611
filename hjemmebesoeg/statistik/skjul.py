"""En måneds tal, som de må vises: 1–4 vises ikke, og heller ikke det, de kan regnes ud af.

Måneden er en tabel: områder ned, kontakt og ikke kontakt hen. Vises et områdes deling, er begge
dele sikre; de skjulte delinger er tilsammen sikre i hver kolonne og aldrig én alene.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from adgang.smaatal.graense import er_sikkert, skjul_del, skjul_linje


@dataclass(frozen=True, slots=True)
class Tal:
    """Besøgte og kontakt; ``None`` er skjult."""

    besoegt: int | None
    kontakt: int | None

    @property
    def uden(self) -> int | None:
        """Besøgte uden kontakt."""
        if self.besoegt is None or self.kontakt is None:
            return None
        return self.besoegt - self.kontakt


SKJULT = Tal(None, None)


def vist(omraader: Mapping[str, tuple[int, int]]) -> tuple[Tal, dict[str, Tal]]:
    """(måneden i alt, hvert område) af områdets (besøgt, kontakt)."""
    navne = sorted(omraader)
    besoegt = [omraader[navn][0] for navn in navne]
    kontakt = [omraader[navn][1] for navn in navne]
    linje = skjul_linje(besoegt)
    if linje.i_alt is None:
        return SKJULT, dict.fromkeys(navne, SKJULT)
    i_alt = Tal(linje.i_alt, skjul_del(sum(kontakt), linje.i_alt))
    delt = {
        navn
        for navn, n, k, viser in zip(navne, besoegt, kontakt, linje.dele, strict=True)
        if i_alt.kontakt is not None and viser is not None and er_sikkert(k) and er_sikkert(n - k)
    }
    while delt and _roeber([(n, k) for navn, (n, k) in omraader.items() if navn not in delt]):
        delt.remove(min(delt, key=lambda navn: (omraader[navn][0], navn)))
    return i_alt, {
        navn: Tal(viser, omraader[navn][1] if navn in delt else None)
        for navn, viser in zip(navne, linje.dele, strict=True)
    }


def _roeber(skjulte: list[tuple[int, int]]) -> bool:
    """Om de skjulte delinger kan regnes ud af det, der vises."""
    if not skjulte:
        return False
    kontakt = sum(k for _, k in skjulte)
    uden = sum(n - k for n, k in skjulte)
    return len(skjulte) == 1 or not (er_sikkert(kontakt) and er_sikkert(uden))
