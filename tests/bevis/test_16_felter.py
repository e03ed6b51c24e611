"""Trussel 16: et felt, siden ikke har, kan ikke sættes, hvad en browser end sender med."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from django.db import models
from django.test import Client
from django.utils import timezone

from adgang.models import Apiklient, Borger, Bruger, Kommune, Netvaerk, Rolle, Stikproeve
from feedback.feedbackliste.forms import FeedbackForm
from kontrol.models import GemtFilter, Pakke
from portal.api import endepunkt, resultat
from portal.api.former import Bestil, Resultatet
from samkoering.models import Sag, Sagstilstand
from tests.adgang.test_rettigheder import ALLE, ET_ID, som_adresse
from tests.bevis import modelfelter, verdenen
from tests.bevis.filadresser import FILER
from tests.bevis.formularer import Formular, Knap, formularer, uden_id
from tests.bevis.modelfelter import aendringer, billede
from tests.bevis.plantning import rullet_tilbage, udvalg

KOMMUNE = "0175"
OM: dict[str, type[models.Model]] = {
    "sag_id": Sag, "pakke_id": Pakke, "borger_id": Borger, "filter_id": GemtFilter,
    "klient_id": Apiklient, "netvaerk_id": Netvaerk, "stikproeve_id": Stikproeve,
}  # fmt: skip
UDEN_FORMULAR: dict[str, set[str]] = {
    "kontrolark/<uuid:sag_id>/adresse/": {"begrundelse"},  # vises kun, når en adresse er beskyttet
    "feedbackliste/<uuid:sag_id>/kladde/": set(FeedbackForm.base_fields),  # sendes af et script
    "partshoering/<uuid:sag_id>/brev/videre/": {"tekst", "hoering", "version"},  # af samme script
}
"""Felter, en adresse tager imod, uden at en formular på siderne siger det."""
SIDER = 6
"""Så mange sider prøves den samme knap på, før den regnes for en, der intet gør."""
UDENFOR = ("api/", "log-ind/", "log-af/", "session/", "healthz/", "min-adgang/luk-andre/")
"""Uden for en brugers session, eller uden noget at gemme."""


@dataclass(frozen=True, slots=True)
class Tryk:
    """En knap på en side; uden side er det adressen selv, sendt tom."""

    rolle: Rolle
    moenster: str
    side: str
    hvortil: str
    """Adressen, der sendes til, uden id'er."""
    egne: set[str]
    """De felter, siderne har til adressen; de øvrige er indsmuglede."""
    kende: tuple[object, ...] = ()
    knap: Knap | None = None


def sider(hoejst: int) -> Iterator[tuple[str, str]]:
    """(mønster, adresse) på det, kommunen har; så mange ting for hvert mønster."""
    for moenster, _ in ALLE:
        if not moenster.startswith(UDENFOR) and not FILER.search(moenster):
            yield from ((moenster, sti) for sti in _udfyldt(moenster)[:hoejst])


def _udfyldt(moenster: str) -> list[str]:
    om, sti = re.findall(r"<uuid:(\w+)>", moenster), som_adresse(moenster)
    if not om:
        return [sti]
    if om[0] == "bruger_id":
        ider = Bruger.objects.filter(kommune=KOMMUNE).values_list("reference", flat=True)
    elif om[0] in OM:
        ider = OM[om[0]]._default_manager.i_kommune(KOMMUNE).values_list("pk", flat=True)
    else:
        return []
    return [sti.replace(ET_ID, str(id_)) for id_ in ider]


def tryk(verden: verdenen.Verden, hoejst: int) -> list[list[Tryk]]:
    """Hver forskellig knap, hver rolle i kommunen kan nå, og hver adresse, ingen sender til.

    Den samme knap på flere sider er ét forsøg; siderne prøves, til den første, hvor den virker.
    """
    knapper: dict[tuple[object, ...], list[Tryk]] = defaultdict(list)
    egne: dict[str, set[str]] = defaultdict(set)
    for rolle, klient in verden.egne.items():
        for moenster, sti in sider(hoejst):
            with rullet_tilbage():  # at se en side kan ændre den næste
                fra_siden = _formularer(klient, sti)
            for en in fra_siden:
                if en.handling.startswith("/log-af/"):
                    continue
                for knap in (None, *en.knapper):
                    hvortil = uden_id((knap and knap.handling) or en.handling)
                    egne[hvortil] |= en.navne
                    kende = (rolle, hvortil, *en.kende(), knap and knap.navn)
                    et = Tryk(rolle, moenster, sti, hvortil, egne[hvortil], en.kende(), knap)
                    knapper[kende].append(et)
    tomme = {
        (rolle, moenster): [
            Tryk(rolle, moenster, sti, uden_id(sti), UDEN_FORMULAR.get(moenster, set()))
        ]
        for rolle in verden.egne
        for moenster, sti in sider(1)
        if uden_id(sti) not in egne
    }
    return [*knapper.values(), *tomme.values()]


def _formularer(klient: Client, sti: str) -> list[Formular]:
    svar = klient.get(sti)
    if svar.status_code != 200 or "html" not in svar["Content-Type"]:
        return []
    return formularer(sti, svar.content.decode())


def send(klient: Client, et: Tryk, ekstra: dict[str, str]) -> list[str]:
    """Det, trykket ændrer; ``ekstra`` er felter, formularen ikke har. Intet er sket bagefter."""
    frisk = Client(raise_request_exception=False)
    frisk.cookies = klient.cookies.__class__(klient.cookies.output(header="", sep=";"))
    with rullet_tilbage():
        adresse, felter = _udfyld(frisk, et)
        foer = billede()
        frisk.post(adresse, {**{n: v for n, v in ekstra.items() if n not in et.egne}, **felter})
        return aendringer(foer, billede())


def _udfyld(klient: Client, et: Tryk) -> tuple[str, dict[str, Any]]:
    if not et.kende:
        return et.side, {}
    en = next(en for en in _formularer(klient, et.side) if en.kende() == et.kende)
    if et.knap is None:
        return en.handling, en.felter
    vaerdi = {et.knap.navn: et.knap.vaerdi} if et.knap.navn else {}
    return et.knap.handling or en.handling, {**en.felter, **vaerdi}


def runder(antal: int) -> list[dict[str, str]]:
    """Alle feltnavne på én gang, i hver runde med deres næste værdi."""
    alle = modelfelter.vaerdier()
    return [{navn: v[nr % len(v)] for navn, v in alle.items()} for nr in range(antal)]


def proev(
    klient: Client, ens: Sequence[Tryk], ekstra: Sequence[dict[str, str]]
) -> tuple[bool, list[str]]:
    """Om trykket selv ændrer noget, og de runder, hvor det indsmuglede ændrede andet."""
    with time_machine.travel(timezone.now(), tick=False):  # to tryk fryser det samme klokkeslæt
        for et in ens[:SIDER]:
            if rent := set(send(klient, et, {})):
                break
        brud = [
            f"{et.rolle} {et.hvortil} {et.knap}: {forskel}"
            for felter in ekstra
            if (forskel := sorted(set(send(klient, et, felter)) - rent))
        ]
    return bool(rent), brud


@pytest.fixture
def verden(db) -> verdenen.Verden:
    verden = verdenen.byg()
    for klient in verden.egne.values():
        klient.raise_request_exception = False
    return verden


def en_der_gemmer(alle: list[list[Tryk]]) -> list[Tryk]:
    """Et udvalg kan ramme lutter knapper, der intet gemmer; så prøvede det ingenting."""
    return next(ens for ens in alle if ens[0].hvortil == "/feedbackliste/ID/kladde/")


def test_ingen_side_tager_imod_felter_den_ikke_har(bevis, verden, settings):
    alle = tryk(verden, bevis.antal(kort=3, fuldt=100))
    valgte = alle if bevis.fuld else [*udvalg(alle, 6), en_der_gemmer(alle)]
    ekstra = runder(bevis.antal(kort=1, fuldt=5))
    svar = [(ens[0], *proev(verden.egne[ens[0].rolle], ens, ekstra)) for ens in valgte]
    brud = [et for _, _, fundet in svar for et in fundet]
    virker = {et.hvortil for et, aendrede, _ in svar if aendrede}
    assert len(virker) >= bevis.antal(kort=1, fuldt=30), sorted(virker)
    settings.ROOT_URLCONF = "tests.bevis.plantede_formularer"
    plantet = Bruger.objects.get(brugernavn="mette").reference
    sti = f"/administration/brugere/{plantet}/ret/"
    ond = Tryk(Rolle.TEAMLEDER, "plantet", sti, uden_id(sti), {"navn"})
    _, fanget = proev(verden.egne[Rolle.TEAMLEDER], [ond], ekstra)
    bevis.foer(
        16, f"Modellernes felter sendt til {len(valgte)} knapper; {len(virker)} sider gemmer",
        forsoeg=sum(len(felter) for felter in ekstra) * len(valgte), brud=brud,
        plantet_fejl_fanget=bool(fanget),
    )  # fmt: skip


Kald = tuple[str, dict[str, Any], set[str]]
"""(adresse, kroppen, som den er uden noget ekstra, de felter, endepunktet selv har)."""


def kald() -> list[Kald]:
    """Kald, et fagsystem må gøre."""
    i_kommunen = Sag.objects.i_kommune(KOMMUNE)
    ledig = i_kommunen.filter(tilstand=Sagstilstand.LEDIG).earliest("sagsnr")
    bestilt = i_kommunen.filter(tilstand=Sagstilstand.BESTILT).earliest("sagsnr")
    henlaeg = {"resultat": "HENLAGT_VISITERING", "version": bestilt.version}
    return [
        ("bestillinger", {"sager": [str(ledig.pk)]}, set(Bestil().fields)),
        (f"feedback/{bestilt.pk}", henlaeg, set(Resultatet().fields)),
    ]


def send_kald(system: Client, sti: str, krop: dict[str, Any]) -> set[str]:
    with rullet_tilbage():
        foer, hoved = billede(), {"Idempotency-Key": str(uuid4())}
        system.post(f"/api/v1/{sti}", json.dumps(krop), "application/json", headers=hoved)
        return set(aendringer(foer, billede()))


def proev_kald(system: Client, felter: Sequence[tuple[str, str]]) -> tuple[int, list[str]]:
    """Hvor mange felter der blev sendt, og dem, der ændrede noget."""
    antal, brud = 0, []
    for sti, krop, egne in kald():
        rent = send_kald(system, sti, krop)
        assert rent, f"{sti}: kaldet lykkedes ikke"
        for navn, vaerdi in felter:
            if navn not in egne:
                antal += 1
                forskel = send_kald(system, sti, {**krop, navn: vaerdi}) - rent
                brud += [f"{sti} {navn}: {sorted(forskel)}"] if forskel else []
    return antal, brud


def gem_hele_kroppen(plant: pytest.MonkeyPatch) -> None:
    """Plantet fejl: det, der blev sendt, lægges på sagen, hvis den har et felt, der hedder det."""
    sendt: dict[str, Any] = {}
    rigtig, laes = resultat._gem, endepunkt.laes
    sagens = {felt.attname for felt in Sag._meta.fields} - {"id", "version", "tilstand"}

    def laes_alt(form: Any, data: Any) -> Any:
        sendt.clear()
        sendt.update(data)
        return laes(form, {navn: data[navn] for navn in form().fields if navn in data})

    def gem(request: Any, sag: Sag, svar: Any) -> Any:
        ekstra = {navn: v for navn, v in sendt.items() if navn in sagens}
        Sag.objects.i_kommune(KOMMUNE).filter(pk=sag.pk).update(**ekstra)
        return rigtig(request, sag, svar)

    plant.setattr(endepunkt, "laes", laes_alt)
    plant.setattr(resultat, "_gem", gem)


def test_intet_endepunkt_tager_imod_felter_det_ikke_har(bevis, verden, uden_takt, monkeypatch):
    system = verdenen.fagsystem(Kommune.objects.get(pk=KOMMUNE))
    felter = [(navn, v) for navn, alle in modelfelter.vaerdier().items() for v in alle]
    antal, brud = proev_kald(system, felter if bevis.fuld else udvalg(felter, 12))
    gem_hele_kroppen(monkeypatch)
    _, fanget = proev_kald(system, [("kontroltrin", "4711")])
    bevis.foer(
        16, "Modellernes felter sendt til programgrænsefladen", forsoeg=antal, brud=brud,
        plantet_fejl_fanget=bool(fanget),
    )  # fmt: skip
