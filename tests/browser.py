"""En rigtig Chromium mod en rigtig server, for alle rum, der prøver i en browser."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from adgang.models import Bruger
from tests import fabrik

# Playwrights synkrone API kører i en hændelsessløjfe; Django skal vide, at det er med vilje.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

PROGRAM = shutil.which("chromium-headless-shell") or shutil.which("chromium")
"""Browseren uden vindue viser og kører siderne ens for det halve af regnetiden; den hele duer også.

Findes ingen af dem, er den ``None``.
"""
# Ingen trafik ud af maskinen; bogstaverne er lige brede i begge browsere.
TAVS = (
    "--no-sandbox",
    "--disable-gpu",
    "--font-render-hinting=none",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)

TAAL = 20_000
"""Millisekunder, siden højst er om at vise det ventede: den første PDF kan tage fem sekunder, når
maskinen har andet at lave. Kun den, der falder, venter så længe."""
expect.set_options(timeout=TAAL)

alene_om_databasen = threading.RLock()
"""I hukommelsen har SQLite én forbindelse, som alle tråde deler: serveren venter, mens prøven selv
skriver, for en side i browseren spørger, når den vil."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """En prøve, der bruger browseren, er mærket ``browser`` og springes over, hvor der ingen er."""
    for item in items:
        if "browser" not in getattr(item, "fixturenames", ()):
            continue
        item.add_marker(pytest.mark.browser)
        if PROGRAM is None:
            item.add_marker(pytest.mark.skip(reason="kræver chromium"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Maskinens egen Chromium."""
    return {
        **browser_type_launch_args,
        "executable_path": PROGRAM,
        "args": list(TAVS),
    }


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args: dict[str, Any]) -> dict[str, Any]:
    """Dansk, og lov til at bruge udklipsholderen."""
    return {
        **browser_context_args,
        "locale": "da-DK",
        "viewport": {"width": 1440, "height": 900},
        "permissions": ["clipboard-read", "clipboard-write"],
    }


@pytest.fixture(scope="session")
def live_server(live_server: LiveServer) -> LiveServer:
    """Én forespørgsel ad gangen, og ingen, mens en prøve er alene om databasen."""
    svarer = live_server.thread.httpd.get_app()

    def een_ad_gangen(environ: dict[str, Any], begynd_svar: Any) -> list[bytes]:
        with alene_om_databasen, closing(svarer(environ, begynd_svar)) as svar:
            return [b"".join(svar)]

    live_server.thread.httpd.set_app(een_ad_gangen)
    return live_server


@pytest.fixture
def side(page: Page, live_server: LiveServer, mette: Bruger) -> Iterator[Page]:
    """Mette er inde og står på overblikket; en fejl i siden får prøven til at falde."""
    fejl = lyt_efter_fejl(page)
    luk_ind(page.context, live_server, mette)
    page.goto(f"{live_server.url}/")
    yield page
    page.goto("about:blank")
    assert not fejl


def lyt_efter_fejl(side: Page) -> list[str]:
    """Listen, hvor sidens scriptfejl og brud på CSP lægges, efterhånden som de sker."""
    fejl: list[str] = []
    side.on("pageerror", lambda e: fejl.append(str(e)))
    side.on("console", lambda m: fejl.append(m.text) if "Content Security" in m.text else None)
    return fejl


def luk_ind(ramme: BrowserContext, server: LiveServer, hvem: Bruger) -> None:
    """Giv browseren en bekræftet session uden om døren; den, der var der før, er glemt."""
    with alene_om_databasen:
        klient = Client()
        fabrik.log_ind(klient, hvem)
        noegle = klient.session.session_key
    ramme.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": noegle, "url": server.url}])


def log_ind(side: Page, hvem: Bruger, adgangskode: str = fabrik.ADGANGSKODE) -> None:
    """Gå gennem døren, begge trin, fra den log-in-side, der står."""
    vis_adgangskode(side, hvem.brugernavn, adgangskode)
    side.get_by_label("Kode", exact=True).fill(fabrik.kode_nu(hvem))
    side.get_by_role("button", name="Log ind").click()


def vis_adgangskode(side: Page, brugernavn: str, adgangskode: str) -> None:
    """Det første trin alene."""
    side.get_by_label("Brugernavn").fill(brugernavn)
    side.get_by_label("Adgangskode").fill(adgangskode)
    side.get_by_role("button", name="Fortsæt").click()
