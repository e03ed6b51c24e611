"""På vej til log-in følger adressen med, men aldrig et CPR-nummer, nogen har skrevet i den."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from django.test import Client

LISTE = "/bestillingsliste/"


@pytest.mark.parametrize(
    ("adresse", "videre"),
    [
        (LISTE, LISTE),
        (f"{LISTE}?side=2&tema=Indkomst", f"{LISTE}?side=2&tema=Indkomst"),
        (f"{LISTE}?q=670585-0028", LISTE),
        (f"{LISTE}?q=6705850028&side=2", LISTE),
        (f"{LISTE}?q=670585%200028", LISTE),
        (f"{LISTE}?q=670585+0028", LISTE),
        (f"{LISTE}?q=670585002", f"{LISTE}?q=670585002"),
    ],
)
def test_next(db: None, adresse: str, videre: str):
    svar = Client().get(adresse)
    assert svar.status_code == 302
    assert unquote(svar["Location"]) == f"/log-ind/?next={videre}"
