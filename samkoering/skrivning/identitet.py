"""Hændelsens identitet: det, fredning og dobbeltkontrol kender den på – aldrig et beløb."""

from __future__ import annotations

from collections.abc import Mapping

_BOERNENES = frozenset({"barn_flytter", "foedsel", "barn_doer"})
"""Regler, hvis nøgle begynder med barnets CPR-nummer."""


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
    if cpr not in udskiftninger and slug not in _BOERNENES:
        return gemt
    if slug in _BOERNENES:
        barn, *rest = noegle.split("|")
        noegle = "|".join([udskiftninger.get(barn, barn), *rest])
    return f"{slug}|{rolle}|{udskiftninger.get(cpr, cpr)}|{noegle}"
