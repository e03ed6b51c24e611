"""Den samme sag drevet af portalens egne tjenester, på skæbnens tidspunkter."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

import time_machine

from adgang.models import Bruger
from adgang.omfang import omfang_for
from feedback.feedbackliste.registrer import Ventende, registrer
from feedback.feedbackliste.svar import Svar
from feedback.models import Feedback, Resultat
from journal.levering import lever_nu
from journal.models import Journalpost, Leveringstilstand
from kontrol.bestillingsliste.bestil import bestil
from kontrol.journalisering.poster import sikr
from kontrol.kontrolark.log import skriv_brug
from kontrol.models import Bestilling, Hoeringsbrev, Kanal, Partshoering, Varsel
from kontrol.partshoering import kladde
from kontrol.partshoering.afgoerelse import gaeldende
from kontrol.partshoering.laas import Tryk
from kontrol.partshoering.send import send
from kontrol.partshoering.svar import fravaelg, registrer_svar
from kontrol.partshoering.varsel import noter_varsel
from portal.demohistorie.poster import LEVERET_EFTER
from portal.demohistorie.skaebne import Skaebne
from samkoering.models import Fredning, Handling, Sag, Sagshaendelse, Udfald

TABELLER: tuple[tuple[type[Any], str], ...] = (
    (Sag, "pk"),
    (Udfald, "sag"),
    (Sagshaendelse, "sag"),
    (Fredning, "sag"),
    (Bestilling, "sag"),
    (Varsel, "sag"),
    (Partshoering, "sag"),
    (Hoeringsbrev, "partshoering__sag"),
    (Feedback, "sag"),
    (Journalpost, "sag"),
)
UENS = frozenset({"id", "dokument", "sha256", "naeste_forsoeg", "sagsnr"})
"""Rækkens egen nøgle, og journalens bytes: historien har ét fælles dokument."""
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def driv(sag: Sag, dens: Skaebne, hvem: Bruger, som: Sag) -> None:
    """Gør ved sagen, hvad historien gjorde ved ``som``, gennem tjenesterne."""
    paa(dens.bestilt, lambda: bestil([sag.pk], hvem, uuid4()))
    paa(dens.aabnet, lambda: skriv_brug(laes(sag), hvem, Handling.AABNET))
    if dens.varslet:
        dato = Varsel.objects.i_kommune(som.kommune_id).get(sag=som).dato
        paa(dens.varslet, lambda: noter_varsel(laes(sag), hvem, dato))
    if dens.hoert:
        _hoer(sag, dens.hoert, hvem)
    givet = Partshoering.objects.i_kommune(som.kommune_id).filter(sag=som).first()
    if dens.svaret and givet and givet.svar_modtaget:
        modtaget, tekst = givet.svar_modtaget, givet.svar
        paa(dens.svaret, lambda: registrer_svar(_tryk(sag, hvem), modtaget, tekst))
    if dens.fravalgt and givet:
        grund = givet.grund
        paa(dens.fravalgt, lambda: fravaelg(_tryk(sag, hvem), grund))
    paa(dens.sluttet, lambda: _luk(sag, hvem, som))
    _lever(sag)


def _hoer(sag: Sag, tid: datetime, hvem: Bruger) -> None:
    ider = [str(u.pk) for u in sag.udfald.all()]
    paa(tid - timedelta(minutes=9), lambda: kladde.begynd(_tryk(sag, hvem), ider))
    tekst = gaeldende(sag).tekst  # type: ignore[union-attr]
    paa(tid, lambda: send(_tryk(sag, hvem), tekst, Kanal.SELV))


def _luk(sag: Sag, hvem: Bruger, som: Sag) -> None:
    sikr(laes(sag), hvem)
    gjort = Feedback.objects.i_kommune(som.kommune_id).get(sag=som)
    navne = Svar.__dataclass_fields__.keys() - {"fredet_til", "resultat"}
    svar = Svar(Resultat(gjort.resultat), **{navn: getattr(gjort, navn) for navn in navne})
    ventende = Ventende(sag.pk, hvem, omfang_for(hvem), laes(sag).version, uuid4())
    registrer(ventende, svar)


def _lever(sag: Sag) -> None:
    """Uret leverer posterne, når de er forfaldne; arket blev leveret, da sagen blev lukket."""
    for post in Journalpost.objects.i_kommune(sag.kommune_id).filter(sag=sag.pk):
        leveret = post.naeste_forsoeg + LEVERET_EFTER
        if post.tilstand == Leveringstilstand.VENTER:
            paa(leveret, lambda post=post: lever_nu(post))
        else:
            Journalpost.objects.i_kommune(sag.kommune_id).filter(pk=post.pk).update(leveret=leveret)


def raekker(sag: Sag) -> dict[str, list[dict[str, str]]]:
    """Sagens rækker i hver tabel, uden det, der er hver sags eget."""
    return {
        model.__name__: [
            {navn: _ens(vaerdi, sag) for navn, vaerdi in _felter(raekke)}
            for raekke in model.objects.i_kommune(sag.kommune_id)
            .filter(**{vej: sag.pk})
            .order_by("pk" if model is Udfald else _orden(model))
        ]
        for model, vej in TABELLER
    }


def _orden(model: type[Any]) -> str:
    navne = {felt.name for felt in model._meta.concrete_fields}
    return next((n for n in ("tidspunkt", "oprettet", "sendt") if n in navne), "pk")


def _felter(raekke: Any) -> Iterator[tuple[str, Any]]:
    for felt in raekke._meta.concrete_fields:
        if felt.name not in UENS:
            yield felt.name, felt.value_from_object(raekke)


def _ens(vaerdi: Any, sag: Sag) -> str:
    tekst = json.dumps(vaerdi, default=str, ensure_ascii=False, sort_keys=True)
    tekst = tekst.replace(sag.sagsnr, "<sagsnr>").replace(sag.cpr, "<cpr>")
    return _UUID.sub("<id>", tekst)


def laes(sag: Sag) -> Sag:
    """Sagen, som den er nu."""
    return Sag.objects.i_kommune(sag.kommune_id).get(pk=sag.pk)


def _tryk(sag: Sag, hvem: Bruger) -> Tryk:
    hoering = gaeldende(sag)
    return Tryk(
        sag.pk,
        hvem,
        omfang_for(hvem),
        hoering.pk if hoering else None,
        hoering.version if hoering else 0,
    )


def paa(tid: datetime, goer: Any) -> None:
    """Gør det på netop det tidspunkt."""
    with time_machine.travel(tid, tick=False):
        goer()
