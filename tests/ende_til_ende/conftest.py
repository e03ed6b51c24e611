"""En rigtig Chromium mod en rigtig server; ingen trafik ud af maskinen."""

from __future__ import annotations

import os
import shutil
from typing import Any

import pytest
from playwright.sync_api import Page
from pytest_django.live_server_helper import LiveServer

from adgang.models import Bruger
from tests import fabrik

# Playwrights synkrone API kører i en hændelsessløjfe; Django skal vide, at det er med vilje.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

TAVS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Alt i dette rum kører i en browser og springes over, hvor der ingen er."""
    for item in items:
        if "ende_til_ende" not in item.path.parts:
            continue
        item.add_marker(pytest.mark.browser)
        if not shutil.which("chromium"):
            item.add_marker(pytest.mark.skip(reason="kræver chromium"))


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Maskinens egen Chromium."""
    return {
        **browser_type_launch_args,
        "executable_path": shutil.which("chromium"),
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


@pytest.fixture
def side(page: Page, live_server: LiveServer, mette: Bruger) -> Page:
    """Mette er logget ind og står på overblikket; en fejl i siden får prøven til at falde."""
    fejl: list[str] = []
    page.on("pageerror", lambda e: fejl.append(str(e)))
    page.on("console", lambda m: fejl.append(m.text) if "Content Security" in m.text else None)
    page.goto(f"{live_server.url}/")
    page.get_by_label("Brugernavn").fill("mette")
    page.get_by_label("Adgangskode").fill(fabrik.ADGANGSKODE)
    page.get_by_role("button", name="Log ind").click()
    page.wait_for_url(f"{live_server.url}/")
    yield page
    assert not fejl
