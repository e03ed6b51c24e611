"""Beskyttelse, der er kommet til siden: adressen skjules i en ny udgave af kontrolarket.

Uden en ny hændelse fryses et ark ikke igen, men den, der bliver beskyttet i dag, skal ikke vente på
en. Den nye udgave er den gamle med adressen skjult; intet andet slås op.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django.db.models import CharField, OuterRef, Subquery
from django.db.models.functions import Cast

from samkoering.models import AABNE_TILSTANDE, Koersel, Kontrolark
from samkoering.skrivning.adressevaern import Adressevaern
from samkoering.skrivning.gemte import celler
from samkoering.skrivning.indhold import Frosset, viser_i
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
    for ark in _ramte(koersel, del_):
        indhold = _skjult(ark.indhold, del_)
        if indhold != ark.indhold:
            frosset = Frosset(som_json(indhold), viser_i(indhold))
            nye.append((ark.sag_id, ark.udgave + 1, frosset))
    skriv_udgaver(koersel, del_, nye)


def _ramte(koersel: Koersel, del_: Kommunedel) -> Iterable[Kontrolark]:
    """De åbne sagers nyeste ark, der viser nogen eller noget beskyttet, ét ad gangen.

    Det, natten selv har frosset, har dens værn. De andre kendes på det, de viser, og læses ikke.
    """
    alle = Kontrolark.objects.i_kommune(del_.kommune).exclude(koersel=koersel)
    aabne = alle.filter(sag__tilstand__in=AABNE_TILSTANDE).annotate(nr=Cast("pk", CharField()))
    viste = {nr: viser and json.loads(viser) for nr, viser in celler(aabne, "nr", "viser")}
    personer = (cpr for viser in viste.values() if viser for cpr in viser["personer"])
    del_.arkivar.hent_adresser({_nummer(cpr, del_) for cpr in personer})
    ramte = [nr for nr, viser in viste.items() if viser is None or _rammer(viser, del_)]
    if not ramte:
        return []
    sagens = Kontrolark.objects.i_kommune(del_.kommune).filter(sag=OuterRef("sag"))
    nyeste = Subquery(sagens.order_by("-udgave").values("udgave")[:1])
    return alle.filter(pk__in=ramte, udgave=nyeste).iterator(chunk_size=200)


def _rammer(viser: dict[str, list[str]], del_: Kommunedel) -> bool:
    """Om nogen, arket viser, eller en adresse på det er beskyttet i nat; skjult eller ej."""
    vaern = del_.arkivar.vaern
    bor = (vaern.bor_beskyttet(_nummer(cpr, del_)) for cpr in viser["personer"])
    return any(bor) or any(map(vaern.er_beskyttet_sted, viser["adresser"]))


def _skjult(indhold: dict[str, Any], del_: Kommunedel) -> dict[str, Any]:
    """Indholdet med nattens beskyttelse; det samme, når den intet ændrer."""
    vaern, ym = del_.arkivar.vaern, _nummer(indhold["ym"]["cpr"], del_)
    personer = {
        navn: person and _skjult_person(person, _nummer(person["cpr"], del_), ym, vaern)
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


def _nummer(cpr: str, del_: Kommunedel) -> int:
    return int(del_.udskiftninger.get(cpr, cpr))
