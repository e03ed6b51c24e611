"""Fejl, der selv bærer nummeret: i en side, i en opgave, i loggens argumenter og i en repr."""

from __future__ import annotations

import logging.config
import pprint
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from copy import deepcopy
from typing import Any
from unittest.mock import DEFAULT, patch

import structlog
from celery.contrib.testing.worker import start_worker
from celery.fixups.django import DjangoWorkerFixup
from celery.utils.log import get_task_logger
from celery.worker import state
from django.apps import apps
from django.conf import settings
from django.db import connections, transaction
from django.db.models import Model, Q

from adgang.felter import CprFelt
from kontrol.bestillingsliste import views
from portal.celery import app
from portal.indsigt.forms import Borgersoegning
from portal.logning import uden_cpr
from registre.cpr.numre import Cpr
from samkoering.models import Sag
from samkoering.tasks import arbejd
from tests.bevis.logforloeb import Forloeb, Scene
from tests.bevis.lognat import NUMRE, databasefejl, polarsfejl
from tests.bevis.logsider import klienter, vis

GRUND = "prøven ser hele databasen"


def _for_lang() -> None:
    Sag.objects.i_kommune("0175").update(cpr=NUMRE[0] * 3)
    raise ValueError(f"for lang: {NUMRE[0]}, {NUMRE[1]}")  # SQLite tager imod den


def _mangler_noget() -> None:
    en = Sag.objects.i_kommune("0175").order_by("cpr")[0]
    en.pk, en.kle, en.cpr = None, None, Cpr(NUMRE[0])
    en.save(force_insert=True)


def _kast(fejl: Exception) -> Callable[[], None]:
    def fald() -> None:
        raise fejl

    return fald


FEJL: dict[str, Callable[[], Any]] = {
    "unik-krænkelse": databasefejl,
    "for lang værdi": _for_lang,
    "en værdi mangler": _mangler_noget,
    "forkert type": lambda: list(Sag.objects.i_kommune("0175").filter(fundet=NUMRE[1])),
    "ikke et id": lambda: Sag.objects.i_kommune("0175").get(pk=NUMRE[0]),
    "ikke et tal": lambda: int(NUMRE[1]),
    "Polars": polarsfejl,
    "KeyError": _kast(KeyError(NUMRE[0])),
    "UnicodeDecodeError": lambda: f"{NUMRE[0]}\xff".encode("latin-1").decode("utf-8"),
    "flere numre": _kast(RuntimeError(*NUMRE)),
    "OSError": lambda: open(f"/findes-ikke/{NUMRE[0]}", encoding="utf-8"),  # noqa: SIM115
}


def _i_en_side(scene: Scene) -> None:
    for fejl in FEJL.values():
        with patch.object(views, "visning", lambda *_, fejl=fejl: fejl()):
            svar = klienter(scene)[0].get("/bestillingsliste/")
        assert svar.status_code == 500
        vis(scene, svar)


def _i_loggen(scene: Scene) -> None:
    """Hver fejl logget på hver måde, nogen kunne finde på."""
    for navn, fejl in FEJL.items():
        scene.forsoeg += 4
        try:
            with transaction.atomic():
                fejl()
        except Exception as kastet:
            logging.getLogger("samkoering").exception("faldt: %s", kastet)
            logging.getLogger("fremmed").error("%s: %r", navn, kastet, extra={"cpr": NUMRE[0]})
            structlog.get_logger("kontrol").exception(str(kastet), fejl=kastet, led=kastet.args)
            structlog.get_logger("kontrol").info("sag", cpr=int(NUMRE[0]), **{NUMRE[0]: NUMRE})


@app.task(name="tests.falder")
def falder(nummer: str) -> None:
    """En opgave, der falder med nummeret i hånden."""
    FALDET.append(nummer)
    raise ValueError(f"opgaven kunne ikke bruge {nummer}")


FALDET: list[str] = []


def _i_en_opgave(scene: Scene) -> None:
    """Opgaver i en rigtig arbejder, der skriver alt, den foretager sig."""
    FALDET.clear()
    app.loader.import_default_modules()
    # Arbejderen lukker sine forbindelser; her deler den dem med resten af programmet.
    with (
        patch.object(connections["default"], "close"),
        patch.multiple(DjangoWorkerFixup, _close_database=DEFAULT, _maybe_close_db_fd=DEFAULT),
        patch.dict(app.conf.broker_transport_options, polling_interval=0.02),
        start_worker(app, pool="solo", perform_ping_check=False, loglevel="DEBUG"),
    ):
        for nummer in NUMRE:
            falder.apply_async(args=(nummer,), kwargs={})
        slut = time.monotonic() + 60
        while len(FALDET) < len(NUMRE) and time.monotonic() < slut:
            time.sleep(0.05)
        # En arbejder, der venter på en besked, ser først efter stop, når den får en.
        state.should_terminate = 0
        falder.apply_async(args=NUMRE[:1])
    assert tuple(FALDET[: len(NUMRE)]) == NUMRE
    scene.forsoeg += len(NUMRE)


def _natten_som_opgave(scene: Scene) -> None:
    """Natten får et nummer som dato; kommandoen i dens egen proces afviser det."""
    arbejd.apply(args=(NUMRE[0],), throw=False)
    scene.forsoeg += 1


def repraesentationer(scene: Scene) -> None:
    """Modeller, forespørgsler, formularer og fejl, som de vises, når nogen ser på dem."""
    for model in apps.get_models():
        felter = [felt.name for felt in model._meta.get_fields() if isinstance(felt, CprFelt)]
        if felter:
            scene.forsoeg += _vis_model(model, felter)
    form = Borgersoegning({"cpr": NUMRE[0]})
    form.is_valid()
    sys.stderr.write(f"{form!r} {form.cleaned_data!r} {Cpr(NUMRE[0])!r}\n")


def _vis_model(model: type[Model], felter: list[str]) -> int:
    alle = model._default_manager.paa_tvaers(grund=GRUND)
    vist: list[Any] = [alle[:2], alle.values(*felter)[:2], alle.values_list(*felter)[:2]]
    for en in alle[:3]:
        vaerdier = {felt: getattr(en, felt) for felt in felter}
        vist += [en, str(en), vaerdier, [*vaerdier.values()], Q(**vaerdier)]
    sys.stderr.write(f"{vist!r}\n{vist!a}\n{pprint.pformat(vist)}\n")
    return len(vist)


FORLOEB: dict[str, Forloeb] = {
    "fejl i en side": _i_en_side,
    "fejl i loggen": _i_loggen,
    "fejl i en opgave": _i_en_opgave,
    "natten som opgave": _natten_som_opgave,
    "repr af modeller": repraesentationer,
}


@contextmanager
def _uden_vask() -> Iterator[None]:
    """Processoren ``uden_cpr`` er taget ud af begge kæder."""
    opsat = deepcopy(settings.LOGGING)
    opsat["formatters"]["json"]["processors"].remove(uden_cpr)
    kaede = structlog.get_config()["processors"]
    structlog.configure(processors=[trin for trin in kaede if trin is not uden_cpr])
    logging.config.dictConfig(opsat)
    try:
        # Arbejderen sætter selv loggen op, som indstillingerne siger.
        with patch.object(settings, "LOGGING", opsat):
            yield
    finally:
        structlog.configure(processors=kaede)
        logging.config.dictConfig(settings.LOGGING)


def _i_en_opgave_eller_loggen(scene: Scene) -> None:
    """En arbejder er længe om at stoppe; i kort form er det nok med en opgaves egen logger."""
    if scene.antal > 1:
        _i_en_opgave(scene)
    else:
        get_task_logger("tests.falder").error("opgaven kunne ikke bruge %s", NUMRE[0])


def _umaskeret() -> AbstractContextManager[Any]:
    """Et CPR-nummer viser sig selv."""
    return patch.object(Cpr, "__repr__", str.__repr__)


PLANTET = {
    "loggen vasker ikke": (_uden_vask, _i_loggen),
    "arbejderens log vasker ikke": (_uden_vask, _i_en_opgave_eller_loggen),
    "typen viser sig": (_umaskeret, repraesentationer),
}
