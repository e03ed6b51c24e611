"""Overblikkets ansøgninger: dem, der venter, og dem, et register ikke svarede om."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from adgang.models import Bruger
from adgang.omfang import omfang_for
from portal.overblik.ansoegninger import Manglende, manglende
from sagsopstart.models import Ansoegning, Registeropslag
from sagsopstart.opslag.bestil import bestil
from sagsopstart.opslag.luk import luk
from tests import fabrik
from tests.conftest import klient_for
from tests.portal.test_overblikkets_morgen import meldinger
from tests.sagsopstart.opstilling import ansoegning, i_koeen

I_DAG = timezone.localdate()
TAVS = "1 ansøgning fik ikke svar fra alle registre"
VENTER = "1 ansøgning venter på svar fra registrene"


@pytest.fixture(autouse=True)
def koeen() -> Iterator[None]:
    """Intet når en mægler."""
    with i_koeen():
        yield


def om(hvem: Bruger, *tilstande: str) -> Ansoegning:
    """En ansøgning, hvis første opslag ender som sagt, og hvis andre har svaret."""
    ny = ansoegning(hvem)
    alle = Registeropslag.objects.i_kommune(ny.kommune_id).filter(ansoegning=ny)
    ider = list(alle.order_by("register").values_list("pk", flat=True))
    for pk, tilstand in zip(ider, [*tilstande, *["SVARET"] * len(ider)], strict=False):
        _saet(pk, tilstand, ny)
    return ny


def _saet(pk: object, tilstand: str, hos: Ansoegning) -> None:
    faerdig = tilstand in ("SVARET", "FEJLET")
    Registeropslag.objects.i_kommune(hos.kommune_id).filter(pk=pk).update(
        tilstand=tilstand,
        afsluttet=timezone.now() if faerdig else None,
        svar={} if tilstand == "SVARET" else None,
        data_fra=I_DAG if tilstand == "SVARET" else None,
        fejl="Registeret svarede 500." if tilstand == "FEJLET" else "",
    )


@pytest.mark.parametrize(
    ("tilstande", "siges"),
    [
        ((),                    []),
        (("FEJLET",),           [TAVS]),
        (("FEJLET", "FEJLET"),  [TAVS]),
        (("VENTER",),           [VENTER]),
        (("HENTER",),           [VENTER]),
        (("FEJLET", "HENTER"),  [VENTER]),  # den tælles som tavs, når resten er færdigt
    ],
)  # fmt: skip
def test_det_der_mangler_siges(
    klient: Client, mette: Bruger, tilstande: tuple[str, ...], siges: list[str]
):
    om(mette, *tilstande)
    assert meldinger(klient) == siges


def test_den_tavse_er_foerst_og_kan_aabnes(klient: Client, mette: Bruger):
    om(mette, "VENTER")
    om(mette, "FEJLET")
    assert meldinger(klient) == [TAVS, VENTER]
    side = klient.get("/").content.decode()
    assert f'<a href="/sagsopstart/">{TAVS}</a>' in side


def test_en_lukket_en_fremmed_og_gaarsdagens_fejl_siges_ikke(
    klient: Client, mette: Bruger, jonas: Bruger
):
    luk(om(mette, "FEJLET"), mette)
    luk(om(mette, "VENTER"), mette)
    om(jonas, "FEJLET")
    proevet_igen = om(mette, "FEJLET")
    bestil(proevet_igen, mette, I_DAG + timedelta(days=1))
    assert meldinger(klient) == [VENTER]
    assert meldinger(klient_for(jonas)) == [TAVS]


@pytest.mark.parametrize(("nu_naevnt", "tavse"), [(True, 1), (False, 0)])
def test_kun_den_aegtefaelle_cpr_nu_naevner_taeller(mette: Bruger, nu_naevnt: bool, tavse: int):
    ny, anden = om(mette), fabrik.nyt_cpr()
    hendes = Registeropslag.objects.i_kommune("0175").filter(ansoegning=ny).first()
    assert hendes
    hendes.pk, hendes.rolle, hendes.cpr = None, "AEGTEFAELLE", anden
    hendes._state.adding = True
    hendes.tilstand, hendes.svar, hendes.data_fra, hendes.fejl = "FEJLET", None, None, "Nej."
    hendes.save(force_insert=True)
    Ansoegning.objects.i_kommune("0175").filter(pk=ny.pk).update(
        aegtefaelle_cpr=anden if nu_naevnt else None
    )
    assert manglende(omfang_for(mette)) == Manglende(afventer=0, tavse=tavse)


def test_det_er_eet_opslag_uanset_hvor_mange(mette: Bruger):
    omfang = omfang_for(mette)
    for antal in (0, 1, 4):
        for _ in range(antal):
            om(mette, "FEJLET")
        with CaptureQueriesContext(connection) as spurgt:
            manglende(omfang)
        assert len(spurgt) == 1
    assert manglende(omfang).tavse == 5
