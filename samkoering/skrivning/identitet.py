"""Hændelsens identitet: det, fredning og dobbeltkontrol kender den på – aldrig et beløb."""

from __future__ import annotations

from collections.abc import Mapping

from samkoering.regelkatalog import regel

_BOERNENES = frozenset({"barn_flytter", "foedsel", "barn_doer"})
"""Regler, hvis nøgle begynder med barnets CPR-nummer."""


def identitet(slug: str, rolle: str, cpr: str, noegle: str) -> str:
    """``regel|rolle|person|nøgle``; en fælles hændelse har hverken rolle eller person."""
    if regel(slug)["een_pr_sag"]:
        rolle = cpr = ""
    return f"{slug}|{rolle}|{cpr}|{noegle}"


def kendes_paa(ym_cpr: str, gemt: str, udskiftninger: Mapping[str, str]) -> tuple[str, str]:
    """Borgeren og hændelsen, begge læst under de gældende CPR-numre."""
    if not udskiftninger:
        return ym_cpr, gemt
    return udskiftninger.get(ym_cpr, ym_cpr), genlaest(gemt, udskiftninger)


def genlaest(gemt: str, udskiftninger: Mapping[str, str]) -> str:
    """En gemt identitet, læst under de gældende CPR-numre."""
    if not udskiftninger:
        return gemt
    slug, rolle, cpr, noegle = gemt.split("|", 3)
    if slug in _BOERNENES:
        barn, *rest = noegle.split("|")
        noegle = "|".join([udskiftninger.get(barn, barn), *rest])
    return f"{slug}|{rolle}|{udskiftninger.get(cpr, cpr)}|{noegle}"
