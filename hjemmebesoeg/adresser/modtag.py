"""Tag imod en adressefil: den gemmes, som den er, og læses og indlæses af arbejderen."""

from __future__ import annotations

import hashlib
import zlib
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from adgang.models import Bruger, Kommune
from hjemmebesoeg.adresser import koe
from hjemmebesoeg.adresser.fil import kraev_overskrift
from hjemmebesoeg.models import Adressefil
from hjemmebesoeg.models.adresse import UNDERVEJS, Filtilstand

_HURTIG = 1
"""En adressefil er ensartet; mere end det hurtigste pakker den ikke mærkbart mindre."""


class Optaget(Exception):
    """Kommunen har allerede en fil på vej ind. Beskeden er til brugeren."""

    def __init__(self, fil: Adressefil) -> None:
        modtaget = timezone.localtime(fil.tidspunkt)
        super().__init__(
            f"En adressefil fra {modtaget:%d-%m-%Y kl. %H.%M} er ved at blive indlæst. Vent, til "
            "den er færdig"
        )


IGEN = "Adressefilen er indlæst før. Intet er ændret."


@dataclass(frozen=True, slots=True)
class Modtaget:
    """Filen. ``igen``: den gælder allerede, og intet sker."""

    fil: Adressefil
    igen: bool = False


def modtag(
    indhold: bytes,
    kommune: Kommune,
    kilde: str,
    bruger: Bruger | None = None,
    tur: UUID | None = None,
) -> Modtaget:
    """Gem filen; med ``tur`` er den taget af den, der kalder, ellers tager arbejderen den.

    Kaster ``FilAfvist``, når overskriften ikke er en adressefils, og ``Optaget``.
    """
    kraev_overskrift(indhold)
    sha256 = hashlib.sha256(indhold).hexdigest()
    with transaction.atomic():
        Kommune.objects.select_for_update().get(pk=kommune.pk)
        filer = Adressefil.objects.i_kommune(kommune).defer("indhold")
        gaelder = filer.filter(tilstand=Filtilstand.GAELDER).first()
        if gaelder and gaelder.sha256 == sha256:
            return Modtaget(gaelder, igen=True)
        if undervejs := filer.filter(tilstand__in=UNDERVEJS).first():
            raise Optaget(undervejs)
        fil = filer.create(
            kommune=kommune,
            kilde=kilde,
            sha256=sha256,
            raekker=0,
            bruger=bruger,
            tilstand=Filtilstand.INDLAESES if tur else Filtilstand.VENTER,
            indhold=zlib.compress(indhold, _HURTIG),
            tur=tur,
            livstegn=timezone.now() if tur else None,
        )
        if tur is None:
            transaction.on_commit(koe.saet_i_koe)
    return Modtaget(fil)
