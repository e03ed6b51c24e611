"""En API-klients liv: den oprettes, kendes på sin nøgle og tilbagekaldes."""

from __future__ import annotations

import hmac
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from enum import StrEnum
from uuid import uuid4

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from adgang.api import noegle as noegler
from adgang.api.omfang import Apiomfang
from adgang.models import Apiklient, Bruger, Kommune, Rolle

HOEJST_DAGE = 365
ENHED = "Fagsystem"
_MELDES = timedelta(minutes=1)
"""Så tit noteres det højst, at nøglen er brugt."""


class Afvist(StrEnum):
    """Hvorfor en nøgle ikke lukker nogen ind; værdien er beskedens kode."""

    MANGLER = "noegle_mangler"
    UKENDT = "noegle_ukendt"
    UDLOEBET = "noegle_udloebet"
    TILBAGEKALDT = "noegle_tilbagekaldt"


@transaction.atomic
def opret(
    kommune: Kommune,
    navn: str,
    omfang: Iterable[Apiomfang],
    *,
    dage: int,
    kle: Iterable[str] = (),
    af: Bruger | None = None,
) -> tuple[Apiklient, str]:
    """Klienten og dens nøgle, som kun findes i svaret her.

    ``IntegrityError``, når en gældende klient i kommunen allerede hedder det samme.
    """
    if not 1 <= dage <= HOEJST_DAGE:
        raise ValueError(f"En nøgle gælder i 1 til {HOEJST_DAGE} dage.")
    noegle = noegler.ny(kommune.pk)
    klient = Apiklient.objects.i_kommune(kommune).create(
        kommune=kommune,
        navn=navn,
        bruger=_bruger(kommune, navn, kle),
        fingeraftryk=noegler.fingeraftryk(noegle),
        omfang=sorted(omfang),
        udloeber=timezone.localdate() + timedelta(days=dage),
        oprettet_af=af,
    )
    return klient, noegle


def _bruger(kommune: Kommune, navn: str, kle: Iterable[str]) -> Bruger:
    """Klientens handlinger står under en bruger, ingen kan logge ind som."""
    bruger = Bruger(
        brugernavn=f"api-{uuid4().hex}",
        navn=navn,
        rolle=Rolle.API_KLIENT,
        kommune=kommune,
        enhed=ENHED,
        kle=sorted(kle),
    )
    bruger.set_unusable_password()
    bruger.save()
    return bruger


@transaction.atomic
def tilbagekald(klient: Apiklient) -> bool:
    """Luk klienten nu; ``False``, når den allerede var lukket."""
    gaeldende = Apiklient.objects.i_kommune(klient.kommune_id).filter(
        pk=klient.pk, tilbagekaldt__isnull=True
    )
    if not gaeldende.update(tilbagekaldt=timezone.now()):
        return False
    Bruger.objects.filter(pk=klient.bruger_id).update(is_active=False)
    return True


def find(kommunekode: str, noegle: str) -> Apiklient | None:
    """Klienten med nøglen, også når den ikke længere gælder. Kaldes under kommunens lejer."""
    fingeraftryk = noegler.fingeraftryk(noegle)
    klient = (
        Apiklient.objects.i_kommune(kommunekode)
        .filter(fingeraftryk=fingeraftryk)
        .select_related("bruger__kommune", "kommune")
        .first()
    )
    if klient is None or not hmac.compare_digest(klient.fingeraftryk, fingeraftryk):
        return None
    return klient


def afvist_fordi(klient: Apiklient, i_dag: date) -> Afvist | None:
    """Grunden til, at nøglen ikke gælder; ``None`` når den gør."""
    if klient.tilbagekaldt is not None or not klient.bruger.is_active:
        return Afvist.TILBAGEKALDT
    return Afvist.UDLOEBET if klient.udloeber < i_dag else None


def noter_brug(klient: Apiklient, nu: datetime) -> None:
    """Notér, at nøglen blev brugt, højst en gang i minuttet."""
    Apiklient.objects.i_kommune(klient.kommune_id).filter(
        Q(senest_brugt__isnull=True) | Q(senest_brugt__lte=nu - _MELDES), pk=klient.pk
    ).update(senest_brugt=nu)
