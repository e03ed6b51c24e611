"""Sagens tilstand i journalen: ét ord, og én forespørgsel for hele listen."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest

from journal import poster
from journal.models import Journalpost
from kontrol.journalisering.tilstand import Journaltilstand, tilstande
from kontrol.models import Bestilling, Lukning
from samkoering.models import Sag
from tests import fabrik

pytestmark = pytest.mark.django_db
FOERST, SIDST = datetime(2026, 11, 22, 8, tzinfo=UTC), datetime(2026, 11, 23, 9, tzinfo=UTC)
MANGLER = Journaltilstand("Ikke journaliseret", staar=False)


def post(sag: Sag, *, leveret: datetime | None = None, fejl: str = "", **felter) -> None:
    ny = poster.opret(
        sag.kommune,
        **{
            "noegle": f"PROEVE:{uuid4()}",
            "art": "PROEVE",
            "titel": "Prøve",
            "sag": sag.pk,
            "sagsnr": sag.sagsnr,
            "cpr": sag.cpr,
            "kle": sag.kle,
            "bruger": sag.tildelt,
            "grundlag": {},
            **felter,
        },
    )
    Journalpost.objects.i_kommune(sag.kommune_id).filter(pk=ny.pk).update(
        tilstand="LEVERET" if leveret else "VENTER", leveret=leveret, fejl=fejl
    )


@pytest.mark.parametrize(
    ("sagens", "ventet"),
    [
        ([], MANGLER),
        ([{"leveret": FOERST}], Journaltilstand("Journaliseret", True, FOERST)),
        (
            [{"leveret": SIDST}, {"leveret": FOERST}],
            Journaltilstand("Journaliseret", True, SIDST),
        ),
        ([{}], Journaltilstand("Venter på journalen", False)),
        (
            [{"leveret": FOERST}, {}, {"fejl": "Der er ikke plads."}],
            Journaltilstand("Venter på journalen", False, FOERST, "Der er ikke plads."),
        ),
    ],
)
def test_posterne_under_et(mette, sagens, ventet):
    sag = fabrik.bestilt_sag(mette)
    for felter in sagens:
        post(sag, **felter)
    assert tilstande("0175", [sag.pk]) == {sag.pk: ventet}


def genbestil(sag: Sag, *, igen: bool) -> UUID:
    """Læg sagen tilbage, og bestil den eventuelt igen; giver den første bestillings id."""
    foerste = sag.bestillinger.get()
    Bestilling.objects.i_kommune("0175").update(lukket=FOERST, lukning=Lukning.LAGT_TILBAGE)
    if igen:
        Bestilling.objects.i_kommune("0175").create(
            kommune=sag.kommune, sag=sag, bruger=sag.tildelt, token=uuid4()
        )
    return foerste.pk


@pytest.mark.parametrize(
    ("art", "igen", "staar"),
    [("VISITERING", True, False), ("VISITERING", False, True), ("PARTSHOERING", True, True)],
)
def test_en_visitering_fra_en_tidligere_bestilling_taeller_ikke(mette, art, igen, staar):
    sag = fabrik.bestilt_sag(mette)
    foerste = genbestil(sag, igen=igen)
    post(sag, leveret=FOERST, art=art, noegle=f"{art}:{foerste}:1")
    assert tilstande("0175", [sag.pk])[sag.pk].staar is staar


def test_kun_egen_kommune_og_kun_en_forespoergsel(mette, jonas, django_assert_num_queries):
    fremmed = fabrik.bestilt_sag(jonas)
    sager = [fabrik.bestilt_sag(mette) for _ in range(5)]
    for sag in [*sager, fremmed]:
        post(sag, leveret=FOERST)
    with django_assert_num_queries(1):
        svar = tilstande("0175", [fremmed.pk, *(sag.pk for sag in sager)])
    assert svar.pop(fremmed.pk) == MANGLER
    assert len(svar) == 5
    assert all(tilstand.staar for tilstand in svar.values())
