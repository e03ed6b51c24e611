"""Det, sagsbehandlerens dag efterlader i kommunen: journal, breve, kladder, pakker og klienter."""

from __future__ import annotations

import hashlib
from datetime import date, timedelta
from typing import Any
from uuid import uuid4
from zipfile import ZipFile

from django.db import models
from django.utils import timezone

from adgang.api import klienter
from adgang.api.omfang import Apiomfang
from adgang.models import Bruger, Idempotensnoegle
from feedback.models import Feedbackkladde
from hjemmebesoeg.udskrift.pdf import nyt_eksemplar
from journal import forsendelser, poster
from journal.leverancer import Oplysninger
from journal.models import Dokument, Forsendelse, Journalpost, Leveringstilstand
from kontrol.models import (
    GemtFilter,
    Kolonnevalg,
    Liste,
    Pakke,
    Pakketilstand,
    Partshoering,
    Varsel,
)
from kontrol.pakker import mappe
from persongrupper.indlaesning.indlaes import indlaes
from persongrupper.markering.handlinger import Markeringsfelter, saet
from persongrupper.models import Maanedstal, Slags
from registre.opslag.kontrakt import OPSLAGSTABELLER
from sagsopstart.dokument.post import Form, laeg_paa_sagen
from sagsopstart.models import Bunke, Grundlag, Registeropslag
from sagsopstart.modtagelse.modtag import Indkommen, modtag
from samkoering.models import Sag
from tests import fabrik
from tests.hjemmebesoeg import opstilling as koerelister
from tests.kontrol.partshoering import eksempel
from tests.persongrupper.opstilling import aktivitetsfil, borgere
from tests.sagsopstart.opstilling import i_koeen
from tests.udsoegning.registerfolk import kursusliste
from udsoegning.indlaesning.indlaes import indlaes as indlaes_kurser
from udsoegning.models import Fundet, Kontakt, Nationalitetsvalg, Nej, Projekt

LAENGE = date(2020, 1, 1)


def fyld(mette: Bruger, kanarie: str, nr: int) -> None:
    """En sag med alt det, dagen lægger omkring den; ``kanarie`` står i hver tekst."""
    sag = eksempel.sag_med(mette, navn=kanarie, sagsnr=f"R-99-{nr:03d}50")
    _hoering(sag, mette, kanarie)
    _journal(sag, mette, kanarie)
    _valg(sag, mette, kanarie, nr)
    _pakke(sag, mette, kanarie)
    _klient(mette, kanarie, nr)
    _persongrupper(mette, kanarie, nr)
    _koerelister(mette, kanarie)
    _sagsopstart(mette)
    _udsoegning(mette, kanarie, nr)


def i_(i: Sag, model: type[models.Model], /, **felter: object) -> Any:
    """Opret en række i sagens kommune."""
    alle = model._default_manager.i_kommune(i.kommune_id)
    return alle.create(kommune_id=i.kommune_id, **felter)


def _hoering(sag: Sag, mette: Bruger, kanarie: str) -> None:
    """En sendt høring med brev, svar og varsel, og en kladde på en anden sag."""
    brev = eksempel.sendt(sag, mette, f"Kære {kanarie}. Hvad siger du?")
    alle = Partshoering.objects.i_kommune(sag.kommune_id)
    alle.filter(pk=brev.partshoering_id).update(svar=f"{kanarie} skrev")
    i_(sag, Varsel, sag=sag, dato=timezone.localdate(), bruger=mette)
    eksempel.med_kladde(eksempel.sag_med(mette, navn=kanarie), mette)
    alle.filter(sendt=None).update(tekst=f"Kære {kanarie}")


def _journal(sag: Sag, mette: Bruger, kanarie: str) -> None:
    """En post i journalen og et brev til borgeren, leveret med et dokument, man kan kende."""
    indhold = f"%PDF-1.7 {kanarie}".encode()
    sha256 = hashlib.sha256(indhold).hexdigest()
    dokument = i_(sag, Dokument, noegle=uuid4().hex, indhold=indhold, sha256=sha256)
    felter: Oplysninger = {
        "noegle": f"PARTSHOERING:{uuid4()}", "art": "PARTSHOERING", "titel": "Partshøring",
        "sag": sag.pk, "sagsnr": sag.sagsnr, "cpr": sag.cpr, "kle": sag.kle, "bruger": mette,
        "grundlag": {},
    }  # fmt: skip
    for model, opret in ((Journalpost, poster.opret), (Forsendelse, forsendelser.opret)):
        leverance = opret(sag.kommune, **felter)
        model.objects.i_kommune(sag.kommune_id).filter(pk=leverance.pk).update(
            dokument=dokument, sha256=dokument.sha256, leveret=timezone.now(),
            tilstand=Leveringstilstand.LEVERET,
        )  # fmt: skip


def _valg(sag: Sag, mette: Bruger, kanarie: str, nr: int) -> None:
    """Brugerens gemte filter og kolonner, og en kladde til resultatet."""
    i_(sag, GemtFilter, bruger=mette, liste=Liste.PRIORITERING, navn=f"{kanarie} {nr}", soegedel="")
    Kolonnevalg.objects.i_kommune(sag.kommune_id).get_or_create(
        kommune_id=sag.kommune_id, bruger=mette, liste=Liste.BESTILLING
    )
    i_(
        sag, Feedbackkladde, bestilling=sag.bestillinger.get(), bruger=mette,
        felter={"bemaerkning": f"{kanarie} ringede"},
    )  # fmt: skip


def _pakke(sag: Sag, mette: Bruger, kanarie: str) -> None:
    """En zip-fil, der er klar til at blive hentet."""
    pakke = i_(
        sag, Pakke, bruger=mette, sager=[[str(sag.pk), 1]], antal=1, faerdige=1,
        tilstand=Pakketilstand.KLAR, slettes=timezone.now() + timedelta(hours=24),
    )  # fmt: skip
    with mappe.skriv(pakke.pk) as fil, ZipFile(fil, "w") as zip_:
        zip_.writestr("kontrolark.txt", kanarie)


def _persongrupper(mette: Bruger, kanarie: str, nr: int) -> None:
    """En borger med markeringer, en aktivitet og et opgjort månedstal."""
    kommune = mette.kommune
    (borger,) = borgere(1, kommune)
    saet(borger, "GRUPPE_1", mette)
    saet(
        borger, "JOBFORMIDLER", mette, Markeringsfelter(jobformidler=kanarie, min_plan_dato=LAENGE)
    )
    raekke = f"{kommune.pk};{borger.cpr};LOENTILSKUD;{LAENGE};;0"
    indlaes(aktivitetsfil(raekke), Slags.AKTIVITET, kommune, kanarie)
    tal = dict.fromkeys(("brutto", "visiteret", "udskudt", "indsats", "aktive", "beroert"), 1)
    Maanedstal.objects.i_kommune(kommune).create(
        kommune=kommune, maaned=LAENGE.replace(month=nr % 12 + 1), opgjort=timezone.now(), **tal
    )


def _koerelister(mette: Bruger, kanarie: str) -> None:
    """Et område, en adressefil, en noteret liste med en udskrift, en kvittering og talte besøg."""
    kommune, navn = mette.kommune, f"{kanarie[:30]} øst"
    koerelister.omraade(kommune, navn)
    koerelister.med_adressefil(kommune)
    sager = [koerelister.uden_svar(mette, hus, navn=kanarie) for hus in koerelister.HUSE[:3]]
    i_gaar = timezone.localdate() - timedelta(days=1)
    koerelister.destrueret(koerelister.liste(mette, mette, sager[:1], i_gaar, navn), mette)
    listen = koerelister.liste(mette, mette, sager[1:], i_gaar, navn)
    nyt_eksemplar(listen, mette)
    koerelister.noter(listen, mette, navn_paa_doer=kanarie, oplysninger=kanarie)


def _sagsopstart(mette: Bruger) -> None:
    """En dags ansøgning, slået op og lagt på sagen."""
    kommune, ny = mette.kommune, Indkommen(fabrik.nyt_cpr(), LAENGE, Grundlag.KONTANTHJAELP)
    bunke = Bunke.objects.i_kommune(kommune).create(
        kommune=kommune, sha256=uuid4().hex, dag=LAENGE, antal=1, nye=1, oprettet_af=mette
    )
    with i_koeen():
        om, _ = modtag(kommune, ny, mette, bunke)
    for et in Registeropslag.objects.i_kommune(kommune).filter(ansoegning=om):
        svar = {tabel.navn: [] for tabel in OPSLAGSTABELLER[et.register]}
        Registeropslag.objects.i_kommune(kommune).filter(pk=et.pk).update(
            tilstand="SVARET", svar=svar, data_fra=LAENGE, afsluttet=timezone.now()
        )
    post = laeg_paa_sagen(om, Form.DOKUMENT, mette)
    dokument = Dokument.objects.i_kommune(kommune).create(
        kommune=kommune,
        noegle=uuid4().hex,
        indhold=b"%PDF",
        sha256=hashlib.sha256(b"%PDF").hexdigest(),
    )
    Journalpost.objects.i_kommune(kommune).filter(pk=post.pk).update(
        tilstand="LEVERET", leveret=timezone.now(), dokument=dokument
    )


def _klient(mette: Bruger, kanarie: str, nr: int) -> None:
    """Et fagsystem og et svar, det kan få igen."""
    klient, _ = klienter.opret(mette.kommune, f"{kanarie} {nr}", list(Apiomfang), dage=30)
    Idempotensnoegle.objects.i_kommune(mette.kommune_id).create(
        kommune=mette.kommune, klient=klient, noegle=str(uuid4()), kald="", status=201,
        svar={"kanarie": kanarie},
    )  # fmt: skip


def _udsoegning(mette: Bruger, kanarie: str, nr: int) -> None:
    """Et projekt med en kursusliste, en borger, en henvendelse, et nej og en begrundelse."""
    kommune, dag = mette.kommune_id, timezone.localdate()
    assert kommune
    et = Projekt.objects.i_kommune(kommune).create(
        kommune_id=kommune, navn=kanarie, kurser_fra=LAENGE, kurser_til=dag, oprettet_af=mette
    )
    indlaes_kurser(kursusliste(fabrik.nyt_cpr()), et, kanarie, mette, dag)
    en = Fundet.objects.i_kommune(kommune).create(
        kommune_id=kommune, projekt=et, cpr=fabrik.nyt_cpr(), navn=kanarie, adresse=kanarie,
        kursus=kanarie, afsluttet=dag,
    )  # fmt: skip
    Kontakt.objects.i_kommune(kommune).create(
        kommune_id=kommune, person=en, dag=dag, maade="BREV", bruger=mette
    )
    Nej.objects.i_kommune(kommune).create(kommune_id=kommune, projekt=et, aftryk="0" * 64)
    if nr == 0:
        Nationalitetsvalg.objects.i_kommune(kommune).create(
            kommune_id=kommune, begrundelse=kanarie, bruger=mette
        )
