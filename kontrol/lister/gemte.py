"""Gemte filtre: en søgedel, brugeren har givet et navn. Ingen andre ser dem."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import CharField, QuerySet

from adgang.cpr_i_tekst import UDEN_CPR, rummer_cpr
from adgang.models import Bruger
from adgang.omfang import Omfang
from kontrol.models import GemtFilter, Liste

HOEJST = 30
OPTAGET = "Du har allerede et filter, der hedder “{navn}”. Vælg et andet navn."


class KanIkkeGemmes(Exception):
    """Filteret kan ikke gemmes; teksten siger hvorfor."""


@dataclass(frozen=True, slots=True)
class Filterhylde:
    """Brugerens gemte filtre på én liste."""

    omfang: Omfang
    bruger: Bruger
    liste: Liste

    def alle(self) -> QuerySet[GemtFilter]:
        """Filtrene efter navn."""
        return GemtFilter.objects.i_kommune(self.omfang).filter(
            bruger=self.bruger, liste=self.liste
        )

    def find(self, id_: UUID) -> GemtFilter | None:
        """Et af brugerens filtre; ``None`` for andres og ukendte."""
        return self.alle().filter(pk=id_).first()

    def gem(self, navn: str, soegedel: str) -> bool:
        """Gem filteret; sandt, når det er nyt. Et filter med samme navn får det nye indhold."""
        navn = _renset(navn)
        self._proev(navn, soegedel)
        _, nyt = self.alle().update_or_create(
            bruger=self.bruger,
            liste=self.liste,
            kommune=self.omfang.kommune,
            navn=navn,
            defaults={"soegedel": soegedel},
        )
        return nyt

    def omdoeb(self, gemt: GemtFilter, navn: str) -> str:
        """Giv filteret et andet navn; det nye navn, som det står."""
        navn = _renset(navn)
        _proev_navn(navn)
        try:
            with transaction.atomic():
                self.alle().filter(pk=gemt.pk).update(navn=navn)
        except IntegrityError:
            raise KanIkkeGemmes(OPTAGET.format(navn=navn)) from None
        return navn

    def _proev(self, navn: str, soegedel: str) -> None:
        _proev_navn(navn)
        if len(soegedel) > _plads_til("soegedel"):
            raise KanIkkeGemmes("Filteret har for mange valg til at blive gemt. Vælg færre.")
        if self.alle().exclude(navn=navn).count() >= HOEJST:
            raise KanIkkeGemmes(f"Du har {HOEJST} gemte filtre. Slet et, før du gemmer et nyt.")


def _renset(navn: str) -> str:
    return " ".join(navn.split())


def _proev_navn(navn: str) -> None:
    if not navn:
        raise KanIkkeGemmes("Skriv et navn til filteret.")
    if len(navn) > _plads_til("navn"):
        raise KanIkkeGemmes(f"Skriv et navn på højst {_plads_til('navn')} tegn.")
    if rummer_cpr(navn):
        raise KanIkkeGemmes(f"{UDEN_CPR.format(hvad='navnet')}.")


def _plads_til(felt: str) -> int:
    """Så mange tegn kan feltet rumme."""
    return cast("CharField[str, str]", GemtFilter._meta.get_field(felt)).max_length or 0
