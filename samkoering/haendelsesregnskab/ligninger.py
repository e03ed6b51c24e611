"""De tre ligninger, og de sætninger, der siger, hvor en af dem ikke går op."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from samkoering.grundlag.skaebne import gaar_op
from samkoering.haendelsesregnskab.beholdning import FOER, SLETTET_KOERSEL, Stand
from samkoering.haendelsesregnskab.fordeling import Frosset
from samkoering.haendelsesregnskab.raekkerne import tabelregnskaber
from samkoering.regelkatalog import regel


def raekker_der_ikke_gaar_op(tabeller: list[dict[str, Any]]) -> Iterator[str]:
    """Trin 1: tabeller, hvis rækker ikke alle er gjort rede for."""
    return (t.tabel for t in tabelregnskaber(tabeller) if not t.gaar_op)


def fund_der_ikke_gaar_op(frosset: Frosset) -> Iterator[str]:
    """Trin 2: regler, hvis fundne hændelser ikke alle har netop én skæbne."""
    return (slug for slug, tal in frosset.items() if not gaar_op(tal))


def beholdning_der_ikke_gaar_op(
    gemte: Mapping[str, int], staar: Mapping[str, Counter[str]]
) -> Iterator[str]:
    """Trin 3: regler, hvor de gemte hændelser ikke er dem, der findes eller er slettet."""
    for slug in sorted({*gemte, *staar}):
        tal = staar.get(slug, Counter())
        ind = gemte.get(slug, 0) + tal[FOER] + tal[SLETTET_KOERSEL]
        if ind != sum(tal[stand] for stand in Stand):
            yield slug


def navne(slugs: Iterator[str]) -> str:
    """Reglernes navne, adskilt af komma."""
    return ", ".join(regel(slug)["navn"] for slug in slugs)
