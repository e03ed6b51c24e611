"""Hvert felt på hver model som noget, en fræk browser kunne sende, og det, databasen bliver til."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models

from adgang.scoping import KommuneManager

INDSMUGLET = "INDSMUGLET"
FREMMED = "11111111-1111-4111-8111-111111111111"
UR = ("sidst_brugt", "last_login", "senest_brugt")
LOG = {"Opslag", "Opslagsborger", "Borger", "Brugersession", "Idempotensnoegle", "Session"}
"""Det, der skrives, blot fordi nogen kom forbi."""
EGNE_RUM = (
    "adgang",
    "journal",
    "samkoering",
    "kontrol",
    "feedback",
    "persongrupper",
    "hjemmebesoeg",
    "sagsopstart",
    "udsoegning",
)


def egne_modeller() -> list[type[models.Model]]:
    """Husets egne modeller."""
    return [model for model in apps.get_models() if model._meta.app_label in EGNE_RUM]


def vaerdier() -> dict[str, list[str]]:
    """Feltnavn → de værdier, der ville kunne ses, hvis et felt med det navn tog imod dem."""
    pr_navn: dict[str, list[str]] = defaultdict(list)
    for model in egne_modeller():
        for felt in model._meta.get_fields():
            if isinstance(felt, models.Field):
                for navn in {felt.name, felt.attname}:
                    for vaerdi in _fraekke(felt):
                        if vaerdi not in pr_navn[navn]:
                            pr_navn[navn].append(vaerdi)
    return dict(pr_navn)


def _fraekke(felt: models.Field[Any, Any]) -> list[str]:
    if felt.choices:
        return [str(vaerdi) for vaerdi, _ in felt.flatchoices]
    if felt.is_relation:
        malet = felt.related_model
        assert isinstance(malet, type)
        alle = malet._base_manager.order_by("-pk").values_list("pk", flat=True)[:2]
        return [str(pk) for pk in alle] or [INDSMUGLET]
    return _efter_art(felt)


def _efter_art(felt: models.Field[Any, Any]) -> list[str]:
    arter: list[tuple[type, list[str]]] = [
        (models.BooleanField, ["on", "true"]),
        (models.DateTimeField, ["2031-01-01T12:00:00+01:00"]),
        (models.DateField, ["2031-01-01"]),
        (models.IntegerField, ["1", "4711"]),
        (models.UUIDField, [FREMMED]),
        (models.JSONField, ['["INDSMUGLET"]']),
    ]
    return next((v for slags, v in arter if isinstance(felt, slags)), [INDSMUGLET])


Raekker = dict[tuple[str, str], dict[str, Any]]


def billede() -> Raekker:
    """Alt, databasen har, række for række."""
    return {
        (model.__name__, str(raekke[_noegle(model)])): raekke
        for model in egne_modeller()
        if model.__name__ not in LOG
        for raekke in _alle(model).values()
    }


def _noegle(model: type[models.Model]) -> str:
    noegle = model._meta.pk
    assert noegle is not None
    return noegle.attname


def _alle(model: type[models.Model]) -> models.QuerySet[Any]:
    if isinstance(model._default_manager, KommuneManager):
        return models.QuerySet(model)
    return model._base_manager.all()


def aendringer(foer: Raekker, efter: Raekker) -> list[str]:
    """Hver ændret celle, ny række og slettet række, uden det, der er tilfældigt."""
    kendte = {pk for _, pk in foer}
    peger = _peger_paa()
    ny = efter.keys() - foer.keys()

    def fast(model: str, navn: str, vaerdi: object) -> str:
        """En nøgle til en række, forsøget selv oprettede, er et løbenummer som rækkens eget."""
        if (peger.get((model, navn), ""), str(vaerdi)) in ny:
            return "?"
        return _fast(navn, vaerdi, kendte)

    aendret = [
        f"{model} {navn} = {fast(model, navn, raekke[navn])}"
        for (model, pk), raekke in efter.items()
        if (model, pk) in foer
        for navn in raekke
        if raekke[navn] != foer[model, pk][navn] and navn not in UR
    ]
    nye = [
        f"ny {model} {sorted((navn, fast(model, navn, v)) for navn, v in raekke.items())}"
        for (model, pk), raekke in efter.items()
        if (model, pk) not in foer
    ]
    return sorted([*aendret, *nye, *(f"slettet {noegle}" for noegle in foer.keys() - efter.keys())])


def _peger_paa() -> dict[tuple[str, str], str]:
    """Model og felt → den model, fremmednøglen peger på."""
    return {
        (model.__name__, felt.attname): felt.related_model.__name__
        for model in egne_modeller()
        for felt in model._meta.concrete_fields
        if felt.is_relation and isinstance(felt.related_model, type)
    }


TILFAELDIGE = ("token", "password", "fingeraftryk", "noegle", "brugernavn", "reference")
LODTRUKKET = ("id", "pk", "opslag_id")
"""Nye rækkers løbenumre, og de opslag, en stikprøve trækker."""


def _fast(navn: str, vaerdi: object, kendte: set[str]) -> str:
    """Værdien, som den kan sammenlignes mellem to forsøg; det indsmuglede er altid sig selv."""
    match vaerdi:
        case str() if INDSMUGLET in vaerdi:
            return vaerdi
        case memoryview():  # et dokuments bytes, som PostgreSQL giver dem
            return bytes(vaerdi).hex()
        case _ if navn in LODTRUKKET:
            return "?"
        case datetime() | UUID():
            return str(vaerdi) if str(vaerdi) in {*kendte, FREMMED} else "?"
        case _ if navn.removesuffix("_id") in TILFAELDIGE and str(vaerdi) not in kendte:
            return "?"
        case _:
            return str(vaerdi)
