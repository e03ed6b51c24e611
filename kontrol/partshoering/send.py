"""Send brevet: det fryses, fristen løber, og journalen og Digital Post får det."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from kontrol.models import Brevart, Hoeringsbrev, Hoeringstilstand, Kanal, Partshoering
from kontrol.partshoering import journalposter
from kontrol.partshoering.bankdage import frist
from kontrol.partshoering.brev import Brev, brev, som_tekst
from kontrol.partshoering.kladde import BREVE_HOEJST, er_kladde, ret
from kontrol.partshoering.kontakt import UdenKontakt, mangler_kontakt
from kontrol.partshoering.laas import Konflikt, Tryk, hold_sagen, noter, ny_version, som_set
from kontrol.partshoering.opslag import aabne_udfald, udvalgte
from samkoering.grundlag.ord import dansk_dato
from samkoering.models import Handling, Sag, Sagstilstand


class IntetTilbage(Exception):
    """Alle brevets hændelser er faldet bort, siden kladden blev skrevet; intet er sendt."""


def send(tryk: Tryk, tekst: str, kanal: Kanal) -> Hoeringsbrev:
    """Send kladden med den tekst. Samme tryk igen giver samme brev.

    ``UdenKontakt``, når brevet ikke kan sige, hvor borgeren svarer.
    """
    try:
        with transaction.atomic():
            return _send(tryk, tekst, kanal)
    except Konflikt:
        sendt = _samme_tryk(tryk, tekst)
        if sendt is None:
            raise
        return sendt


def _send(tryk: Tryk, tekst: str, kanal: Kanal) -> Hoeringsbrev:
    sag = hold_sagen(tryk)
    hoering = som_set(tryk, sag)
    if hoering is None or not er_kladde(hoering) or hoering.breve.count() >= BREVE_HOEJST:
        raise Konflikt
    if mangler_kontakt(sag.kommune):
        raise UdenKontakt
    art, nu = naeste_art(hoering), timezone.now()
    sidste_dag = ny_frist(hoering, timezone.localdate(nu))
    indhold = som_det_sendes(sag, hoering, tekst, nu, sidste_dag)
    ny_version(sag, Sagstilstand.PARTSHOERING)
    ret(
        hoering,
        tryk,
        tilstand=Hoeringstilstand.SENDT,
        tekst="",
        sendt=hoering.sendt or nu,
        frist=sidste_dag,
    )
    sendt = _frys(tryk, hoering, indhold, art, kanal, nu, sidste_dag)
    handling = Handling.PARTSHOERT if art == Brevart.HOERING else Handling.PAAMINDET
    noter(sag, tryk.bruger, handling, f"Svar senest {dansk_dato(sidste_dag)}")
    journalposter.brev_sendt(sag, sendt, indhold)
    return sendt


def som_det_sendes(
    sag: Sag, hoering: Partshoering, tekst: str, tid: datetime, sidste_dag: date
) -> Brev:
    """Brevet, som det ser ud, hvis det sendes nu; ``IntetTilbage``, når intet er at høre om."""
    valgte = udvalgte(aabne_udfald(sag), hoering.udfald)
    if not valgte:
        raise IntetTilbage
    art = naeste_art(hoering)
    return brev(sag, valgte, art=art, tekst=tekst, frist=sidste_dag, tid=tid)


def naeste_art(hoering: Partshoering) -> Brevart:
    """Det første brev i høringen er høringsbrevet; de næste er påmindelser."""
    foerste = hoering.tilstand == Hoeringstilstand.KLADDE
    return Brevart.HOERING if foerste else Brevart.PAAMINDELSE


def ny_frist(hoering: Partshoering, i_dag: date) -> date:
    """Fristen, hvis brevet sendes i dag; en påmindelse gør den aldrig kortere."""
    ny = frist(i_dag, hoering.kommune.hoeringsfrist_dage)
    return max(ny, hoering.frist or ny)


def _frys(
    tryk: Tryk,
    hoering: Partshoering,
    indhold: Brev,
    art: Brevart,
    kanal: Kanal,
    tid: datetime,
    sidste_dag: date,
) -> Hoeringsbrev:
    return Hoeringsbrev.objects.i_kommune(tryk.omfang).create(
        kommune_id=hoering.kommune_id,
        partshoering=hoering,
        nr=hoering.breve.count() + 1,
        art=art,
        kanal=kanal,
        tekst=som_tekst(indhold),
        frist=sidste_dag,
        bruger=tryk.bruger,
        sendt=tid,
    )


def _samme_tryk(tryk: Tryk, tekst: str) -> Hoeringsbrev | None:
    """Det brev, det samme tryk allerede har sendt."""
    breve = Hoeringsbrev.objects.i_kommune(tryk.omfang).filter(
        partshoering=tryk.hoering,
        partshoering__version=tryk.version + 1,
        partshoering__tilstand=Hoeringstilstand.SENDT,
        bruger=tryk.bruger,
    )
    seneste = breve.order_by("-nr").first()
    return seneste if seneste is not None and tekst in seneste.tekst else None
