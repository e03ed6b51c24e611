"""Indlæs en adressefil: den nye afløser den gamle helt, eller intet ændres.

Filen læses, uden at databasen er optaget. Husene skrives ved siden af dem, der gælder, et bundt i
hver sin korte transaktion, og ombytningen er en række: før den gælder den gamle, efter den nye.
"""

from __future__ import annotations

import time
import zlib
from collections.abc import Sequence
from uuid import UUID

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from adgang.lejer import lejer
from hjemmebesoeg.adresser.fil import Fil, Hus, laes
from hjemmebesoeg.models import Adressefil, Adressepunkt
from hjemmebesoeg.models.adresse import Filtilstand
from registre.hel_fil import FilAfvist

BUNDT = 2000
FEJL_GEMT = 20
"""Så mange linjer om fejl gemmes; resten tælles."""
_PUST = 0.02
"""Sekunder mellem to bundter. SQLite har én skrivelås og ingen kø til den: uden et pust vinder den,
der lige slap den, næsten hver gang."""


_FAERDIGE = (Filtilstand.AFLOEST, Filtilstand.AFVIST)
FORLADT = Q(fil__tilstand__in=_FAERDIGE)


class Overtaget(Exception):
    """Filen er overtaget af en anden eller væk; intet mere skrives."""


def skriv_ind(kommune: str, fil: UUID, tur: UUID) -> Adressefil:
    """Indlæs den fil, ``tur`` har taget, og giv den, som den nu gælder.

    Kaster ``FilAfvist``, når den er afvist og mærket sådan, og ``Overtaget``.
    """
    return _Indlaesning(kommune, fil, tur).udfoer()


class _Indlaesning:
    """En fil på vej ind i en kommune."""

    def __init__(self, kommune: str, fil: UUID, tur: UUID) -> None:
        self._kommune, self._fil, self._tur = kommune, fil, tur

    def udfoer(self) -> Adressefil:
        try:
            laest = laes(self._indhold(), self._kommune)
        except FilAfvist as nej:
            self._afvis(nej)
            self._ryd(FORLADT)
            raise
        self._ryd(FORLADT | Q(fil=self._fil))  # også et tidligere forsøg, der gik i stå
        self._meld(raekker=len(laest.huse), skrevet=0)
        for fra in range(0, len(laest.huse), BUNDT):
            self._skriv(laest.huse[fra : fra + BUNDT])
        gaelder = self._afloes(laest)
        self._ryd(FORLADT)
        return gaelder

    def _indhold(self) -> bytes:
        with lejer(self._kommune):
            self._livstegn()
            pakket = self._egen().values_list("indhold", flat=True).get()
        return zlib.decompress(bytes(pakket or b""))

    def _skriv(self, huse: Sequence[Hus]) -> None:
        punkter = [
            Adressepunkt(
                kommune_id=self._kommune,
                fil_id=self._fil,
                vej=hus.noegle,
                vejkode=hus.vejkode,
                oest=hus.oest,
                nord=hus.nord,
            )
            for hus in huse
        ]
        with lejer(self._kommune):
            self._livstegn(skrevet=F("skrevet") + len(punkter))
            Adressepunkt.objects.i_kommune(self._kommune).bulk_create(punkter)
        time.sleep(_PUST)

    def _afloes(self, laest: Fil) -> Adressefil:
        with lejer(self._kommune):
            filer = Adressefil.objects.i_kommune(self._kommune)
            filer.filter(tilstand=Filtilstand.GAELDER).update(tilstand=Filtilstand.AFLOEST)
            self._livstegn(tilstand=Filtilstand.GAELDER, indhold=None, skrevet=len(laest.huse))
            return filer.get(pk=self._fil)

    def _afvis(self, nej: FilAfvist) -> None:
        self._meld(
            tilstand=Filtilstand.AFVIST,
            indhold=None,
            fejl=list(nej.fejl[:FEJL_GEMT]),
            antal_fejl=len(nej.fejl),
        )

    def _ryd(self, hvilke: Q) -> None:
        """Slet husene og de filer, der hverken gælder eller er på vej ind; en afvist ses endnu."""
        while self._ryd_bundt(hvilke):
            time.sleep(_PUST)
        with lejer(self._kommune):
            filer = Adressefil.objects.i_kommune(self._kommune)
            filer.filter(tilstand__in=_FAERDIGE).exclude(pk=self._fil).delete()

    def _ryd_bundt(self, hvilke: Q) -> int:
        with lejer(self._kommune):
            alle = Adressepunkt.objects.i_kommune(self._kommune)
            bundt = list(alle.filter(hvilke).values_list("pk", flat=True)[:BUNDT])
            return alle.filter(pk__in=bundt).delete()[0] if bundt else 0

    def _meld(self, **felter: object) -> None:
        with lejer(self._kommune):
            self._livstegn(**felter)

    def _livstegn(self, **felter: object) -> None:
        """Vis, at nogen arbejder; kaster ``Overtaget``, når filen er en andens."""
        if not self._egen().update(livstegn=timezone.now(), **felter):
            raise Overtaget

    def _egen(self) -> QuerySet[Adressefil]:
        egne = Adressefil.objects.i_kommune(self._kommune)
        return egne.filter(pk=self._fil, tur=self._tur, tilstand=Filtilstand.INDLAESES)
