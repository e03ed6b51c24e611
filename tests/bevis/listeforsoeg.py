"""Forespørgslerne til bestillingslisten: de lovlige, og dem, en fjendtlig ville sende."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import product
from urllib.parse import urlencode
from uuid import uuid4

from django.apps import apps

from kontrol.bestillingsliste.filtre import FRISTER, SKJULES, SORTERINGER
from kontrol.bestillingsliste.kolonner import KOLONNER
from samkoering.models import Sag
from samkoering.regelkatalog import regler, temaer
from tests.bevis import kanarier

ADRESSE = "/bestillingsliste/"
RUM = (
    *("adgang", "samkoering", "kontrol", "feedback", "journal", "persongrupper", "hjemmebesoeg"),
    "sagsopstart",
    "udsoegning",
    "portal",
)
VAERDIER = {
    "CPR-nummer": kanarier.cpr(0),
    "CPR-nummer med streg": f"{kanarier.cpr(0)[:6]}-{kanarier.cpr(0)[6:]}",
    "navn": kanarier.NAVN,
    "vej": "Kanarievej",
    "kildesag": "KANARIESAG-000",
    "beløb": str(kanarier.OERE),
    "dato": kanarier.HAENDELSE.isoformat(),
}
KENDTE_NAVNE = (
    *("ydelse", "tema", "kontroltype", "skjul", "inden", "efter", "foer", "vaelg", "alle"),
    *("filtre", "sorter", "token"),
)
PLADSER = ("", "efter=11111111-1111-4111-8111-111111111111", "foer=x")
FREMMEDE_NAVNE = (
    *("q", "cpr", "navn", "soeg", "search", "ordering", "order_by", "o", "filter", "fields"),
    *("felter", "include", "expand", "format", "page", "limit", "kommune", "id", "pk", "debug"),
)
ACCEPT = (
    *("application/json", "text/csv", "application/xml", "application/pdf", "*/*", "text/html"),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
)
HTMX = {"HX-Request": "true", "HX-Boosted": "true", "HX-Target": "cpr", "HX-Trigger": "cpr"}
FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Forsoeg:
    """Én forespørgsel; ``navn`` beskriver den uden kanarien.

    ``ens`` siger, at svaret skal have de samme sager i samme orden som listen uden valg: ellers
    kan CPR-numrene gættes ad den vej, ciffer for ciffer.
    """

    navn: str
    soeg: str = ""
    metode: str = "GET"
    sti: str = ADRESSE
    krop: str = ""
    art: str = FORM
    hoveder: Mapping[str, str] = field(default_factory=dict)
    ens: bool = False


def lovlige() -> list[Forsoeg]:
    """Hver sortering, plads og forvalg med hvert sæt af filtre."""
    sorteringer = [f"{retning}{felt}" for felt in SORTERINGER for retning in ("", "-")]
    alle = product(_filtre(), sorteringer, PLADSER, ("", "vaelg=10", "alle=1"))
    valg = (f"{filtre}&sorter={s}&{plads}&{v}" for filtre, s, plads, v in alle)
    return [Forsoeg(f"?{soeg}", soeg) for soeg in valg]


def _filtre() -> Iterator[str]:
    yield ""
    yield from (urlencode({"ydelse": kle}) for kle in ("32.24.04", "32.24.08"))
    yield from (urlencode({"tema": tema}) for tema in temaer())
    yield urlencode([("tema", tema) for tema in temaer()])
    yield from (urlencode({"kontroltype": regel["slug"]}) for regel in regler())
    yield "filtre=1"
    yield from (f"filtre=1&skjul={valg}" for valg in SKJULES)
    yield "&".join(["filtre=1", *(f"skjul={valg}" for valg in SKJULES)])
    yield from (f"inden={dage}" for dage in FRISTER)


def felter() -> list[str]:
    """Alle felter på husets modeller, og stierne til dem fra sagen."""
    modeller = [model for rum in RUM for model in apps.get_app_config(rum).get_models()]
    egne = {felt.name for model in modeller for felt in model._meta.get_fields()}
    naere = {
        f"{relation.name}__{felt.name}"
        for relation in Sag._meta.get_fields()
        if relation.is_relation and relation.related_model
        for felt in relation.related_model._meta.get_fields()
    }
    frosne = {f"kontrolark__indhold__{del_}" for del_ in ("ym__cpr", "ym__navn", "aef__cpr")}
    return sorted((egne | naere | frosne) - set(SORTERINGER) - set(KENDTE_NAVNE))


def fjendtlige() -> list[Forsoeg]:
    """Ukendte sorteringer og filtre, kanarien som værdi, fremmede formater, hoveder og POST."""
    return [*_sorteringer(), *_vaerdier(), *_former(), *_post(), *_veje()]


def _sorteringer() -> Iterator[Forsoeg]:
    for felt in felter():
        for sorter in (felt, f"-{felt}"):
            yield Forsoeg(f"sorter={sorter}", urlencode({"sorter": sorter}), ens=True)
        for opslag in (felt, f"{felt}__startswith"):
            navn = f"{opslag}=(CPR-nummer)"
            yield Forsoeg(navn, urlencode({opslag: kanarier.cpr(5)}), ens=True)
    alle = [("sorter", felt) for felt in felter()]
    yield Forsoeg("alle felter som sorter på én gang", urlencode(alle), ens=True)
    for tegn in ("?", ",cpr", "udloeber,cpr", "cpr;--", "0", "1", "pk", "--cpr", "+cpr"):
        yield Forsoeg(f"sorter={tegn}", urlencode({"sorter": tegn}), ens=True)


def _vaerdier() -> Iterator[Forsoeg]:
    for slags, vaerdi in VAERDIER.items():
        for navn in (*KENDTE_NAVNE, *FREMMEDE_NAVNE):
            ens = navn not in ("filtre", "sorter")
            yield Forsoeg(f"{navn}=({slags})", urlencode({navn: vaerdi}), ens=ens)
        paa_en_gang = [(navn, vaerdi) for navn in (*KENDTE_NAVNE, *FREMMEDE_NAVNE)]
        yield Forsoeg(f"alle navne=({slags})", urlencode(paa_en_gang))


def _former() -> Iterator[Forsoeg]:
    for format_ in ("json", "csv", "xlsx", "xml", "pdf", "api", "txt"):
        yield Forsoeg(f"format={format_}", f"format={format_}", ens=True)
    for art in ACCEPT:
        yield Forsoeg(f"Accept: {art}", hoveder={"Accept": art}, ens=True)
    yield Forsoeg("HTMX", hoveder=HTMX, ens=True)
    yield Forsoeg("XMLHttpRequest", hoveder={"X-Requested-With": "XMLHttpRequest"}, ens=True)
    for hoved in ("Referer", "User-Agent", "X-Forwarded-Host", "Cookie", "Range", "If-None-Match"):
        yield Forsoeg(f"{hoved}: (CPR-nummer)", hoveder={hoved: kanarier.cpr(0)})
    for metode in ("HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE"):
        yield Forsoeg(metode, urlencode({"cpr": kanarier.cpr(0)}), metode)


def _post() -> Iterator[Forsoeg]:
    """Ingen af dem nævner en sags id, så ingen bestiller noget."""
    for slags, vaerdi in VAERDIER.items():
        alle = dict.fromkeys(felter(), vaerdi) | {"token": str(uuid4()), "sag": vaerdi}
        yield Forsoeg(f"POST alle felter=({slags})", metode="POST", krop=urlencode(alle))
        som_json = json.dumps(alle)
        art = "application/json"
        yield Forsoeg(f"POST JSON ({slags})", metode="POST", krop=som_json, art=art)
    for sti in ("fortryd/", "laeg-tilbage/", "filter/", "filter/gem/", "kolonner/", "hent/"):
        felter_ = [("token", kanarier.cpr(0)), ("sag", kanarier.NAVN)]
        if sti == "kolonner/":  # valget gemmes; de næste forsøg skal stadig se hver kolonne
            felter_ += [("kolonne", kolonne.navn) for kolonne in KOLONNER]
        krop = urlencode(felter_)
        yield Forsoeg(f"POST {sti}", metode="POST", sti=ADRESSE + sti, krop=krop)
        yield Forsoeg(f"GET {sti}", sti=ADRESSE + sti, soeg=krop)


def _veje() -> Iterator[Forsoeg]:
    """Veje, der ikke findes, med numre; et andet ord i vejen er den spørgendes eget."""
    for slags in ("CPR-nummer", "CPR-nummer med streg"):
        for sti in ("{}/", "{}", "..{}", "{}.json", "sag/{}/"):
            yield Forsoeg(f"{ADRESSE}{sti}", sti=ADRESSE + sti.format(VAERDIER[slags]))
