"""Husets kommandoer, som ``manage.py`` kører dem, med nummeret hvor det ikke hører hjemme."""

from __future__ import annotations

import runpy
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from django.conf import settings
from django.db import connections

from tests.bevis.logforloeb import Forloeb, Scene
from tests.bevis.lognat import NUMRE, databasefejl, forskrevet, polarsfejl, udtraek

CPR, MED_STREG = NUMRE[:2]
DAG = ("--dato", "2018-06-19")


def manage(scene: Scene, *argumenter: str) -> None:
    """Kør ``manage.py``, som skallen ville; en fejl, der slipper ud, vises på standardfejl."""
    scene.forsoeg += 1
    oprindelig = sys.stderr
    # En kommando lukker sine forbindelser til sidst; her deler den dem med resten.
    with (
        patch.object(sys, "argv", ["manage.py", *argumenter]),
        patch.object(connections, "close_all"),
    ):
        try:
            runpy.run_path(str(settings.ROD / "manage.py"), run_name="__main__")
        except SystemExit:
            pass
        except BaseException:
            sys.excepthook(*sys.exc_info())  # type: ignore[arg-type]
        finally:
            sys.stderr.flush()
            sys.stderr = oprindelig


def _kommando(*argumenter: str) -> Forloeb:
    return lambda scene: manage(scene, *argumenter)


def _samkoer(lav: Callable[[Scene], Path], *argumenter: str) -> Forloeb:
    return lambda scene: manage(scene, "samkoer", "--udtraek", str(lav(scene)), *DAG, *argumenter)


def _hel(scene: Scene) -> Path:
    return udtraek(scene, "kommando")


def _fil(navn: str, linjer: list[str], kommando: str, *argumenter: str) -> Forloeb:
    """En registerfil, der hedder nummeret og er fuld af det; den ligger uden for ``VAR_MAPPE``."""

    def forloeb(scene: Scene) -> None:
        mappe = scene.mappe.parent / "filer"
        mappe.mkdir(exist_ok=True)
        fil = mappe / navn
        fil.write_text("\n".join(linjer), encoding="utf-8")
        resten = (led.format(fil=fil, ud=mappe / "ud") for led in argumenter)
        manage(scene, kommando, str(fil), *resten)

    return forloeb


def _vaelter(fejl: Callable[..., None]) -> Forloeb:
    def forloeb(scene: Scene) -> None:
        with patch("samkoering.skrivning.skriv.foer_regnskab", fejl):
            manage(scene, "samkoer", "--udtraek", str(_hel(scene)), "--dato", "2018-06-20")

    return forloeb


POST = f"001{CPR}01{CPR}" + " " * 40

FORLOEB: dict[str, Forloeb] = {
    "ukendt kommando": _kommando(CPR),
    "samkoer uden mappe": _kommando("samkoer", "--udtraek", MED_STREG, *DAG),
    "samkoer med nummeret som dato": _kommando("samkoer", "--udtraek", ".", "--dato", CPR),
    "samkoer med nummeret som kommune": _samkoer(_hel, "--kommune", CPR),
    "samkoer med et ukendt valg": _samkoer(_hel, f"--{CPR}"),
    "samkoer med et ord for meget": _samkoer(_hel, CPR),
    "samkoer til en mappe, der ikke findes": _samkoer(_hel, "--resultat", f"/{CPR}/udfald.csv"),
    "samkoer på et forskrevet udtræk": _samkoer(forskrevet),
    "samkoer, der vælter i databasen": _vaelter(databasefejl),
    "samkoer, der vælter i Polars": _vaelter(polarsfejl),
    "nat med nummeret som dato": _kommando("nat", "--dato", MED_STREG),
    "laes_cpr af en fil, der ikke findes": _kommando("laes_cpr", CPR, "--ud", CPR),
    "laes_cpr af en forkert fil": _fil(f"{CPR}.txt", [POST] * 3, "laes_cpr", "--ud", "{ud}"),
    "laes_cvr af en forkert fil": _fil(
        f"{CPR}.json", [f'{{"cpr": "{CPR}"'], "laes_cvr", "--personer", "{fil}", "--ud", "{ud}"
    ),
    "bruger oprettet med nummeret": _kommando("bruger", "opret", CPR, "--rolle", CPR),
    "bruger med nummeret som navn": _kommando(
        "bruger", "opret", "anna", "--navn", MED_STREG, "--rolle", "TEAMLEDER", "--kommune", CPR
    ),
    "netvaerk med nummeret": _kommando("netvaerk", CPR, MED_STREG),
    "driftsrolle med nummeret for meget": _kommando("driftsrolle", "drift", CPR),
    "demokode med nummeret": _kommando("demokode", CPR),
    "syntetisk med nummeret": _kommando("syntetisk", "--kommuner", CPR, "--dato", CPR),
    "regelsider med nummeret": _kommando("regelsider", CPR),
}


def _uden_vask() -> AbstractContextManager[Any]:
    """``manage.py`` lader standardfejl være."""
    return patch("portal.standardfejl.vask_standardfejl", lambda: None)


PLANTET = {
    "kommandoerne vasker ikke": (_uden_vask, FORLOEB["samkoer med nummeret som dato"]),
    "en uventet fejls spor vaskes ikke": (_uden_vask, _vaelter(polarsfejl)),
}
