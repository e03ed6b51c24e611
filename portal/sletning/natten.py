"""Nattens egne spor: afløste regnskaber, gamle kørsler, deres forsøg og afviste rækker."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from adgang.lejer import paa_tvaers
from adgang.models import Opgave, Sletning
from adgang.sletning.kvittering import ENS_FRIST, kvitter
from portal.sletning.frister import graense
from portal.sletning.haendelsestal import bevar_fundne
from samkoering.models import (
    PLANLAGTE,
    Forsoeg,
    Koersel,
    Koerselsdel,
    Koerselstilstand,
    Kontrolark,
    Kontrolregnskab,
    Natdel,
    Udfald,
)


def slet_regnskab(nu: datetime) -> list[Sletning]:
    """Regnskaber, der er afløst; det gældende bliver, så længe ydelsessagen er i bestanden."""
    foer = graense("REGNSKAB", nu)
    with paa_tvaers(grund=ENS_FRIST):
        alle = Kontrolregnskab.objects.paa_tvaers(grund=ENS_FRIST)
        antal = alle.filter(til__lte=timezone.localdate(foer)).delete()[0]
        return [kvitter(Opgave.REGNSKAB, foer, {"samkoering_kontrolregnskab": antal})]


def slet_koersler(nu: datetime) -> list[Sletning]:
    """Kørsler, hverken hændelser eller kontrolark viser tilbage til, og deres tal."""
    foer = graense("KOERSLER", nu)
    with paa_tvaers(grund=ENS_FRIST):
        gamle = _lukkede(foer).exclude(pk__in=_de_seneste())
        gamle = gamle.exclude(
            pk__in=Udfald.objects.paa_tvaers(grund=ENS_FRIST).values("koersel_id")
        )
        ark = Kontrolark.objects.paa_tvaers(grund=ENS_FRIST)
        gamle = gamle.exclude(pk__in=ark.values("koersel_id"))
        koersler = list(gamle.values_list("pk", flat=True))
        dele = Koerselsdel.objects.paa_tvaers(grund=ENS_FRIST).filter(koersel__in=koersler)
        bevar_fundne(dele)
        antal = {
            **_slet_hovedbog(koersler),
            "samkoering_koerselsdel": dele.delete()[0],
            "samkoering_koersel": Koersel.objects.filter(pk__in=koersler).delete()[0],
        }
        return [kvitter(Opgave.KOERSLER, foer, antal)]


def slet_forsoeg(nu: datetime) -> list[Sletning]:
    """Hvem der forsøgte hvad i en nat, der for længst er slut."""
    foer = graense("FORSOEG", nu)
    with transaction.atomic():
        naetter = _lukkede(foer).exclude(pk__in=_de_seneste())
        return [kvitter(Opgave.FORSOEG, foer, _slet_hovedbog(naetter))]


def _slet_hovedbog(koersler: QuerySet[Koersel] | list[UUID]) -> dict[str, int]:
    """Slet kørslernes forsøg og dele; antallet af hver."""
    return {
        "samkoering_forsoeg": Forsoeg.objects.filter(koersel__in=koersler).delete()[0],
        "samkoering_natdel": Natdel.objects.filter(koersel__in=koersler).delete()[0],
    }


def slet_afvisninger(nu: datetime) -> list[Sletning]:
    """De afviste rækkers steder og grunde; hvor mange der var, bliver stående."""
    foer = graense("AFVISNINGER", nu)
    antal = 0
    with transaction.atomic():
        for koersel in _lukkede(foer).select_for_update():
            antal += sum(len(tabel.get("afvisninger") or ()) for tabel in koersel.tabeller)
            tabeller = [{**tabel, "afvisninger": []} for tabel in koersel.tabeller]
            if tabeller != koersel.tabeller:
                Koersel.objects.filter(pk=koersel.pk).update(tabeller=tabeller)
        return [kvitter(Opgave.AFVISNINGER, foer, {"samkoering_koersel.afvisninger": antal})]


def _lukkede(foer: datetime) -> QuerySet[Koersel]:
    """Efter det tidspunkt, der blev kørt, for en kørsel kan gælde en gammel dato."""
    slut = Koersel.objects.exclude(tilstand=Koerselstilstand.KOERER)
    return slut.filter(startet__lte=foer, aaben=False)


def _de_seneste() -> list[UUID]:
    """Den seneste kørsel, og den seneste planlagte: natten regner videre fra dem."""
    seneste = (Koersel.objects.first(), Koersel.objects.filter(aarsag__in=PLANLAGTE).first())
    return [koersel.pk for koersel in seneste if koersel]
