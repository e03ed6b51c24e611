"""Kommunens måned, som siden læser den: kørslerne, skæbnerne og beholdningen."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from adgang.models import Kommune
from samkoering.haendelsesregnskab.beholdning import beholdning
from samkoering.haendelsesregnskab.fordeling import Frosset, gemte, lagt_sammen, maanedens
from samkoering.haendelsesregnskab.ligninger import (
    beholdning_der_ikke_gaar_op,
    fund_der_ikke_gaar_op,
)
from samkoering.models import Haendelsestal, Koersel, Koerselsdel, Udfald


@dataclass(frozen=True, slots=True)
class Maaned:
    """De sande tal; kun ``tabeller`` må vise dem. ``naetter`` uden tal er fra før regnskabet."""

    foerste: date
    naetter: tuple[tuple[Koersel, Frosset | None], ...]
    fundet: Mapping[str, Counter[str]]
    staar: Mapping[str, Counter[str]]

    @property
    def er_slut(self) -> bool:
        """Om månedens tal ikke længere vokser; før det siges kun, om de går op."""
        return self.foerste < denne_maaned()

    @property
    def skaeve_fund(self) -> set[str]:
        """Regler, hvis skæbner ikke går op i mindst én kørsel."""
        return {
            slug
            for _, frosset in self.naetter
            if frosset
            for slug in fund_der_ikke_gaar_op(frosset)
        }

    @property
    def skaev_beholdning(self) -> set[str]:
        """Regler, hvis gemte hændelser ikke er dem, der findes eller er slettet."""
        gemt: Counter[str] = Counter()
        for _, frosset in self.naetter:
            gemt += gemte(frosset or {})
        return set(beholdning_der_ikke_gaar_op(gemt, self.staar))


def denne_maaned() -> date:
    """Den første dag i måneden nu."""
    return timezone.localdate().replace(day=1)


def hent(kommune: Kommune, foerste: date) -> Maaned:
    """Månedens tal i kommunen, og hvor hændelserne stod den 1. i denne måned."""
    dele = Koerselsdel.objects.i_kommune(kommune)
    naetter = tuple((del_.koersel, del_.haendelser) for del_ in maanedens(dele, foerste))
    ved = max(denne_maaned(), foerste)
    staar = beholdning(
        Udfald.objects.i_kommune(kommune),
        dele,
        Haendelsestal.objects.i_kommune(kommune),
        foerste,
        ved,
    )
    samlet = lagt_sammen(frosset for _, frosset in naetter if frosset)
    return Maaned(foerste, naetter, samlet, staar.get(kommune.pk, {}))
