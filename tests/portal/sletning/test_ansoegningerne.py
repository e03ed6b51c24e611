"""Ansøgninger: hvornår de slettes, hvad der følger med, og det, der bliver."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from adgang.models import Bruger, Opgave, Sletning
from portal.sletning.sagsopstart import slet_ansoegninger
from registre.opslag.kontrakt import OPSLAGSREGISTRE
from sagsopstart.models import Ansoegning, Bunke, Registeropslag
from sagsopstart.opslag.luk import luk
from tests.driftsrolle import som_driftsrolle
from tests.portal.sletning.conftest import NU
from tests.sagsopstart.opstilling import ansoegning, i_koeen

pytestmark = pytest.mark.django_db
SEKUND, AAR = timedelta(seconds=1), timedelta(days=365)
REGISTRE = len(OPSLAGSREGISTRE)


@pytest.fixture(autouse=True)
def koeen() -> Iterator[None]:
    """Intet når en mægler."""
    with i_koeen():
        yield


def lagt(hvem: Bruger, oprettet: datetime, lukket: datetime | None = None) -> Ansoegning:
    """En ansøgning, slået op, da den kom, og måske lukket siden."""
    ny = ansoegning(hvem)
    egne = Ansoegning.objects.i_kommune(ny.kommune_id).filter(pk=ny.pk)
    Registeropslag.objects.i_kommune(ny.kommune_id).filter(ansoegning=ny).update(bestilt=oprettet)
    if lukket:
        luk(ny, hvem)
    egne.update(oprettet=oprettet, lukket=lukket)
    return ny


def tilbage(kommune: str = "0175") -> tuple[int, int]:
    """Ansøgninger og opslag, der er der endnu."""
    return (
        Ansoegning.objects.i_kommune(kommune).count(),
        Registeropslag.objects.i_kommune(kommune).count(),
    )


def slet() -> Sletning:
    """Nattens sletning, som driften kører den."""
    with som_driftsrolle():
        (kvittering,) = slet_ansoegninger(NU)
    return kvittering


@pytest.mark.parametrize(
    ("oprettet",   "lukket",     "bliver"),
    [
        (AAR * 3,      AAR - SEKUND, True),   # fristen går fra lukningen
        (AAR * 3,      AAR,          False),
        (AAR - SEKUND, None,         True),   # åben og glemt: fra den kom
        (AAR,          None,         False),
    ],
)  # fmt: skip
def test_fristen_til_begge_sider(
    mette: Bruger, oprettet: timedelta, lukket: timedelta | None, bliver: bool
):
    lagt(mette, NU - oprettet, NU - lukket if lukket else None)
    kvittering = slet()
    assert tilbage() == ((1, REGISTRE) if bliver else (0, 0))
    ventet = {"sagsopstart_ansoegning": 1, "sagsopstart_registeropslag": REGISTRE}
    assert kvittering.opgave == Opgave.ANSOEGNINGER
    assert kvittering.antal == ({} if bliver else ventet)


@pytest.mark.parametrize(("siden", "bliver"), [(AAR - SEKUND, True), (AAR, False)])
def test_en_aaben_der_er_slaaet_op_siden_bliver(mette: Bruger, siden: timedelta, bliver: bool):
    om = lagt(mette, NU - AAR * 2)
    et = Registeropslag.objects.i_kommune("0175").filter(ansoegning=om, register="uip")
    et.update(bestilt=NU - siden)
    slet()
    assert tilbage() == ((1, REGISTRE) if bliver else (0, 0))


def test_en_bunke_foelger_med_sin_sidste_ansoegning(mette: Bruger):
    bunker = [
        Bunke.objects.i_kommune("0175").create(
            kommune_id="0175",
            sha256=str(nr) * 64,
            dag=(NU - alder).date(),
            antal=1,
            nye=1,
            oprettet=NU - alder,
            oprettet_af=mette,
        )
        for nr, alder in enumerate((AAR * 2, AAR * 2, AAR - SEKUND))
    ]
    brugt, tom, ny = bunker
    om = lagt(mette, NU - AAR * 2, NU - SEKUND)
    Ansoegning.objects.i_kommune("0175").filter(pk=om.pk).update(bunke=brugt)
    assert slet().antal == {"sagsopstart_bunke": 1}
    assert set(Bunke.objects.i_kommune("0175")) == {brugt, ny}
    assert tom not in Bunke.objects.i_kommune("0175")
    Ansoegning.objects.i_kommune("0175").update(lukket=NU - AAR)
    slet()
    assert set(Bunke.objects.i_kommune("0175")) == {ny}


def test_alle_kommuner_faar_en_kvittering_uden_en_borger(mette: Bruger, jonas: Bruger):
    for hvem in (mette, jonas):
        lagt(hvem, NU - AAR * 2, NU - AAR)
    bliver = lagt(jonas, NU - AAR * 2, NU)
    kvittering = slet()
    assert tilbage("0175") == (0, 0)
    assert list(Ansoegning.objects.i_kommune("0173")) == [bliver]
    assert kvittering.antal["sagsopstart_ansoegning"] == 2
    assert str(bliver.cpr) not in str(kvittering.antal)
