"""En slukket maskines forbindelse slippes inden for et minut, i begge ender."""

from __future__ import annotations

import pytest
from django.db import connection

from portal.livstegn import med_livstegn

SERVERENS = [
    # indstilling              værdi
    ("tcp_keepalives_idle",     "30"),
    ("tcp_keepalives_interval", "10"),
    ("tcp_keepalives_count",    "3"),
    ("tcp_user_timeout",        "60000"),
]  # fmt: skip


@pytest.mark.parametrize(("indstilling", "vaerdi"), SERVERENS)
def test_serveren_faar_det_at_vide_i_hver_forbindelse(indstilling: str, vaerdi: str):
    assert f"-c {indstilling}={vaerdi}" in med_livstegn({})["options"]


def test_adressens_egne_tilvalg_gaar_forud():
    """``?options=`` og resten af adressen bliver stående; PostgreSQL bruger den sidste ``-c``."""
    egne = {"sslmode": "require", "keepalives_idle": 5, "options": "-c tcp_keepalives_idle=7"}
    valgt = med_livstegn(egne)
    assert (valgt["sslmode"], valgt["keepalives_idle"], valgt["keepalives_count"]) == (
        "require", 5, 3,
    )  # fmt: skip
    assert valgt["options"].endswith("tcp_user_timeout=60000 -c tcp_keepalives_idle=7")


@pytest.mark.postgres
@pytest.mark.django_db
def test_serveren_har_taget_dem():
    with connection.cursor() as markoer:
        markoer.execute("select name, setting from pg_settings where name like 'tcp_%'")
        assert dict(markoer.fetchall()).items() >= dict(SERVERENS).items()
