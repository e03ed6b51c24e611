"""Udkastet til brevet: netop de valgte hændelser, ét afsnit for hver."""

from __future__ import annotations

from collections.abc import Iterable

from adgang.kommuner import fulde_navn
from kontrol.bestillingsliste.liste import ydelse
from kontrol.models import Brevart, Partshoering
from kontrol.partshoering.formuleringer import afsnit, kan_ikke_hoeres, omtanke, ordene
from kontrol.partshoering.sprog import brevdato
from samkoering.models import Sag, Udfald

_BREVE = {Brevart.HOERING: "hoering", Brevart.PAAMINDELSE: "paamindelse"}


def udkast(
    sag: Sag, udfald: Iterable[Udfald], art: Brevart, foerste: Partshoering | None = None
) -> str:
    """Brevets tekst: en indledning og hændelserne; dødsfald står først.

    ``foerste`` er den høring, en påmindelse minder om.
    """
    valgte = sorted(udfald, key=lambda u: (not omtanke(u), -u.haendelsesdato.toordinal(), u.regel))
    kan_siges = [u for u in valgte if not kan_ikke_hoeres(u)]
    felter = {
        "ydelse": _midt_i_saetning(ydelse(sag.kle).kort),
        "kommune": fulde_navn(sag.kommune),
        "foerste": brevdato(foerste.sendt if foerste else None),
    }
    indledning = ordet(art, "indledning", ved_doedsfald=any(map(omtanke, kan_siges)))
    return "\n\n".join([indledning.format_map(felter), *map(afsnit, kan_siges)])


def ordet(art: Brevart, navn: str, *, ved_doedsfald: bool) -> str:
    """Brevets overskrift eller indledning; mildere, når brevet handler om et dødsfald."""
    brev = ordene()["breve"][_BREVE[art]]
    return str(brev[f"{navn}_ved_doedsfald" if ved_doedsfald else navn])


def _midt_i_saetning(ord_: str) -> str:
    """Ordet med lille begyndelsesbogstav; en forkortelse bliver stående."""
    return ord_ if ord_[1:2].isupper() else ord_[:1].lower() + ord_[1:]
