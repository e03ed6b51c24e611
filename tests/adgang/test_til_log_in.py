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


@pytest.mark.parametrize(
    ("metode", "adresse", "tabt"),
    [
        ("get", LISTE, False),
        ("head", LISTE, False),
        ("post", LISTE, True),
        ("post", "/soeg/", True),
        ("post", "/log-ind/kode/", True),
    ],
)
def test_den_der_trykkede_faar_at_vide_at_intet_er_gemt(
    db: None, metode: str, adresse: str, tabt: bool
):
    """En anden fane har logget af. Siden, der kunne hentes igen, mister intet."""
    klient = Client()
    svar = getattr(klient, metode)(adresse, follow=True)
    assert svar.redirect_chain[0][0].startswith("/log-ind/")
    side = klient.get(svar.redirect_chain[0][0]).content.decode()
    assert ("Du var logget af, da du trykkede. Intet er gemt." in side) is tabt
    assert 'name="next" value="/"' in side or not tabt
