"""CVR's distributionstjeneste (cvr-permanent): fra JSON-svar til ``cvr_deltagelser``.

CVR kender personer ved deres enhedsnummer, ikke ved CPR-nummer: nøglen mellem de to gives med.
Personer uden for nøglen tælles og udelades. Svaret afvises helt, når det ikke er et svar, eller
når tjenesten selv siger, at det ikke er helt.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import polars as pl

from registre.cvr.knude import Knude, SvarAfvist
from registre.cvr.roller import rolle
from registre.cvr.skema import DELTAGELSER
from registre.cvr.virksomhed import Virksomhed, laes_virksomhed
from registre.skrivning import til_ramme

Raekke = tuple[object, ...]


@dataclass(slots=True)
class Cvrudtraek:
    """Det læste svar: deltagelserne, og hvad der blev udeladt."""

    deltagelser: pl.DataFrame
    antal_virksomheder: int = 0
    uden_cpr: set[int] = field(default_factory=set)
    advarsler: list[str] = field(default_factory=list)


def laes(raa: bytes, personer: Mapping[int, str]) -> Cvrudtraek:
    """Læs et svar.

    ``personer`` er enhedsnummer → CPR-nummer. Kaster ``SvarAfvist`` med sted og grund.
    """
    svar = Knude(_json(raa))
    _kontroller_helhed(svar)
    udtraek = Cvrudtraek(til_ramme(DELTAGELSER, ()))
    raekker = [raekke for fund in _fund(svar) for raekke in _virksomhed(fund, personer, udtraek)]
    udtraek.deltagelser = til_ramme(DELTAGELSER, raekker).unique(maintain_order=True)
    _advar(svar, udtraek)
    return udtraek


def _json(raa: bytes) -> object:
    try:
        return json.loads(raa)
    except json.JSONDecodeError as fejl:
        sted = f"linje {fejl.lineno}, tegn {fejl.colno}"
        raise SvarAfvist(sted, "svaret er ikke gyldig JSON; er filen skåret over?") from fejl
    except UnicodeDecodeError as fejl:
        raise SvarAfvist(f"byte {fejl.start}", "svaret er ikke UTF-8.") from fejl
    except RecursionError as fejl:
        raise SvarAfvist("svaret", "for mange lag inden i hinanden.") from fejl


def _kontroller_helhed(svar: Knude) -> None:
    """Et svar, som tjenesten ikke nåede at gøre helt, er ikke et svar."""
    if svar.felt("timed_out").vaerdi is True:
        raise SvarAfvist("svaret.timed_out", "tjenesten nåede ikke at svare helt.")
    fejlede = svar.felt("_shards").felt("failed")
    if fejlede.vaerdi is not None and fejlede.tal() > 0:
        raise SvarAfvist(fejlede.sted, "en del af tjenesten svarede ikke.")


def _fund(svar: Knude) -> Iterator[Knude]:
    fund = svar.felt("hits").felt("hits")
    if fund.vaerdi is None:
        raise fund.afvist("en liste")
    return fund.dele()


def _virksomhed(fund: Knude, personer: Mapping[int, str], udtraek: Cvrudtraek) -> Iterator[Raekke]:
    post = fund.felt("_source").felt("Vrvirksomhed")
    if post.vaerdi is None:
        udtraek.advarsler.append(f"{fund.sted}: er ikke en virksomhed og er sprunget over.")
        return
    udtraek.antal_virksomheder += 1
    if post.felt("fejlRegistreret").vaerdi is True:
        udtraek.advarsler.append(f"{post.sted}: er registreret ved en fejl og er sprunget over.")
        return
    virksomhed = laes_virksomhed(post)
    for relation in post.felt("deltagerRelation").dele():
        yield from _relation(relation, virksomhed, personer, udtraek)


def _relation(
    relation: Knude, virksomhed: Virksomhed, personer: Mapping[int, str], udtraek: Cvrudtraek
) -> Iterator[Raekke]:
    deltager = relation.felt("deltager")
    if deltager.felt("enhedstype").tekst() != "PERSON":
        return
    enhedsnummer = deltager.felt("enhedsNummer").tal()
    cpr = personer.get(enhedsnummer)
    if cpr is None:
        udtraek.uden_cpr.add(enhedsnummer)
        return
    for organisation in relation.felt("organisationer").dele():
        yield from _organisation(organisation, cpr, virksomhed, udtraek)


def _organisation(
    organisation: Knude, cpr: str, virksomhed: Virksomhed, udtraek: Cvrudtraek
) -> Iterator[Raekke]:
    """En række pr. funktion og periode, personen har haft i organisationen.

    Har medlemmet selv ingen funktion med dag, bruges organisationens; har heller ikke den nogen,
    kan deltagelsen ikke dateres og udelades med en advarsel.
    """
    hovedtype = organisation.felt("hovedtype").tekst()
    egne = [
        vaerdi
        for medlem in organisation.felt("medlemsData").dele()
        for vaerdi in _funktioner(medlem)
    ]
    faelles = list(_funktioner(organisation))
    daterede = [v for v in egne if _fra(v).dato()] or [v for v in faelles if _fra(v).dato()]
    if not daterede or virksomhed.start is None:
        udtraek.advarsler.append(f"{organisation.sted}: har ingen dag og er sprunget over.")
        return
    for vaerdi in daterede:
        yield (
            cpr,
            virksomhed.cvr,
            virksomhed.navn,
            virksomhed.form,
            virksomhed.branchekode,
            rolle(hovedtype, vaerdi.felt("vaerdi").tekst()) or "UKENDT",
            virksomhed.start,
            _fra(vaerdi).dato(),
        )


def _funktioner(ejer: Knude) -> Iterator[Knude]:
    for attribut in ejer.felt("attributter").dele():
        if attribut.felt("type").tekst() == "FUNKTION":
            yield from attribut.felt("vaerdier").dele()


def _fra(vaerdi: Knude) -> Knude:
    return vaerdi.felt("periode").felt("gyldigFra")


def _advar(svar: Knude, udtraek: Cvrudtraek) -> None:
    if udtraek.uden_cpr:
        udtraek.advarsler.append(
            f"{len(udtraek.uden_cpr)} personer er ikke i nøglen fra enhedsnummer til CPR-nummer "
            "og er udeladt."
        )
    total = svar.felt("hits").felt("total")
    ventet = total.felt("value") if isinstance(total.vaerdi, dict) else total
    i_svaret = sum(1 for _ in _fund(svar))
    if ventet.vaerdi is not None and ventet.tal() > i_svaret:
        udtraek.advarsler.append(
            f"Svaret er én side: {i_svaret} af {ventet.tal()} fund. Resten er ikke læst."
        )
