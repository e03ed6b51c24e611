"""En borger, STAR har sat i kommunens bruttomålgruppe."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

from adgang.felter import CprFelt
from adgang.scoping import KommuneModel
from persongrupper.markeringer import Markering


class Projektborger(KommuneModel):
    """Borgeren i projektet. Sider og adresser bruger kun ``id``.

    ``foerste_gruppe`` er gruppen fra startafklaringen. Databasen sætter den selv, når den første
    gruppe sættes, og afviser enhver anden værdi (``persongrupper.vaern``).
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    cpr = CprFelt()
    foerste_gruppe = models.CharField(max_length=20, choices=Markering.choices, null=True)
    foerste_dag = models.DateField(null=True)
    version = models.PositiveIntegerField(default=0)
    """Hæves af databasen, hver gang en markering ændres; den er også låsen om borgeren."""

    class Meta:
        verbose_name_plural = "projektborgere"
        constraints = (
            models.UniqueConstraint(fields=("kommune", "cpr"), name="projektborger_een_i_kommunen"),
            models.CheckConstraint(
                condition=models.Q(foerste_gruppe__isnull=True, foerste_dag__isnull=True)
                | models.Q(
                    foerste_gruppe__in=("GRUPPE_1", "GRUPPE_2", "GRUPPE_3"),
                    foerste_dag__isnull=False,
                ),
                name="projektborger_foerste_gruppe_har_dag",
            ),
        )
        indexes: ClassVar = [
            models.Index(fields=("kommune", "foerste_gruppe"), name="projektborger_efter_gruppe"),
        ]

    def __str__(self) -> str:
        return f"Projektborger {self.pk}"
