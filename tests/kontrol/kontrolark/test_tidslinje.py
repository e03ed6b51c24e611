"""Tidslinjen: hvad der venter, hvad der er sket, og hvad der foldes sammen."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger
from kontrol.kontrolark.tidslinje import VIST, Tidslinje, tidslinje
from kontrol.models import Hoeringstilstand, Partshoering
from samkoering.models import Handling, Sag, Sagshaendelse, Sagstilstand
from tests import fabrik

pytestmark = pytest.mark.django_db
I_DAG = timezone.localdate()


def nu() -> datetime:
    """Midt på dagen, så minutterne efter er samme dag."""
    return timezone.now().replace(hour=11, minute=0, second=0, microsecond=0)


def noter(
    sag: Sag, handling: Handling, hvem: Bruger | None, naar: datetime, detalje: str = ""
) -> None:
    Sagshaendelse.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id,
        sag=sag,
        handling=handling,
        bruger=hvem,
        tidspunkt=naar,
        detalje=detalje,
    )


def kort(linje: Tidslinje) -> list[tuple[str, str, int]]:
    return [(p.tekst, p.bruger, p.gange) for p in (*linje.nyeste, *linje.aeldre)]


def test_den_samme_brug_i_traek_er_eet_punkt(mette: Bruger, leder: Bruger):
    """Nyeste først. Kun brug foldes, og kun samme bruger samme dag uden noget imellem."""
    sag = fabrik.bestilt_sag(mette)
    for minut, (handling, hvem, detalje) in enumerate(
        (
            (Handling.LISTET, None, ""),
            (Handling.AABNET, mette, ""),
            (Handling.AABNET, mette, ""),
            (Handling.AABNET, leder, ""),
            (Handling.AABNET, mette, ""),
            (Handling.HENTET_PDF, mette, "Udgave 1"),
            (Handling.HENTET_PDF, mette, "Udgave 2"),
            (Handling.TILDELT, leder, ""),
            (Handling.TILDELT, leder, ""),
        )
    ):
        noter(sag, handling, hvem, nu() + timedelta(minutes=minut), detalje)
    noter(sag, Handling.AABNET, mette, nu() + timedelta(days=1))
    assert kort(tidslinje(sag)) == [
        ("Kontrolarket blev åbnet", "Mette Holm", 1),
        ("Sagen blev tildelt", "Søren Bak", 1),
        ("Sagen blev tildelt", "Søren Bak", 1),
        ("Kontrolarket blev hentet som PDF", "Mette Holm", 1),
        ("Kontrolarket blev hentet som PDF", "Mette Holm", 1),
        ("Kontrolarket blev åbnet", "Mette Holm", 1),
        ("Kontrolarket blev åbnet", "Søren Bak", 1),
        ("Kontrolarket blev åbnet", "Mette Holm", 2),
        ("Sagen kom på bestillingslisten", "", 1),
    ]


@pytest.mark.parametrize(("antal", "aeldre"), [(VIST, 0), (VIST + 1, 1)])
def test_kun_de_nyeste_staar_fremme(mette: Bruger, antal: int, aeldre: int):
    sag = fabrik.bestilt_sag(mette)
    for nr in range(antal):
        noter(sag, Handling.NY_HAENDELSE, None, nu() + timedelta(minutes=nr))
    assert len(tidslinje(sag).aeldre) == aeldre


def hoering(sag: Sag, hvem: Bruger, frist: int) -> None:
    Partshoering.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id,
        sag=sag,
        bestilling=sag.bestillinger.get(),
        bruger=hvem,
        tilstand=Hoeringstilstand.SENDT,
        sendt=nu(),
        frist=I_DAG + timedelta(days=frist),
    )


@pytest.mark.parametrize(
    ("tilstand", "svarfrist", "venter"),
    [
        (Sagstilstand.BESTILT, None, [("Frist for behandling", False)]),
        (Sagstilstand.PARTSHOERING, 3,
         [("Frist for behandling", False), ("Borgerens svarfrist", False)]),
        (Sagstilstand.PARTSHOERING, 0,
         [("Frist for behandling", False), ("Borgerens svarfrist", False)]),
        (Sagstilstand.PARTSHOERING, -1,
         [("Frist for behandling", False), ("Borgerens svarfrist", True)]),
        (Sagstilstand.PARTSHOERING, 40,
         [("Borgerens svarfrist", False), ("Frist for behandling", False)]),
        (Sagstilstand.AENDRET_TILDELING, None, []),
    ],
)  # fmt: skip
def test_det_der_venter_har_den_seneste_dato_oeverst_som_resten(
    mette: Bruger, tilstand: str, svarfrist: int | None, venter: list[tuple[str, bool]]
):
    sag = fabrik.bestilt_sag(mette, tilstand=tilstand, udloeber=I_DAG + timedelta(days=30))
    if svarfrist is not None:
        hoering(sag, mette, svarfrist)
    assert [(v.tekst, v.passeret) for v in tidslinje(sag).venter] == venter


def test_paa_arket_staar_den_aeldre_historik_foldet(klient: Client, mette: Bruger):
    sag = fabrik.bestilt_sag(mette)
    for nr in range(VIST + 2):
        noter(sag, Handling.NY_HAENDELSE, None, nu() - timedelta(days=nr + 1))
    html = klient.get(f"/kontrolark/{sag.pk}/").content.decode()
    panel = html.partition('aria-labelledby="forloeb"')[2].partition("</section>")[0]
    assert re.search(r"Kontrolarket blev åbnet af <bdi>Mette Holm</bdi>", panel)
    assert "ældre punkt" in panel
