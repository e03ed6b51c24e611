"""Det, kontrolarkene har frosset om borgeren selv, og navnene på de andre, de nævner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from adgang.indsigt import Adresse, Afsnit, Beloeb, Celle
from adgang.models import Kommune
from kontrol.kontrolark.felter import maaned
from kontrol.kontrolark.maskering import bor_beskyttet
from samkoering.grundlag.ord import dansk_dato
from samkoering.indsigt.haendelser import dag
from samkoering.indsigt.kontroller import arkene_som_aegtefaelle
from samkoering.models import Kontrolark

_FROSSET = (
    "Et kontrolark fryser registrenes oplysninger, som de så ud den nat. Her står det, der er "
    "frosset om dig. Kontrolarket kan også rumme oplysninger om andre; de er udeladt."
)
_NAVNEKOLONNER = ("Barn", "Ægtefælle")
_INTET_NAVN = ("ukendt navn", "navn beskyttet", "ikke oplyst")


def stamoplysninger(kommune: Kommune, cpr: str) -> Afsnit:
    """Kontrolarkene i borgerens egne sager, og dem, hvor borgeren er med som ægtefælle."""
    egne, som_aef = egne_ark(kommune, cpr), arkene_som_aegtefaelle(kommune, cpr)
    under = [_ark(f"Kontrolark i sag {sagsnr}", ark, "ym") for sagsnr, ark in _pr_sag(egne)]
    if som_aef:
        under.append(_ark("Kontrolark, hvor du er med som ægtefælle", som_aef, "aef"))
    return Afsnit(
        "Oplysninger i kontrolark",
        _FROSSET,
        automatisk=True,
        tom="Der er ingen kontrolark med oplysninger om dig.",
        under=tuple(under),
    )


def egne_ark(kommune: Kommune, cpr: str) -> list[Kontrolark]:
    """Kontrolarkene i borgerens egne sager, ældste først."""
    alle = Kontrolark.objects.i_kommune(kommune).filter(sag__cpr=cpr)
    return list(alle.select_related("sag", "koersel").order_by("sag__fundet", "sag", "udgave"))


def andres_navne(ark: list[Kontrolark]) -> set[str]:
    """Navne på dem, kontrolarkene nævner ud over modtageren: ægtefælle, børn og andre i beviser."""
    navne: set[str] = set()
    for et in ark:
        ym, aef = et.indhold["ym"], et.indhold["aef"]
        navne |= {barn["navn"] for person in (ym, aef) if person for barn in person["boern"]}
        navne |= {aef["navn"]} if aef else set()
        for fund in et.indhold["udfald"]:
            navne |= {fund["person"]} if fund["rolle"] != "YM" else set()
            navne |= _i_beviset(fund)
    return {navn_ for navn_ in navne if navn_ and navn_ not in _INTET_NAVN}


def _i_beviset(fund: dict[str, Any]) -> set[str]:
    """Navnene i de af bevisets kolonner, der nævner en anden."""
    pladser = [nr for nr, k in enumerate(fund["kolonner"]) if k["navn"] in _NAVNEKOLONNER]
    return {str(raekke[nr]) for raekke in fund["raekker"] for nr in pladser if nr < len(raekke)}


def _pr_sag(ark: list[Kontrolark]) -> list[tuple[str, list[Kontrolark]]]:
    pr_sag: dict[str, list[Kontrolark]] = defaultdict(list)
    for et in ark:
        pr_sag[et.sag.sagsnr].append(et)
    return list(pr_sag.items())


def _ark(titel: str, ark: list[Kontrolark], felt: str) -> Afsnit:
    """Hver oplysning én gang, med de udgaver, den står i; andres sagsnumre nævnes aldrig."""
    udgaver: dict[tuple[str, Celle], list[int]] = defaultdict(list)
    for nr, et in enumerate(ark, start=1):
        for oplysning in dict.fromkeys(_stam(et.indhold, felt)):
            udgaver[oplysning].append(nr)
    orden = list(dict.fromkeys(navn_ for navn_, _ in udgaver))
    raekker = sorted(udgaver.items(), key=lambda post: (orden.index(post[0][0]), post[1]))
    frosset = (
        f"udgave {nr} den {dansk_dato(dag(et.indhold['koersel']['dato']))}"
        for nr, et in enumerate(ark, start=1)
    )
    return Afsnit(
        titel,
        f"Frosset: {', '.join(frosset)}.",
        ("Oplysning", "Indhold", "Udgave"),
        tuple((navn_, indhold, _spaend(numre)) for (navn_, indhold), numre in raekker),
        automatisk=True,
    )


def _stam(indhold: dict[str, Any], felt: str) -> Iterator[tuple[str, Celle]]:
    """De frosne oplysninger om personen selv: en hvidliste; en tom oplysning er ikke med."""
    person = indhold[felt]
    yield "Navn", person["navn"]
    yield "CPR-nummer", f"{person['cpr'][:6]}-{person['cpr'][6:]}"
    yield from _kendte(
        ("Født", dag(person["foedselsdato"])),
        ("Alder", person["alder"]),
        ("Adresse", Adresse(person["adresse"], _beskyttet(indhold, felt))),
        ("Bor på adressen siden", dag(person["adresse_siden"])),
        ("Adressens kommune", person["adressekommune"]),
        ("Navne- og adressebeskyttelse", "Ja" if person["adressebeskyttet"] else "Nej"),
        ("Civilstand", person["civilstand"]),
        ("Civilstand siden", dag(person["civilstand_siden"])),
        ("Borgerstatus", person["status"]),
        ("Borgerstatus siden", dag(person["status_siden"])),
        ("Antal børn under 18 år", len(person["boern"])),
    )
    for loen in person["loen"]:
        yield f"Løn, {maaned(loen['maaned'])}", Beloeb(loen["beloeb_oere"])
    for udbetalt in person["udbetalinger"]:
        yield f"Udbetalt ydelse, {maaned(udbetalt['maaned'])}", Beloeb(udbetalt["beloeb_oere"])
    for virksomhed in person["virksomheder"]:
        yield "Virksomhed", virksomhed
    for sag in indhold["sager"] if felt == "ym" else ():
        siden = dansk_dato(dag(sag["oprettet"]))
        yield "Ydelsessag", f"{sag['ydelse']} ({sag['kle']}), sag {sag['sag_id']}, siden {siden}"


def _kendte(*poster: tuple[str, Celle | None]) -> Iterator[tuple[str, Celle]]:
    for navn_, indhold in poster:
        tekst = indhold.tekst if isinstance(indhold, Adresse) else indhold
        if indhold is not None and tekst not in (None, ""):
            yield navn_, indhold


def _beskyttet(indhold: dict[str, Any], felt: str) -> bool:
    """Adressen er beskyttet, når personen eller en anden, der bor på den, er det."""
    ym, aef = indhold["ym"], indhold["aef"]
    deler = aef is not None and aef.get("samme_adresse_som_ym", False)
    personer = (ym, aef) if deler else (indhold[felt],)
    return any(bor_beskyttet(person) for person in personer)


def _spaend(numre: list[int]) -> str:
    """Udgavernes numre kort: ``1–3, 5``."""
    spaend: list[list[int]] = []
    for nr in numre:
        if spaend and nr == spaend[-1][-1] + 1:
            spaend[-1].append(nr)
        else:
            spaend.append([nr])
    return ", ".join(f"{s[0]}–{s[-1]}" if len(s) > 1 else str(s[0]) for s in spaend)
