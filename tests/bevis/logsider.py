"""Alle sider med kanarien i vejen, søgedelen, hovederne og felterne; og fejlsidernes egen tekst."""

from __future__ import annotations

import sys
from urllib.parse import quote, urlencode
from uuid import uuid4

from django.http import HttpResponseBase
from django.test import Client

from adgang.models import Rolle
from kontrol.bestillingsliste.bestil import bestil
from samkoering.models import Sag
from tests import fabrik
from tests.adgang.test_rettigheder import ALLE, ET_ID, som_adresse
from tests.bevis import listeforsoeg
from tests.bevis.logforloeb import Forloeb, Scene
from tests.bevis.lognat import NUMRE

ROLLER = (Rolle.SAGSBEHANDLER, Rolle.TEAMLEDER, Rolle.DPO)
UDELADT = ("log-af/", "min-adgang/luk-andre/")
FEJLSIDER = (400, 403, 404, 405, 500)


def klienter(scene: Scene) -> list[Client]:
    """En for hver rolle i kommunen, og en fremmed; sagsbehandleren har bestilt tre sager."""
    if not scene.klienter:
        brugere = [fabrik.bruger(f"log-{rolle}".lower(), rolle) for rolle in ROLLER]
        sager = Sag.objects.i_kommune("0175").order_by("cpr").values_list("pk", flat=True)[:3]
        bestil(list(sager), brugere[0], uuid4())
        scene.klienter = [Client(raise_request_exception=False) for _ in range(len(brugere) + 1)]
        for klient, bruger in zip(scene.klienter, brugere, strict=False):
            fabrik.log_ind(klient, bruger)
    return scene.klienter


def vis(scene: Scene, svar: HttpResponseBase) -> None:
    """En fejlside må ingen have et nummer på; den hører med til det, der prøves."""
    scene.forsoeg += 1
    if svar.status_code in FEJLSIDER:
        hoveder = "\n".join(f"{navn}: {vaerdi}" for navn, vaerdi in svar.items())
        krop = svar.content.decode(errors="replace")
        sys.stderr.write(f"{svar.status_code}\n{hoveder}\n{krop}\n")


def _stier(*, filer: bool) -> list[str]:
    """Hver adresse, med en bestilt sag, hvor der skal en til."""
    sag = Sag.objects.i_kommune("0175").filter(tilstand="BESTILT").order_by("cpr")[0]
    alle = [m for m, _ in ALLE if not m.startswith(UDELADT) and (filer or not m.endswith(".pdf"))]
    return [som_adresse(m).replace(ET_ID, str(sag.pk) if "sag_id" in m else ET_ID) for m in alle]


def _alle_sider(scene: Scene) -> None:
    fuld = scene.antal > 1
    alle = klienter(scene)[:: 1 if fuld else 2]
    for sti in _stier(filer=fuld):
        for klient in alle:
            vis(scene, klient.get(sti))


def _nummeret_overalt(scene: Scene) -> None:
    fuld = scene.antal > 1
    alle = klienter(scene)[: None if fuld else 1]
    felter = dict.fromkeys(listeforsoeg.felter()[:: 1 if fuld else 9], NUMRE[0])
    for sti in _stier(filer=False):
        for klient in alle:
            for nummer in NUMRE[: scene.antal]:
                soeg = urlencode({"q": nummer, "cpr": nummer})
                hoveder = {"User-Agent": nummer, "Referer": nummer}
                vis(scene, klient.get(f"{sti}?{soeg}", headers=hoveder))
                vis(scene, klient.get(f"{sti.removesuffix('/')}/{quote(nummer)}/"))
            vis(scene, klient.post(sti, {**felter, "begrundelse": f"Brev til {NUMRE[1]}"}))


def _log_ind(scene: Scene) -> None:
    for nummer in NUMRE[: scene.antal]:
        felter = {"brugernavn": nummer, "username": nummer, "adgangskode": nummer}
        fremmed = Client(raise_request_exception=False)
        vis(scene, fremmed.post("/log-ind/", {**felter, "password": nummer}))


FORLOEB: dict[str, Forloeb] = {
    "alle sider": _alle_sider,
    "nummeret i vej, søgedel, hoveder og felter": _nummeret_overalt,
    "nummeret som brugernavn og adgangskode": _log_ind,
}
