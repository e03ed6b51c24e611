"""Adresserne på det, der kan hentes som en fil, og dem, der prøver dem igen bagefter."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import islice
from typing import Any

import time_machine
from django.test import Client
from django.utils import timezone

from adgang.api import klienter
from adgang.models import Apiklient, Borger, Bruger, Brugersession, Rolle
from kontrol.models import Pakke
from sagsopstart.models import Ansoegning
from samkoering.models import Sag
from tests import fabrik
from tests.adgang.test_rettigheder import ALLE
from tests.bevis import verdenen
from tests.bevis.plantning import rullet_tilbage
from tests.conftest import klient_for
from udsoegning.models import Projekt

FILER = re.compile(r"\.(pdf|zip|csv|json)$|hent/$")
INAKTIV = timedelta(minutes=31)
"""Længere, end en session lever uden at blive brugt."""
KOMMUNE = "0175"
OM = {
    "sag_id": Sag,
    "pakke_id": Pakke,
    "borger_id": Borger,
    "ansoegning_id": Ansoegning,
    "projekt_id": Projekt,
}
Genspil = tuple[str, Any]
"""(hvem, svar)."""


@dataclass(frozen=True, slots=True)
class Fil:
    """En adresse, der giver en fil til den, der må få den."""

    moenster: str
    sti: str
    rolle: Rolle
    ejer: Client
    no_store: bool

    @property
    def har_id(self) -> bool:
        """Uden id er adressen ens for alle, og enhver får sit eget."""
        return "<uuid:" in self.moenster


def filer(verden: verdenen.Verden, hoejst: int) -> list[Fil]:
    """Virkelige filer: så mange af hvert mønster for hver rolle, der må hente dem."""
    return [
        fil
        for moenster, _ in ALLE
        if FILER.search(moenster)
        for rolle, klient in verden.egne.items()
        for fil in islice(_find(moenster, rolle, klient, verden), hoejst)
    ]


def _find(moenster: str, rolle: Rolle, klient: Client, verden: verdenen.Verden) -> Iterator[Fil]:
    for sti in verdenen.adresser(moenster, _ider(moenster), verden.par):
        svar = klient.get(sti)
        if svar.status_code == 200:
            yield Fil(moenster, sti, rolle, klient, "no-store" in svar.get("Cache-Control", ""))
        elif svar.status_code in (302, 401, 403):
            return  # rollen må ikke; et andet id ændrer det ikke


def _ider(moenster: str) -> list[str]:
    """Id'erne på det, adressen handler om; en adresse uden id har én søgedel at prøve."""
    om = re.search(r"<uuid:(\w+)>", moenster)
    model = OM[om[1]] if om else Sag
    return [str(pk) for pk in model.objects.i_kommune(KOMMUNE).values_list("pk", flat=True)]


def andre(fil: Fil, verden: verdenen.Verden, maa: set[Rolle]) -> Iterator[Genspil]:
    """Den samme adresse hos alle andre: en anden kommune, en anden rolle, et andet sted."""
    for rolle, klient in verden.klienter.items():
        svar = klient.get(fil.sti)
        if fil.har_id or verdenen.spor(svar):
            yield f"{rolle} i en anden kommune", svar
    for rolle, klient in verden.egne.items():
        if rolle not in maa:
            yield f"{rolle} i samme kommune", klient.get(fil.sti)
    yield "logget af", Client(raise_request_exception=False).get(fil.sti)
    yield "fremmed netværk", fil.ejer.get(fil.sti, REMOTE_ADDR="203.0.113.9")


def senere(fil: Fil, bruger: Bruger) -> Iterator[Genspil]:
    """Brugerens egen browser, når sessionen er logget af, lukket eller for gammel."""
    halvt = Client()
    fabrik.log_ind(halvt, bruger, bekraeftet=False)
    yield "kun adgangskode", halvt.get(fil.sti)
    browser = klient_for(bruger)
    noegle = browser.cookies["sessionid"].value
    browser.post("/log-af/")
    browser.cookies["sessionid"] = noegle
    yield "efter log af", browser.get(fil.sti)
    browser = klient_for(bruger)
    with time_machine.travel(timezone.now() + INAKTIV):
        yield "efter sessionens udløb", browser.get(fil.sti)
    browser = klient_for(bruger)
    Brugersession.objects.filter(bruger=bruger, lukket=None).update(lukket=timezone.now())
    yield "lukket af andre", browser.get(fil.sti)


def tilbagekaldt(fil: Fil, klient: Apiklient) -> Iterator[Genspil]:
    """Fagsystemets nøgle, når den er udløbet eller tilbagekaldt."""
    with time_machine.travel(timezone.now() + timedelta(days=400)):
        yield "efter nøglens udløb", fil.ejer.get(fil.sti)
    with rullet_tilbage():
        klienter.tilbagekald(klient)
        yield "efter tilbagekaldelse", fil.ejer.get(fil.sti)
