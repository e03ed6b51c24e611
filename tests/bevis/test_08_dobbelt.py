"""Trussel 8: hundrede tryk på samme knap giver ét resultat, én henlæggelse, én bestilling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest
from django.test import Client

from adgang.models import Bruger, Rolle
from feedback.feedbackliste import registrer as registrering
from feedback.feedbackliste import tryk as trykket
from feedback.models import Feedback, Resultat
from journal.models import Dokument, Journalpost
from kontrol.bestillingsliste import bestil as bestilling
from kontrol.bestillingsliste.graense import doegn
from kontrol.models import UNDER_BEHANDLING, Bestilling
from samkoering.models import Fredning, Handling, Sag, Sagshaendelse
from tests import fabrik
from tests.bevis.plantning import ramte
from tests.bevis.processer import Vent, samtidig
from tests.conftest import klient_for
from tests.feedback.opstilling import klar_sag

KOMMUNE, TRAADE, I_ET_TRYK = "0175", 25, 5
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@dataclass(frozen=True, slots=True)
class Tryk:
    """Et tryk på en knap: adressen, felterne og den status, der siger ja."""

    sti: str
    felter: dict[str, object]
    sager: tuple[UUID, ...]


def journaliseret(bruger: Bruger) -> Sag:
    """En sag, hvis kontrolark er dannet og står i journalen; dokumentet selv er tomt."""
    sag = klar_sag(bruger)
    dokumenter, poster = (m.objects.i_kommune(KOMMUNE) for m in (Dokument, Journalpost))
    dokument, _ = dokumenter.get_or_create(kommune_id=KOMMUNE, noegle="ark", sha256="", indhold=b"")
    poster.filter(sag=sag.pk).update(dokument=dokument)
    return sag


def feedback(bruger: Bruger) -> Tryk:
    sag = journaliseret(bruger)
    felter = {"resultat": Resultat.HENLAGT_VISITERING.value, "version": sag.version}
    return Tryk(f"/feedbackliste/{sag.pk}/", felter, (sag.pk,))


def henlaeg(bruger: Bruger) -> Tryk:
    sag = journaliseret(bruger)
    return Tryk(f"/feedbackliste/{sag.pk}/henlaeg/", {"version": sag.version}, (sag.pk,))


def bestil(_: Bruger) -> Tryk:
    sager = tuple(fabrik.sag_med_udfald().pk for _ in range(I_ET_TRYK))
    return Tryk("/bestillingsliste/", {"sag": [str(sag) for sag in sager]}, sager)


def send(tryk: Sequence[Tryk], klienter: Sequence[Client], *, samme: bool) -> list[list[int]]:
    """Alle klienter trykker samtidig på hvert tryk; deres svar, tryk for tryk."""
    tokens = [str(uuid4()) for _ in tryk]

    def opgave(klient: Client) -> Callable[[Vent], list[int]]:
        def goer(vent: Vent) -> list[int]:
            koder = []
            for et, token in zip(tryk, tokens, strict=True):
                vent()
                felter = {**et.felter, "token": token if samme else str(uuid4())}
                koder.append(klient.post(et.sti, felter).status_code)
            return koder

        return goer

    svar = samtidig([opgave(klient) for klient in klienter], TRAADE)
    return [list(koder) for koder in zip(*svar, strict=True)]


def klienter(brugere: Sequence[Bruger], antal: int) -> list[Client]:
    """Så mange faner; brugerne deler dem mellem sig, og hver bruger har én session."""
    sessioner = [klient_for(bruger) for bruger in brugere]
    faner = []
    for nr in range(antal):
        fane = Client(raise_request_exception=False)
        fane.cookies = sessioner[nr % len(sessioner)].cookies
        faner.append(fane)
    return faner


def resultatets_brud(tryk: Sequence[Tryk], koder: list[list[int]], *, samme: bool) -> list[str]:
    """Sager uden præcis ét resultat, én linje, én fredning og én post; og svar, der siger andet."""
    raekker, linjer = _pr_sag(Feedback), _pr_sag(Sagshaendelse, handling=Handling.FEEDBACK)
    fredninger, poster = _pr_sag(Fredning), _pr_sag(Journalpost, art="AFSLUTNING")
    versioner = dict(Sag.objects.i_kommune(KOMMUNE).values_list("pk", "version"))
    brud = []
    for et, svar in zip(tryk, koder, strict=True):
        sag = et.sager[0]
        tal = tuple(taelling[sag] for taelling in (raekker, linjer, fredninger, poster))
        # Den, der selv lukkede sagen i en anden fane, får sin egen registrering at se (200).
        ja, nej = svar.count(302), svar.count(409) + svar.count(200)
        ventet = (len(svar), 0) if samme else (1, len(svar) - 1)
        if (tal, versioner[sag], ja, nej) != ((1, 1, 1, 1), 1, *ventet):
            brud.append(f"{et.sti}: {tal}, version {versioner[sag]}, svar {Counter(svar)}")
    return brud


def bestillingens_brud(tryk: Sequence[Tryk], koder: list[list[int]], *, samme: bool) -> list[str]:
    """Sager uden præcis én bestilling og én linje; og svar, der ikke sender brugeren videre."""
    raekker, linjer = _pr_sag(Bestilling), _pr_sag(Sagshaendelse, handling=Handling.BESTILT)
    brud = [
        f"{sag}: {raekker[sag]} bestillinger, {linjer[sag]} linjer"
        for et in tryk
        for sag in et.sager
        if (raekker[sag], linjer[sag]) != (1, 1)
    ]
    return brud + [f"svar {Counter(svar)}" for svar in koder if set(svar) != {302}]


def _pr_sag(model: type, **valg: object) -> Counter[UUID]:
    return Counter(model.objects.i_kommune(KOMMUNE).filter(**valg).values_list("sag", flat=True))


KNAPPER = {
    "feedback": (feedback, resultatets_brud),
    "henlæg": (henlaeg, resultatets_brud),
    "bestil": (bestil, bestillingens_brud),
}


def uden_betingelse(plant: pytest.MonkeyPatch) -> None:
    """Plantet fejl: læs sagen, se, at den er åben, og gem; hverken version eller token."""

    def laes_og_gem(ventende, svar) -> bool:
        sag = Sag.objects.i_kommune(KOMMUNE).get(pk=ventende.sag)
        if sag.tilstand not in UNDER_BEHANDLING:
            return False
        sag.tilstand, sag.version = svar.resultat.value, sag.version + 1
        sag.save()
        return True

    def laes(omfang, oensket) -> list[UUID]:
        ledige = Sag.objects.i_kommune(omfang).filter(pk__in=oensket, tilstand="LEDIG")
        return list(ledige.values_list("pk", flat=True))

    plant.setattr(registrering, "_tag_sagen", laes_og_gem)
    plant.setattr(bestilling, "_tag_ledige", laes)
    plant.setattr(bestilling, "tag_doegnet", doegn)


@pytest.fixture
def brugere() -> Iterator[list[Bruger]]:
    fabrik.kommune(bestilling_varsel=30_000, bestilling_loft=30_000)
    ledere = [fabrik.bruger(f"leder{nr}", Rolle.TEAMLEDER) for nr in range(4)]
    return [fabrik.bruger("mette"), *ledere]


@pytest.mark.parametrize(
    ("knap", "samme"),
    [
        ("feedback", True),
        ("feedback", False),
        ("henlæg", True),
        ("bestil", True),  # fem brugere om de samme sager er trussel 6
    ],
)
def test_en_raekke_uanset_hvor_mange_der_trykker(bevis, brugere, monkeypatch, knap, samme):
    lav, find_brud = KNAPPER[knap]
    samtidige, runder = bevis.antal(kort=6, fuldt=100), bevis.antal(kort=2, fuldt=100)
    faner = klienter(brugere[:1] if samme else brugere, samtidige)

    def forsoeg(antal: int) -> list[str]:
        tryk = [lav(brugere[0]) for _ in range(antal)]
        return find_brud(tryk, send(tryk, faner, samme=samme), samme=samme)

    brud = forsoeg(runder - runder // 2)
    monkeypatch.setattr(trykket, "sikr", lambda *_: None)  # journalens lås skal ikke redde os
    brud += forsoeg(runder // 2)
    with monkeypatch.context() as plant:
        uden_betingelse(plant)
        naive = ramte(lambda: forsoeg(max(2, runder // 5)))
    bevis.foer(
        8, f"{samtidige} samtidige tryk på {knap}, {'samme tryk' if samme else 'fem brugere'}",
        forsoeg=samtidige * runder, brud=brud, plantet_fejl_fanget=bool(naive),
    )  # fmt: skip
