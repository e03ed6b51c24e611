"""Guidens billeder: én kommando tager dem alle igen af en frisk demonstration.

Kør ``.venv/bin/python scripts/guidebilleder.py``; det varer et par minutter og kræver Chromium.
Se på hvert billede, før det gemmes i git: verden begynder i dag, så datoer og sager er nye.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from boern import Boern, sig
from playwright.sync_api import Page, sync_playwright
from proevetjenester import ledig_port
from vaert import ROD, VAERT, klar, manage

BILLEDER = ROD / "docs" / "billeder"
BREDDE = 1440
FRIST = 600.0
"""Sekunder, demonstrationen højst er om at komme op."""
LUKKET_PORT = f"http://{VAERT}:9"
"""Her svarer intet register."""


def i_dag_dansk() -> date:
    """Datoen, som siderne skriver den."""
    return datetime.now(ZoneInfo("Europe/Copenhagen")).date()


def hoved() -> int:
    """Start en demonstration for sig selv, tag billederne, og stop den igen."""
    with tempfile.TemporaryDirectory(prefix="rs-billeder-") as mappe:
        var, port = Path(mappe) / "var", ledig_port()
        miljoe = {**os.environ, "DEMO": "true", "VAR_MAPPE": str(var), "PORT": str(port)}
        with Boern(Path(mappe) / "log") as boern:
            vaert = boern.start(
                "vaert", [sys.executable, ROD / "scripts" / "vaert.py"], miljoe=miljoe
            )
            boern.vent_paa(vaert, lambda: klar(port), FRIST)
            med_browser(lambda side: tag_alle(side, f"http://{VAERT}:{port}", miljoe))
    return 0


def med_browser(arbejd: Callable[[Page], None]) -> None:
    """Maskinens egen Chromium, på dansk."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        arbejd(
            browser.new_context(
                locale="da-DK", viewport={"width": BREDDE, "height": 1250}
            ).new_page()
        )
        browser.close()


def tag_alle(side: Page, adresse: str, miljoe: dict[str, str]) -> None:
    """Sagsbehandlerens dag, teamlederens effektmåling og driftens side, i den orden de sker."""
    log_ind(side, adresse, "mette", miljoe)
    bestil(side, adresse)
    hoer(side, adresse)
    registrer(side)
    side.goto(f"{adresse}/")
    tag(side, "dag-01-overblik", 1080)
    log_ind(side, adresse, "leder", miljoe)
    side.goto(f"{adresse}/effekt/")
    tag(side, "effekt-01-overblik", 1120)
    drift(side, adresse, miljoe)


def tag(side: Page, navn: str, hoejde: int) -> None:
    """Tag billedet, når siden er færdig; markøren står uden for felterne."""
    side.set_viewport_size({"width": BREDDE, "height": hoejde})
    side.wait_for_load_state("networkidle")
    side.mouse.move(0, 0)
    side.screenshot(path=BILLEDER / f"{navn}.png")
    sig(f"docs/billeder/{navn}.png")


def log_ind(side: Page, adresse: str, navn: str, miljoe: dict[str, str]) -> None:
    """Gennem døren, begge trin, som en demobruger."""
    hemmeligt = json.loads((Path(miljoe["VAR_MAPPE"]) / "demo-brugere.json").read_text("utf-8"))
    side.context.clear_cookies()
    side.goto(f"{adresse}/")
    side.get_by_label("Brugernavn").fill(navn)
    side.get_by_label("Adgangskode").fill(hemmeligt[navn]["adgangskode"])
    side.get_by_role("button", name="Fortsæt").click()
    side.get_by_label("Kode", exact=True).fill(manage(miljoe, "demokode", navn, fang=True).strip())
    side.get_by_role("button", name="Log ind").click()
    side.wait_for_load_state()


def bestil(side: Page, adresse: str) -> None:
    """De fem ældste vælges og bestilles."""
    side.goto(f"{adresse}/bestillingsliste/")
    bokse = side.get_by_label(re.compile(r"^Vælg R-"))
    for nr in range(5):
        bokse.nth(nr).check(force=True)
    tag(side, "dag-02-bestillingsliste", 1100)
    side.get_by_role("button", name=re.compile("^Bestil 5 sager")).click()
    side.get_by_text("5 sager er bestilt").wait_for()
    side.goto(f"{adresse}/prioriteringsliste/")
    tag(side, "dag-03-prioriteringsliste", 1100)


def hoer(side: Page, adresse: str) -> None:
    """En sag åbnes, og borgeren høres."""
    side.goto(f"{adresse}/")
    side.get_by_role("link", name="Start med ældste sag").click()
    side.wait_for_load_state()
    start = side.get_by_role("button", name="Start partshøring")
    while not start.count():  # en sag med én hændelse går lige til brevet
        side.get_by_role("link", name="Næste").click()
        side.wait_for_load_state()
    tag(side, "dag-04-kontrolark", 1250)
    start.click()
    side.get_by_label("Brevets tekst").wait_for()
    tag(side, "dag-05-partshoering", 1250)
    side.get_by_role("button", name="Send brevet").click()
    side.get_by_text("Brevet kan ikke kaldes tilbage").wait_for()
    side.keyboard.press("Control+Enter")
    side.get_by_role("link", name="Registrér svar").click()
    side.get_by_label("Hvornår kom svaret?").fill(f"{i_dag_dansk():%d-%m-%Y}")
    side.get_by_label("Hvad svarer borgeren?").fill("Det er rigtigt, at der er sket en ændring.")
    side.get_by_role("button", name="Registrér svar").click()
    side.wait_for_load_state()


def registrer(side: Page) -> None:
    """Resultatet udfyldes, men gemmes ikke."""
    i_dag = i_dag_dansk()
    forrige = i_dag.replace(day=1) - timedelta(days=1)
    side.keyboard.press("f")
    side.get_by_label("Giver anledning til ændret tildeling").check(force=True)
    side.get_by_label("Hvordan ændres tildelingen?").select_option(label="Ydelsen nedsættes")
    for felt, vaerdi in (
        ("Ændring af ydelsen pr. måned", "2.140"),
        ("Tilbagebetalingskrav", "9.240"),
        ("Fra", f"{forrige.replace(day=1):%d-%m-%Y}"),
        ("Til og med", f"{forrige:%d-%m-%Y}"),
        ("Afgørelsesdato", f"{i_dag:%d-%m-%Y}"),
    ):
        side.get_by_label(felt, exact=True).fill(vaerdi)
    side.get_by_label("Hvad er årsagen til ændringen?").select_option(
        label="Ingen fejl – forholdene er ændret"
    )
    side.get_by_text(re.compile("^Kladde gemt")).wait_for()
    hoejde: Any = side.evaluate("document.documentElement.scrollHeight")
    tag(side, "dag-06-feedback", int(hoejde))


def drift(side: Page, adresse: str, miljoe: dict[str, str]) -> None:
    """Natten køres igen, mens Feriekonto ikke svarer."""
    tavs = {
        **miljoe,
        "LOG_NIVEAU": "CRITICAL",
        "REGISTER_FERIEKONTO": "registre.feriekonto.adapter.HttpAdapter",
        "REGISTERSERVER_URL": LUKKET_PORT,
        "REGISTERSERVER_NOEGLE": "ingen-svarer-paa-den-noegle",
    }
    manage(tavs, "shell", "-v", "0", "-c", DELVIST_IGEN)
    log_ind(side, adresse, "drift", miljoe)
    side.goto(f"{adresse}/drift/")
    tag(side, "drift-01-natten", 1500)


DELVIST_IGEN = """
from samkoering.natten.arbejder import arbejd
from samkoering.natten.igen import hele_natten
arbejd(hele_natten().pk)
"""


if __name__ == "__main__":
    sys.exit(hoved())
