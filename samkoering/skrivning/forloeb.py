"""Kørslens forløb: begynd, skriv hver kommune, afslut – og husk, hvad der fejlede."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import structlog
from django.db import transaction
from django.utils import timezone

from adgang.lejer import lejer
from samkoering.grundlag.vindue import vindue
from samkoering.models import Koersel, Koerselstilstand
from samkoering.skrivning.alder import kraev_ikke_aeldre
from samkoering.skrivning.kilder import datakilder
from samkoering.skrivning.regelsaet import regelsaet

if TYPE_CHECKING:
    from registre.laesning import Udtraek
    from samkoering.motor.beregning import Beregning
    from samkoering.skrivning.kommunedel import Kommunedel

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Koerselsforloeb:
    """En kørsel i gang."""

    koersel: Koersel

    @classmethod
    def begynd(cls, udtraek: Udtraek, dag: date, *, tillad_aeldre: bool) -> Koerselsforloeb:
        """Opret kørslen; en dato før den seneste gennemførte kræver, at man har bedt om det."""
        with transaction.atomic():
            kraev_ikke_aeldre(dag, tillad_aeldre=tillad_aeldre)
            periode = vindue(dag)
            koersel = Koersel.objects.create(
                dato=dag,
                nummer=Koersel.objects.filter(dato=dag).count() + 1,
                startet=timezone.now(),
                periode_fra=periode.start,
                periode_til=periode.slut,
                regelsaet=regelsaet(),
                tabeller=datakilder(udtraek),
            )
        log.info("koersel_begyndt", koersel=str(koersel))
        return cls(koersel)

    @contextmanager
    def fejl_registreres(self) -> Iterator[None]:
        """En fejl afslutter kørslen som fejlet med sin grund; det skrevne bliver stående."""
        try:
            yield
        except BaseException as fejl:
            self.fejlede(fejl)
            raise

    def fejlede(self, fejl: BaseException) -> Koersel:
        """Kørslen står som fejlet; grunden er fejlens art og, når den er vores, dens ord."""
        self.koersel.fejl = str(fejl) if type(fejl).__module__.startswith("samkoering") else ""
        self.koersel.fejl = self.koersel.fejl or f"Uventet fejl: {type(fejl).__name__}"
        log.error("koersel_fejlet", koersel=str(self.koersel), fejl=type(fejl).__name__)
        return self._slut(Koerselstilstand.FEJLET)

    def kommunedele(self, beregning: Beregning) -> list[Kommunedel]:
        """Beregningen delt på kommuner."""
        from samkoering.skrivning.kommunedel import kommunedele

        return kommunedele(beregning, self.koersel)

    def skriv(self, del_: Kommunedel) -> None:
        """Skriv én kommune helt eller slet ikke."""
        from samkoering.skrivning.skriv import skriv_kommune

        with lejer(del_.kommune.kode):
            skriv_kommune(self.koersel, del_)

    def afslut(self, *, hel: bool) -> Koersel:
        """Kørslen er gennemført, helt eller delvist."""
        return self._slut(Koerselstilstand.GENNEMFOERT if hel else Koerselstilstand.DELVIST)

    def _slut(self, tilstand: Koerselstilstand) -> Koersel:
        self.koersel.tilstand = tilstand
        self.koersel.afsluttet = timezone.now()
        self.koersel.save()
        log.info("koersel_afsluttet", koersel=str(self.koersel), tilstand=tilstand.value)
        return self.koersel
