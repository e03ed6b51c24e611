"""Husstanden vist én gang: ægtefællens egen sag på samme ark, når kommunen også har bestilt den.

Er den ikke bestilt, findes den ikke her, og intet på arket røber den.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from adgang.omfang import Omfang
from kontrol.kontrolark.fund import ROLLEN_I_OVERSKRIFTEN, Fundvisning, fundvisninger
from kontrol.kontrolark.indhold import indhold_af
from kontrol.models import UNDER_BEHANDLING
from samkoering.models import Kontrolark, Sag, Udfald

Kendetegn = tuple[str, str, str]
"""(regel, person, nøgle): den samme hændelse, hvilken af de to sager den end hænger på."""

_SET_HERFRA = {"YM": ROLLEN_I_OVERSKRIFTEN["AEF"], "AEF": ROLLEN_I_OVERSKRIFTEN["YM"]}
"""På ægtefællens eget ark er rollerne byttet om."""


@dataclass(frozen=True, slots=True)
class Husstand:
    """Ægtefællens egen, bestilte sag, uden det, der allerede står på arket."""

    sag: Sag
    navn: str
    fund: tuple[Fundvisning, ...]
    """Hændelser, der kun hænger på ægtefællens sag."""
    faelles: frozenset[str]
    """Id'er på arkets egne hændelser, der også hænger på ægtefællens sag."""
    personer: tuple[str, ...]
    """CPR-numre på alle, hændelserne handler om."""


def husstand(omfang: Omfang, ark: Kontrolark) -> Husstand | None:
    """Ægtefællens sag; ``None``, når den ikke er under behandling i brugerens omfang."""
    aef = ark.indhold["aef"]
    andet = _aegtefaellens_ark(omfang, aef["cpr"], ark.sag) if aef else None
    if andet is None:
        return None
    indhold = indhold_af(andet)
    egne = _kendetegn(_udfald(omfang, ark))
    andens = _udfald(omfang, andet)
    andres = _kendetegn(andens)
    faelles = set(egne.values()) & set(andres.values())
    # En beskyttet adresse vises kun med en begrundelse på den sag, den hører til.
    vist = fundvisninger(indhold, vis_adresse=False, roller=_SET_HERFRA)
    return Husstand(
        sag=andet.sag,
        navn=indhold["ym"]["navn"],
        fund=tuple(fund for fund in vist if andres.get(fund.id) not in faelles),
        faelles=frozenset(id_ for id_, kendetegn in egne.items() if kendetegn in faelles),
        personer=(andet.sag.cpr, *(udfald.cpr for udfald in andens)),
    )


def _aegtefaellens_ark(omfang: Omfang, cpr: str, sag: Sag) -> Kontrolark | None:
    """Det nyeste frosne ark på ægtefællens egen sag."""
    return (
        Kontrolark.objects.i_kommune(omfang)
        .filter(sag__cpr=cpr, sag__kommune=omfang.kommune, sag__tilstand__in=UNDER_BEHANDLING)
        .exclude(sag=sag)
        .select_related("sag__tildelt")
        .order_by("-udgave")
        .first()
    )


def _udfald(omfang: Omfang, ark: Kontrolark) -> list[Udfald]:
    """De udfald, arket frøs."""
    ider = [post["id"] for post in ark.indhold["udfald"]]
    return list(Udfald.objects.i_kommune(omfang).filter(pk__in=ider))


def _kendetegn(fund: Iterable[Udfald]) -> dict[str, Kendetegn]:
    """Id → kendetegn, læst af udfaldets identitet uden rollen."""
    return {str(udfald.pk): _uden_rolle(udfald.identitet) for udfald in fund}


def _uden_rolle(identitet: str) -> Kendetegn:
    regel, _, person, noegle = identitet.split("|", 3)
    return regel, person, noegle
