"""Effektmålingens tal i skabelonerne."""

from __future__ import annotations

from django import template

from adgang.smaatal.graense import SKJULT_ORD
from feedback.effekt import ord as ord_
from feedback.effekt.ord import heltal
from kontrol.eksport.celler import Celle, Kroner, Procent

register = template.Library()


@register.filter
def eller_skjult(antal: int | None) -> str:
    """Antallet, eller at det er skjult."""
    return SKJULT_ORD if antal is None else heltal(antal)


@register.filter
def eller_streg(antal: int | None) -> str:
    """Antallet, eller en streg i en tabel, hvor stregen er forklaret."""
    return "–" if antal is None else heltal(antal)


@register.filter
def i_procent(andel: float) -> str:
    """Brøken som hele procent."""
    return ord_.i_procent(andel)


@register.filter
def med_minus(antal: int | None) -> str:
    """Så mange færre; ``–``, når det er skjult."""
    if antal is None:
        return "–"
    return f"−{heltal(antal)}" if antal else "0"


@register.filter
def celle(vaerdi: Celle) -> str:
    """En tabels celle, som den står på siden og i rapporten."""
    match vaerdi:
        case None:
            return "–"
        case Procent():
            return f"{vaerdi.andel * 100:.1f} %".replace(".", ",")
        case Kroner():
            return ord_.hele_kroner(vaerdi.oere)
        case int():
            return heltal(vaerdi)
        case _:
            return str(vaerdi)
