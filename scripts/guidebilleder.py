"""Guidens billeder: én kommando tager dem alle igen af en frisk demonstration.

Kør ``.venv/bin/python scripts/guidebilleder.py``; det varer et par minutter og kræver Chromium.
Navne efter kommandoen tager kun de rum: ``dagen``, ``effekt``, ``sagsopstart``, ``udsoegning``,
``koerelister``, ``persongrupper`` og ``drift``. Se på hvert billede, før det gemmes i git: verden
begynder i dag, så datoer og sager er nye.
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
BREDDE, TELEFON = 1440, 390
FRIST = 600.0
"""Sekunder, demonstrationen højst er om at komme op."""
KODENS_TID = 31_000
"""Millisekunder, til appen viser en ny kode."""
LUKKET_PORT = f"http://{VAERT}:9"
"""Her svarer intet register."""


def i_dag_dansk() -> date:
    """Datoen, som siderne skriver den."""
    return datetime.now(ZoneInfo("Europe/Copenhagen")).date()


def hoved(rum: list[str]) -> int:
    """Start en demonstration for sig selv, tag billederne, og stop den igen; uden rum alle."""
    if ukendte := set(rum) - set(RUMMENE):
        sig(f"Ukendt: {', '.join(sorted(ukendte))}. Vælg mellem {', '.join(RUMMENE)}.")
        return 2
    with tempfile.TemporaryDirectory(prefix="rs-billeder-") as mappe:
        var, port = Path(mappe) / "var", ledig_port()
        miljoe = {**os.environ, "DEMO": "true", "VAR_MAPPE": str(var), "PORT": str(port)}
        with Boern(Path(mappe) / "log") as boern:
            vaert = boern.start(
                "vaert", [sys.executable, ROD / "scripts" / "vaert.py"], miljoe=miljoe
            )
            boern.vent_paa(vaert, lambda: klar(port), FRIST)
            adresse = f"http://{VAERT}:{port}"
            med_browser(lambda side: tag_alle(side, adresse, miljoe, rum or list(RUMMENE)))
    return 0


def med_browser(arbejd: Callable[[Page], None]) -> None:
    """Maskinens egen Chromium, på dansk."""
    with sync_playwright() as driver:
        browser = driver.chromium.launch(
            executable_path=shutil.which("chromium-headless-shell") or shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--font-render-hinting=none"],
        )
        arbejd(
            browser.new_context(
                locale="da-DK", viewport={"width": BREDDE, "height": 1250}
            ).new_page()
        )
        browser.close()


def tag_alle(side: Page, adresse: str, miljoe: dict[str, str], rum: list[str]) -> None:
    """Rummenes billeder i den orden, de sker; hvert rum har den, der har siden."""
    for navn, (bruger, arbejd) in RUMMENE.items():
        if navn in rum:
            log_ind(side, adresse, bruger, miljoe)
            arbejd(side, adresse, miljoe)


def tag(side: Page, navn: str, hoejde: int, bredde: int = BREDDE) -> None:
    """Tag billedet, når siden er færdig; markøren står uden for felterne."""
    side.set_viewport_size({"width": bredde, "height": hoejde})
    if not side.locator("[hx-trigger^=every]").count():  # en side, der følger med, er aldrig stille
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
    kode = side.get_by_label("Kode", exact=True)
    kode.fill(manage(miljoe, "demokode", navn, fang=True).strip())
    side.get_by_role("button", name="Log ind").click()
    side.wait_for_load_state()
    if kode.count():  # en kode gælder én gang; den samme bruger får en ny inden for et halvt minut
        side.wait_for_timeout(KODENS_TID)
        kode.fill(manage(miljoe, "demokode", navn, fang=True).strip())
        side.get_by_role("button", name="Log ind").click()
        side.wait_for_load_state()


def dagen(side: Page, adresse: str, _miljoe: dict[str, str]) -> None:
    """Sagsbehandlerens dag: fra bestilling til resultat."""
    bestil(side, adresse)
    hoer(side, adresse)
    registrer(side)
    side.goto(f"{adresse}/")
    tag(side, "dag-01-overblik", 1080)


def effekt(side: Page, adresse: str, _miljoe: dict[str, str]) -> None:
    """Teamlederens effektmåling, når den seneste måned er opgjort i baggrunden."""
    sidste = i_dag_dansk().replace(day=1) - timedelta(days=1)
    aaret = f"12 måneder til og med {sidste:%m-%Y}"
    for _ in range(int(FRIST / 5)):
        side.goto(f"{adresse}/effekt/")
        if side.locator("option", has_text=aaret).count():
            break
        side.wait_for_timeout(5_000)
    tag(side, "effekt-01-overblik", 1120)
    side.goto(f"{adresse}/effekt/afproevning/")
    tag(side, "effekt-02-afproevning", 1120)


def sagsopstart(side: Page, adresse: str, miljoe: dict[str, str]) -> None:
    """Den ansøgning, der er i gang, og hvor et register ikke svarede."""
    manage(miljoe, "sagsopstartdemo", "--i-gang")
    side.goto(f"{adresse}/sagsopstart/")
    tag(side, "sagsopstart-02-liste", 930)
    i_gang = side.get_by_role("row").filter(has_text="I gang:")
    i_gang.get_by_role("link").first.click()
    side.get_by_role("button", name=re.compile("Prøv igen")).first.wait_for()
    tag(side, "sagsopstart-01-ansoegning", 1250)


def udsoegning(side: Page, adresse: str, _miljoe: dict[str, str]) -> None:
    """Projektet, der er søgt, og en borger på listen."""
    side.goto(f"{adresse}/udsoegning/")
    side.get_by_role("row").filter(has=side.locator(".under")).get_by_role("link").first.click()
    side.wait_for_load_state()
    tag(side, "udsoegning-01-projekt", 1250)
    side.locator("main tbody").get_by_role("link").first.click()
    side.get_by_role("button", name="Gem henvendelsen").wait_for()
    tag(side, "udsoegning-02-borger", 1250)


def koerelister(side: Page, adresse: str, miljoe: dict[str, str]) -> None:
    """Teamlederens oversigt og statistik; turen på telefonen hos den, der kører."""
    side.goto(f"{adresse}/koerelister/")
    tag(side, "koerelister-01-oversigt", 1180)
    side.goto(f"{adresse}/koerelister/statistik/")
    tag(side, "koerelister-04-statistik", 1250)
    log_ind(side, adresse, "mette", miljoe)
    side.goto(f"{adresse}/koerelister/")
    side.get_by_role("row").filter(has_text="Klar til kørsel").get_by_role("link").first.click()
    side.get_by_role("link", name="Åbn på telefonen").click()
    side.locator(".turkort").first.wait_for()
    tag(side, "koerelister-03-telefon", 1200, TELEFON)


def persongrupper(side: Page, adresse: str, miljoe: dict[str, str]) -> None:
    """En borger, der er flyttet fra Gr. 1 til Gr. 2 og stadig tæller med, og monitoreringen."""
    side.goto(f"{adresse}/persongrupper/?markering=GRUPPE_2")
    foerste = side.locator("td[data-ord='Første gruppe']", has_text="Gr. 1")
    flyttet = side.get_by_role("row").filter(has=foerste)
    flyttet.first.get_by_role("link").click()
    side.get_by_role("heading", name="Borgerens markeringer").wait_for()
    tag(side, "persongrupper-01-borger", 1180)
    side.goto(f"{adresse}/persongrupper/monitorering/")
    tag(side, "persongrupper-02-monitorering", 1250)


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
    side.goto(f"{adresse}/drift/")
    tag(side, "drift-01-natten", 1500)


DELVIST_IGEN = """
from samkoering.natten.arbejder import arbejd
from samkoering.natten.igen import hele_natten
arbejd(hele_natten().pk)
"""


RUMMENE: dict[str, tuple[str, Callable[[Page, str, dict[str, str]], None]]] = {
    "dagen": ("mette", dagen),
    "effekt": ("leder", effekt),
    "sagsopstart": ("mette", sagsopstart),
    "udsoegning": ("projekt", udsoegning),
    "koerelister": ("leder", koerelister),
    "persongrupper": ("mette", persongrupper),
    "drift": ("drift", drift),
}
"""Rum → den, der har siden, og det, der tager billederne; driften til sidst, for den kører om."""


if __name__ == "__main__":
    sys.exit(hoved(sys.argv[1:]))
