"""Fejl på bestillingslisten: dem, en side kan falde med, og dem, der plantes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import Http404

from adgang.opslagslog.skriv import Brug
from kontrol.bestillingsliste import forespoergsel, liste, views
from samkoering.models import Sag
from tests.bevis import kanarier, listeforsoeg, spor
from tests.bevis.listeforsoeg import Forsoeg
from tests.bevis.listelaeser import Laeser, proev, slap_ud
from tests.bevis.plantning import Plantet

TEKST = f"{kanarier.cpr(0)} {kanarier.NAVN}, Kanarievej 1, {kanarier.OERE}"
"""En fejls ord, når den bærer kanarier."""
SET_LISTEN = [Forsoeg("listen", ens=True)]
KASTET: dict[str, Callable[[], Exception]] = {
    "ValueError": lambda: ValueError(TEKST),
    "KeyError": lambda: KeyError(TEKST),
    "UnicodeDecodeError": lambda: UnicodeDecodeError("utf-8", TEKST.encode(), 0, 9, TEKST),
    "404": lambda: Http404(TEKST),
    "403": lambda: PermissionDenied(TEKST),
}


def fejlside(navn: str, laesere: list[Laeser], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Siden falder, og fejlen selv bærer kanarier."""
    if navn == "uden CSRF":
        return _uden_csrf(laesere)

    def fald(*_: object) -> None:
        if navn == "IntegrityError":
            _en_sag_for_meget()
        raise KASTET[navn]()

    with monkeypatch.context() as plantet:
        plantet.setattr(views, "visning", fald)
        return proev(laesere, [Forsoeg(f"siden falder: {navn}")])


def _en_sag_for_meget() -> None:
    """Databasen afviser en sag mere om samme borger; PostgreSQL gentager nummeret."""
    en = Sag.objects.i_kommune("0175").order_by("cpr")[0]
    Sag.objects.i_kommune("0175").create(
        kommune_id="0175", cpr=en.cpr, kle=en.kle, fundet=en.fundet, udloeber=en.udloeber
    )


def _uden_csrf(laesere: list[Laeser]) -> list[str]:
    for laeser in laesere:
        laeser.klient.handler.enforce_csrf_checks = True
    brud = proev(laesere, [Forsoeg("uden CSRF", metode="POST", krop=f"cpr={kanarier.cpr(0)}")])
    for laeser in laesere:
        laeser.klient.handler.enforce_csrf_checks = False
    return brud


FEJLSIDER = (*KASTET, "IntegrityError", "uden CSRF")


def vis_cpr(laesere: list[Laeser], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Listens rækker får CPR-nummeret med, og skabelonen viser det."""
    aegte = liste._raekke

    def med_cpr(post: tuple, fund: set, *, valgt: bool) -> liste.Raekke:
        raekke = aegte(post, fund, valgt=valgt)
        cpr = Sag.objects.i_kommune("0175").get(pk=raekke.id).cpr
        return replace(raekke, kontroltyper=(*raekke.kontroltyper, cpr))

    monkeypatch.setattr(liste, "_raekke", med_cpr)
    return proev(laesere, SET_LISTEN)


def slip_sorteringen(laesere: list[Laeser], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Et ukendt felt i adressen når order_by; svaret viser intet, men ordenen røber numrene."""
    aegte = views.laes_filtre

    def raa(valg, kommune):
        sorter = valg.get("sorter", "udloeber")
        felter = {"sorter": sorter.removeprefix("-"), "faldende": sorter.startswith("-")}
        return replace(aegte(valg, kommune), **felter)

    class Alt(dict):
        def __missing__(self, felt: str) -> tuple[str, ...]:
            return (felt, "id")

    monkeypatch.setattr(views, "laes_filtre", raa)
    monkeypatch.setattr(forespoergsel, "ORDEN", Alt(forespoergsel.ORDEN))
    sorteret = [f for f in listeforsoeg.fjendtlige() if f.navn == "sorter=cpr"]
    return proev(laesere, sorteret)


def efterlad(laesere: list[Laeser], hvad: Callable[..., object]) -> Plantet:
    """Siden efterlader en kanarie et sted, mens den svarer."""

    def plantet(monkeypatch: pytest.MonkeyPatch) -> list[str]:
        aegte = views.skriv

        def skriv(request, brug):
            hvad(request)
            return aegte(request, brug)

        monkeypatch.setattr(views, "skriv", skriv)
        return proev(laesere, SET_LISTEN)

    return plantet


def kriteriet_er_raat(laesere: list[Laeser], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Opslagsloggen får adressens søgedel, som den er skrevet."""
    aegte = views.skriv
    raa = lambda request, _: aegte(request, Brug(kriterium=request.META["QUERY_STRING"]))  # noqa: E731
    monkeypatch.setattr(views, "skriv", raa)
    return proev(laesere, [Forsoeg("cpr=(CPR-nummer)", f"cpr={kanarier.cpr(0)}")])


def debug_i_drift(laesere: list[Laeser], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Fejlsiden viser undtagelsen."""
    monkeypatch.setattr(settings, "DEBUG", True)
    return fejlside("ValueError", laesere, monkeypatch)


def plantede(laesere: list[Laeser]) -> dict[str, Plantet]:
    """Hver fejl med de forsøg, der skal finde den."""
    efter = partial(efterlad, laesere)
    return {
        "CPR-nummeret i listens rækker": partial(vis_cpr, laesere),
        "en ukendt sortering": partial(slip_sorteringen, laesere),
        "et navn i loggen": efter(lambda _: logging.getLogger("kontrol").debug(kanarier.NAVN)),
        "et navn i sessionen": efter(lambda r: r.session.update({"seneste": kanarier.NAVN})),
        "et nummer i cachen": efter(lambda _: cache.set(f"sag-{kanarier.cpr(0)}", 1)),
        "et råt kriterium": partial(kriteriet_er_raat, laesere),
        "DEBUG i drift": partial(debug_i_drift, laesere),
        "et nummer i køen": lambda _: slap_ud(
            "kø", {"kø": spor.send_og_laes("samkoering.tasks.arbejd", kanarier.cpr(0))}
        ),
    }
