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
OPTAGET = "Du har allerede et filter, der hedder “{navn}”. Skriv et andet navn."
VAELG_ELLER = "Skriv et andet navn, eller erstat det filter, du har."


class KanIkkeGemmes(Exception):
    """Filteret kan ikke gemmes; teksten siger hvorfor."""


class NavnOptaget(KanIkkeGemmes):
    """Brugeren har et andet filter, der hedder det samme; hun kan vælge at erstatte det."""

    def __init__(self, gemt: GemtFilter) -> None:
        super().__init__(f"Du har allerede et filter, der hedder “{gemt.navn}”. {VAELG_ELLER}")
        self.gemt = gemt


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

    def gem(self, navn: str, soegedel: str, erstat: UUID | None = None) -> bool:
        """Gem filteret; sandt, når det er nyt.

        Et filter, der hedder det samme, bliver stående, og ``NavnOptaget`` siger hvilket; kun når
        ``erstat`` er netop det, får det det nye indhold. Det samme filter igen ændrer intet.
        """
        navn = renset(navn)
        self._proev(navn, soegedel)
        findes = self._ved_navn(navn)
        if findes is None:
            return self._opret(navn, soegedel)
        if findes.soegedel == soegedel:
            return True
        if findes.pk != erstat:
            raise NavnOptaget(findes)
        self.alle().filter(pk=findes.pk).update(soegedel=soegedel)
        return False

    def _opret(self, navn: str, soegedel: str) -> bool:
        try:
            with transaction.atomic():
                GemtFilter.objects.i_kommune(self.omfang).create(
                    bruger=self.bruger,
                    liste=self.liste,
                    kommune=self.omfang.kommune,
                    navn=navn,
                    soegedel=soegedel,
                )
        except IntegrityError:
            # Et filter med samme navn nåede at blive gemt fra en anden fane.
            if (findes := self._ved_navn(navn)) is None:
                raise
            raise NavnOptaget(findes) from None
        return True

    def _ved_navn(self, navn: str) -> GemtFilter | None:
        return self.alle().filter(navn=navn).first()

    def omdoeb(self, gemt: GemtFilter, navn: str) -> str:
        """Giv filteret et andet navn; det nye navn, som det står."""
        navn = renset(navn)
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


def renset(navn: str) -> str:
    """Navnet, som det gemmes: uden mellemrum om og dobbelt imellem."""
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
