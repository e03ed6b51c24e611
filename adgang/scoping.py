"""Kommunen som lejer: en forespørgsel uden kommune er en fejl, ikke en tom liste.

Alle rækker, der hører til en kommune, nås gennem ``KommuneManager``. Den kaster
``KommuneMangler``, indtil der er valgt en kommune, så en glemt afgrænsning aldrig kan
vise en anden kommunes borgere. Et ``Omfang`` afgrænser også til brugerens ydelser.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar

from django.db import models

from adgang.omfang import Omfang

if TYPE_CHECKING:
    from adgang.models import Kommune

M = TypeVar("M", bound=models.Model)


class KommuneMangler(RuntimeError):
    """Der blev spurgt efter kommunale rækker uden at sige, hvilken kommunes."""


class KommuneManager(models.Manager[M]):
    """Manager, der kun svarer for én kommune ad gangen."""

    def get_queryset(self) -> models.QuerySet[M]:
        """Afvis en uafgrænset forespørgsel.

        En relation fra en række (``sag.udfald``) er allerede afgrænset af rækken selv.
        """
        if getattr(self, "instance", None) is not None:
            return super().get_queryset()
        raise KommuneMangler(
            f"{self.model.__name__} kan kun læses for én kommune: brug i_kommune(kommune)."
        )

    def i_kommune(self, hvor: Kommune | str | Omfang) -> models.QuerySet[M]:
        """Rækkerne i én kommune (objekt eller kommunekode), eller i en brugers omfang."""
        kommune = hvor.kommune if isinstance(hvor, Omfang) else hvor
        kode = kommune if isinstance(kommune, str) else kommune.pk
        if not kode:
            raise KommuneMangler(f"{self.model.__name__}: brugeren hører ikke til en kommune.")
        raekker = super().get_queryset().filter(kommune_id=kode)
        sti: str = getattr(self.model, "KLE_STI", "")
        if sti and isinstance(hvor, Omfang) and hvor.kle is not None:
            raekker = raekker.filter(**{f"{sti}__in": hvor.kle})
        return raekker

    def paa_tvaers(self, *, grund: str) -> models.QuerySet[M]:
        """Rækker på tværs af kommuner; grunden skal kunne læses i koden, der kalder.

        På PostgreSQL slipper kun det igennem, som også databasens mur er åbnet for
        (``adgang.lejer.paa_tvaers``).
        """
        if not grund:
            raise KommuneMangler("En forespørgsel på tværs af kommuner skal have en grund.")
        return super().get_queryset()


class KommuneModel(models.Model):
    """Grundlag for alle tabeller, hvis rækker hører til en kommune."""

    KLE_STI: ClassVar[str] = ""
    """Stien til rækkens KLE-nummer; tom, når rækken ikke hører til en ydelse."""

    kommune = models.ForeignKey("adgang.Kommune", on_delete=models.PROTECT, related_name="+")

    objects = KommuneManager()

    class Meta:
        abstract = True
