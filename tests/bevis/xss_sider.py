"""Siderne, der viser noget, registrene eller brugerne har skrevet, og hvem der besøger dem."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote
from uuid import uuid4

from tests.bevis.xss_ark import Tekst
from tests.bevis.xss_verden import Verden

ET_CPR = "670585-0028"
"""Et CPR-nummer i fri tekst afvises, og siden viser teksten igen."""


@dataclass(frozen=True, slots=True)
class Besoeg:
    """En side, hentet af en rolle; med ``felter`` er det en formular, der sendes."""

    rolle: str
    """Brugerens navn; tom, når ingen er logget ind."""
    sti: str
    felter: dict[str, str] = field(default_factory=dict)


def alle(verden: Verden, tekst: Tekst) -> Iterator[Besoeg]:
    """Hver side i den orden, de besøges; formularernes felter fyldes undervejs."""
    yield from sagsbehandlerens(verden, tekst)
    yield from teamlederens(verden, tekst)
    yield from raadgiverens(verden)
    yield from uden_for_doeren(tekst)


def sagsbehandlerens(verden: Verden, tekst: Tekst) -> Iterator[Besoeg]:
    """Listerne, kontrolarkene, feedback og hendes egen adgang."""
    aaben, beskyttet, lukket = verden.aaben.pk, verden.beskyttet.pk, verden.lukket.pk
    kladde, hoert = verden.kladde.pk, verden.hoert.pk
    hentes = (
        "/",
        "/bestillingsliste/",
        "/prioriteringsliste/?vis=teamet",
        f"/kontrolark/{aaben}/",
        f"/kontrolark/{beskyttet}/",
        "/feedbackliste/?vis=teamet",
        f"/feedbackliste/{aaben}/",
        f"/feedbackliste/{lukket}/",
        f"/partshoering/{aaben}/",
        f"/partshoering/{aaben}/varsel/",
        f"/partshoering/{aaben}/fravaelg/",
        f"/partshoering/{lukket}/",
        f"/partshoering/{kladde}/brev/",
        f"/partshoering/{hoert}/",
        "/soeg/",
        "/min-adgang/",
        "/findes-ikke/",
    )
    yield from (Besoeg("mette", sti) for sti in hentes)
    adresse = f"/kontrolark/{beskyttet}/adresse/"
    yield Besoeg("mette", adresse, {"begrundelse": "Brev til borgeren"})
    yield Besoeg("mette", adresse, {"begrundelse": f"{tekst('begrundelse_afvist')} {ET_CPR}"})
    yield Besoeg("mette", f"/feedbackliste/{aaben}/", {"bemaerkning": tekst("feedback_afvist")})
    svaret = {"svar": f"{tekst('svar_afvist')} {ET_CPR}"}
    yield Besoeg("mette", f"/partshoering/{aaben}/svar/", svaret)
    yield Besoeg("mette", f"/partshoering/{lukket}/brev/", {"tekst": tekst("brev_for_sent")})
    foraeldet = {"version": "0", "historik": "0", "token": str(uuid4())}
    svar = {"resultat": "HENLAGT_VISITERING", "bemaerkning": tekst("feedback_konflikt")}
    yield Besoeg("mette", f"/feedbackliste/{lukket}/", {**foraeldet, **svar})


def teamlederens(verden: Verden, tekst: Tekst) -> Iterator[Besoeg]:
    """Netværk, stikprøver og brugere, også når formularen afvises."""
    assert verden.proeve is not None
    assert verden.post is not None
    proeven = f"/log/stikproeve/{verden.proeve.pk}/"
    brugeren = f"/administration/brugere/{verden.anden.reference}/"
    hentes = (
        "/",
        "/log/stikproeve/",
        proeven,
        "/administration/netvaerk/",
        "/administration/brugere/",
        brugeren,
        "/administration/kommune/",
        "/administration/api-klienter/",
        "/administration/api-klienter/ny/",
    )
    yield from (Besoeg("leder", sti) for sti in hentes)
    net = {"adresser": tekst("net_afvist"), "beskrivelse": tekst("netbeskrivelse_afvist")}
    yield Besoeg("leder", "/administration/netvaerk/", net)
    vurdering = {f"{verden.post.pk}-bemaerkning": tekst("vurdering_afvist")}
    yield Besoeg("leder", proeven, vurdering)
    ny = {felt: tekst(f"ny_{felt}_afvist") for felt in ("navn", "brugernavn", "enhed")}
    yield Besoeg("leder", "/administration/brugere/ny/", ny)
    yield Besoeg("leder", brugeren, {"enhed": f"{tekst('enhed_afvist')} {ET_CPR}"})
    yield Besoeg("leder", f"{brugeren}log-af/", {"log": "af"})
    yield Besoeg("leder", f"{brugeren}nulstil/", {"nul": "stil"})


def raadgiverens(verden: Verden) -> Iterator[Besoeg]:
    """Opslagsloggen og indsigten om borgeren, og en side, rollen ikke har."""
    assert verden.borger is not None
    om = verden.borger.pk
    stier = ("/", "/log/", f"/log/borger/{om}/", f"/indsigt/{om}/", "/bestillingsliste/")
    yield from (Besoeg("dpo", sti) for sti in stier)


def uden_for_doeren(tekst: Tekst) -> Iterator[Besoeg]:
    """Log-in viser det afviste brugernavn og den side, man var på vej til."""
    yield Besoeg("", f"/log-ind/?next={quote('/soeg/?' + tekst('naeste'))}")
    yield Besoeg("", "/log-ind/", {"brugernavn": tekst("brugernavn_afvist"), "adgangskode": "x"})
