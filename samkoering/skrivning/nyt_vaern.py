"""Beskyttelse, der er kommet til siden: adressen skjules i en ny udgave af kontrolarket.

Uden en ny hændelse fryses et ark ikke igen, men den, der bliver beskyttet i dag, skal ikke vente på
en. Den nye udgave er den gamle med adressen skjult; intet andet slås op.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import OuterRef, Subquery

from samkoering.models import AABNE_TILSTANDE, Koersel, Kontrolark
from samkoering.skrivning.adressevaern import Adressevaern
from samkoering.skrivning.indsaet import som_json
from samkoering.skrivning.kommunedel import Kommunedel
from samkoering.skrivning.kontrolark import skriv_udgaver


def skjul_nyligt_beskyttede(koersel: Koersel, del_: Kommunedel) -> None:
    """Skriv en ny udgave af hvert åbent ark, der viser en adresse, som nu er beskyttet.

    Svarede registret ikke, står arkene, som de er. Ophører en beskyttelse, er adressen skjult, til
    natten har noget nyt om sagen.
    """
    if not del_.arkivar.vaern.svarede:
        return
    nye = []
    for ark in _nyeste(koersel, del_):
        indhold = _skjult(ark.indhold, del_)
        if indhold != ark.indhold:
            nye.append((ark.sag_id, ark.udgave + 1, som_json(indhold)))
    skriv_udgaver(koersel, del_, nye)


def _nyeste(koersel: Koersel, del_: Kommunedel) -> Iterator[Kontrolark]:
    """De åbne sagers nyeste ark, ét ad gangen; det, natten selv har frosset, har dens værn."""
    alle = Kontrolark.objects.i_kommune(del_.kommune)
    sagens = alle.filter(sag=OuterRef("sag")).order_by("-udgave").values("udgave")[:1]
    aabne = alle.filter(sag__tilstand__in=AABNE_TILSTANDE, udgave=Subquery(sagens))
    return aabne.exclude(koersel=koersel).iterator(chunk_size=200)


def _skjult(indhold: dict[str, Any], del_: Kommunedel) -> dict[str, Any]:
    """Indholdet med nattens beskyttelse; det samme, når den intet ændrer."""
    vaern, ym = del_.arkivar.vaern, _nummer(indhold["ym"], del_)
    personer = {
        navn: person and _skjult_person(person, _nummer(person, del_), ym, vaern)
        for navn, person in (("ym", indhold["ym"]), ("aef", indhold["aef"]))
    }
    udfald = [{**fund, "raekker": vaern.uden_andens(fund, ym)} for fund in indhold["udfald"]]
    return {**indhold, **personer, "udfald": udfald}


def _skjult_person(
    person: dict[str, Any], cpr: int, ym: int, vaern: Adressevaern
) -> dict[str, Any]:
    skjules: dict[str, Any] = {}
    if vaern.beskyttet(cpr):
        skjules["adressebeskyttet"] = True
    elif vaern.bor_beskyttet(cpr):
        skjules["bor_beskyttet"] = True
    sammen = person.get("samme_adresse_som_ym", False)
    if vaern.skjuler_bopael(cpr, ym, person["adresse"], sammen=sammen):
        skjules["adresse"] = person["adressekommune"]
    return {**person, **skjules}


def _nummer(person: dict[str, Any], del_: Kommunedel) -> int:
    return int(del_.udskiftninger.get(person["cpr"], person["cpr"]))
