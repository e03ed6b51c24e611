"""Køen til arbejderen: en adressefil ad gangen i hele huset, for en stor fylder, mens den læses."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID, uuid4

import structlog
from django.utils import timezone

from adgang.lejer import paa_tvaers
from hjemmebesoeg.adresser.indlaes import Overtaget, skriv_ind
from hjemmebesoeg.models import Adressefil
from hjemmebesoeg.models.adresse import UNDERVEJS, Filtilstand
from registre.hel_fil import FilAfvist

DOED = timedelta(minutes=10)
"""Så længe uden livstegn, og den, der indlæste, er borte. Den største fil læses på et minut."""
HOEJST_FORSOEG = 3
OPGIVET = "Filen kunne ikke indlæses. Driften kan se hvorfor i arbejderens log."
_GRUND = "adressefiler, der venter på at blive indlæst, i alle kommuner"
log = structlog.get_logger(__name__)


class Taget(NamedTuple):
    """Den fil, der skal indlæses nu, og den tur, den er taget med."""

    kommune: str
    fil: UUID
    tur: UUID


def saet_i_koe() -> None:
    """Bed arbejderen begynde nu; svarer mægleren ikke, finder uret filen bagefter."""
    from hjemmebesoeg.tasks import indlaes_adresser

    try:
        indlaes_adresser.apply_async(retry=False)
    except Exception:  # mæglere fejler på hver deres måde; ingen af dem må vælte siden
        log.warning("adressefil_ikke_i_koe", exc_info=True)


def indlaes_ventende() -> int:
    """Indlæs de filer, der venter, den ældste først; giver, hvor mange det var."""
    antal = 0
    while taget := _tag_naeste():
        try:
            skriv_ind(*taget)
        except FilAfvist as nej:
            log.info("adressefil_afvist", kommune=taget.kommune, fejl=len(nej.fejl))
        except Overtaget:
            log.warning("adressefil_overtaget", kommune=taget.kommune)
        antal += 1
    return antal


def _tag_naeste() -> Taget | None:
    """Den næste fil; ``None``, når der ingen er, eller en anden arbejder er i gang med en."""
    with paa_tvaers(grund=_GRUND):
        alle = Adressefil.objects.paa_tvaers(grund=_GRUND).filter(tilstand__in=UNDERVEJS)
        undervejs = list(alle.defer("indhold").select_for_update().order_by("tidspunkt", "pk"))
        nu = timezone.now()
        if any(en.livstegn and en.livstegn > nu - DOED for en in undervejs):
            return None
        for fil in undervejs:
            if fil.forsoeg >= HOEJST_FORSOEG:
                _opgiv(fil)
                continue
            fil.tilstand, fil.livstegn, fil.tur = Filtilstand.INDLAESES, nu, uuid4()
            fil.forsoeg += 1
            fil.save(update_fields=("tilstand", "livstegn", "tur", "forsoeg"))
            return Taget(fil.kommune_id, fil.pk, fil.tur)
    return None


def _opgiv(fil: Adressefil) -> None:
    """Tre gange er indlæsningen gået i stå; den begynder ikke forfra for altid."""
    fil.tilstand, fil.indhold, fil.fejl, fil.antal_fejl = Filtilstand.AFVIST, None, [OPGIVET], 1
    fil.save(update_fields=("tilstand", "indhold", "fejl", "antal_fejl"))
    log.error("adressefil_opgivet", kommune=fil.kommune_id, forsoeg=fil.forsoeg)
