"""Angrebene på kørselsstatistikken: vejene i skemaet, gengangere over måneder, og skjulte tal."""

from __future__ import annotations

import hmac
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from hashlib import sha256
from itertools import product
from typing import Any

from django.apps import apps
from django.db import connection, models

from adgang.smaatal.graense import GRAENSE
from hjemmebesoeg.models import Koerselstal, Maanedsaftryk, Taelling
from hjemmebesoeg.statistik.skjul import Tal
from hjemmebesoeg.statistik.taelling import BESOEGT

STATISTIKKEN = tuple(m._meta.db_table for m in (Koerselstal, Maanedsaftryk, Taelling))
PERSONER = frozenset({
    "samkoering_sag", "samkoering_udfald", "samkoering_kontrolark", "kontrol_bestilling",
    "kontrol_partshoering", "feedback_feedback", "journal_journalpost", "adgang_borger",
    "adgang_opslag", "adgang_bruger", "hjemmebesoeg_stop", "hjemmebesoeg_koereliste",
    "hjemmebesoeg_destruktion",
})  # fmt: skip
"""Tabeller om personer, bestillinger og udfald, og listerne selv."""
MAA_DELE = frozenset({"kommune_id"})
"""Kommunens kode, statistikken deler med alt: den peger på 1 af 98, ikke på en borger."""
Kanter = dict[str, set[str]]


def fremmednoegler() -> Kanter:
    """Tabel → tabeller, den har en fremmednøgle til eller fra, som databasen selv siger det."""
    kanter: Kanter = {}
    with connection.cursor() as markoer:
        for tabel in connection.introspection.table_names(markoer):
            kanter.setdefault(tabel, set())
            for forhold in connection.introspection.get_relations(markoer, tabel).values():
                maal = forhold[1]
                kanter[tabel].add(maal)
                kanter.setdefault(maal, set()).add(tabel)
    return kanter


def naaede(kanter: Kanter, fra: str) -> set[str]:
    """Alle tabeller, en kæde af fremmednøgler kan nå."""
    sete, koe = {fra}, deque([fra])
    while koe:
        for naeste in kanter.get(koe.popleft(), set()) - sete:
            sete.add(naeste)
            koe.append(naeste)
    return sete - {fra}


def kolonner() -> dict[str, dict[str, Any]]:
    """Statistikkens tabeller med deres kolonner."""
    modeller = {m._meta.db_table: m for m in apps.get_models()}
    return {
        tabel: {felt.column: felt for felt in modeller[tabel]._meta.concrete_fields}
        for tabel in STATISTIKKEN
    }


def veje(kanter: Kanter) -> list[str]:
    """Enhver vej fra statistikken til en person, en bestilling eller et udfald."""
    brud = [
        f"{tabel} → {maal}" for tabel in STATISTIKKEN for maal in naaede(kanter, tabel) & PERSONER
    ]
    for tabel, felter in kolonner().items():
        for navn, felt in felter.items():
            if isinstance(felt, models.DateTimeField | models.TimeField | models.UUIDField):
                brud.append(f"{tabel}.{navn} er en tid eller et id")
            if isinstance(felt, models.AutoField) or getattr(felt, "auto_created", False):
                brud.append(f"{tabel}.{navn} er et løbenummer")
            if felt.is_relation:
                brud.append(f"{tabel}.{navn} er en fremmednøgle")
    return brud


def faelles_vaerdier(dump: Mapping[str, list[dict[str, Any]]]) -> list[str]:
    """Værdier, statistikken har til fælles med en række om en person: det, en join kunne bruge.

    Kommunens kode og hele tal, der tæller, er ikke en vej; en dato, en nøgle eller en tekst er.
    """
    andres = {
        str(vaerdi)
        for tabel, raekker in dump.items()
        if tabel in PERSONER
        for raekke in raekker
        for vaerdi in raekke.values()
        if vaerdi not in (None, "") and not isinstance(vaerdi, bool | int)
    }
    return [
        f"{tabel}.{navn}"
        for tabel in STATISTIKKEN
        for raekke in dump[tabel]
        for navn, vaerdi in raekke.items()
        if navn not in MAA_DELE and not isinstance(vaerdi, bool | int) and str(vaerdi) in andres
    ]


def tabellerne() -> dict[str, list[dict[str, Any]]]:
    """Statistikken og alt om personer, som en angriber med hele databasen har det."""
    dump: dict[str, list[dict[str, Any]]] = {}
    with connection.cursor() as markoer:
        for tabel in (*STATISTIKKEN, *sorted(PERSONER)):
            markoer.execute(f"SELECT * FROM {tabel}")
            navne = [kolonne[0] for kolonne in markoer.description]
            dump[tabel] = [dict(zip(navne, raekke, strict=True)) for raekke in markoer.fetchall()]
    return dump


def gengangere(dumpene: Iterable[Mapping[str, Any]], borgere: Iterable[str]) -> list[str]:
    """Borgere, en angriber med hver måneds dump og alle CPR-numre ser i to måneder eller flere.

    Hun prøver hvert nummer under hver nøgle, hun har set i det samme dump som aftrykkene, og leder
    efter aftryk, der er ens fra dump til dump.
    """
    borgere = list(borgere)
    set_i: dict[str, set[Any]] = {cpr: set() for cpr in borgere}
    alle_aftryk: dict[str, set[Any]] = {}
    for dump in dumpene:
        for raekke in dump["aftryk"]:
            alle_aftryk.setdefault(raekke, set()).add(dump["maaned"])
        for noegle, maaned in dump["noegler"]:
            for cpr, omraade in product(borgere, dump["omraader"]):
                besked = "\x00".join((BESOEGT, omraade, cpr)).encode()
                if hmac.new(noegle, besked, sha256).hexdigest() in dump["aftryk"]:
                    set_i[cpr].add(maaned)
    fundne = [cpr for cpr, maaneder in set_i.items() if len(maaneder) > 1]
    return [*fundne, *(f"aftryk {a}" for a, maaneder in alle_aftryk.items() if len(maaneder) > 1)]


# ── Skjulte tal ─────────────────────────────────────────────────────────────────────────────

Maanedstabel = Mapping[str, tuple[int, int]]
Vist = tuple[Tal, Mapping[str, Tal]]


def valg(tal: Tal, hoejst: int) -> list[tuple[int, int]]:
    """De (besøgt, kontakt), der passer med områdets viste tal; et ukendt prøves til ``hoejst``."""
    return [
        (n, k)
        for n in (range(1, hoejst + 1) if tal.besoegt is None else (tal.besoegt,))
        for k in (range(n + 1) if tal.kontakt is None else (tal.kontakt,))
        if k <= n
    ]


def mulige(vist: Vist, hoejst: int) -> Iterator[Maanedstabel]:
    """Hver tabel, der passer med alt det viste, lavet én ad gangen: langsomt, men til at forstå."""
    i_alt, omraader = vist
    for valgte in product(*(valg(tal, hoejst) for tal in omraader.values())):
        n, k = (sum(tal) for tal in zip(*valgte, strict=True))
        if i_alt.besoegt in (None, n) and i_alt.kontakt in (None, k):
            yield dict(zip(omraader, valgte, strict=True))


Antal = tuple[str, str]
"""Område og hvad: ``("A", "kontakt")``."""


def langsomt(vist: Vist, hoejst: int) -> dict[Antal, set[int]]:
    """Det, hvert antal kan være, af alle tabellerne."""
    svar: dict[Antal, set[int]] = {}
    for tabel in mulige(vist, hoejst):
        samlet = tuple(sum(tal) for tal in zip(*tabel.values(), strict=True))
        for navn, tal in (*tabel.items(), ("i alt", samlet)):
            _laeg_til(svar, navn, *tal)
    return svar


def hurtigt(vist: Vist, hoejst: int) -> dict[Antal, set[int]]:
    """Det samme uden at lave tabellerne: bit ``n * _BRED + k`` er, om områder kan give den sum.

    Et områdes tal er muligt, når de andres summer kan fylde op til det, der vises i alt.
    """
    i_alt, omraader = vist
    hver = {navn: valg(tal, hoejst) for navn, tal in omraader.items()}
    tilladt = sum(
        1 << n * _BRED + k
        for n in (range(_BRED) if i_alt.besoegt is None else (i_alt.besoegt,))
        for k in (range(n + 1) if i_alt.kontakt is None else (i_alt.kontakt,))
    )
    svar: dict[Antal, set[int]] = {}
    for navn, egne in hver.items():
        andres = _summer(alle for andet, alle in hver.items() if andet != navn)
        for n, k in egne:
            if andres << n * _BRED + k & tilladt:
                _laeg_til(svar, navn, n, k)
    samlet = _summer(hver.values()) & tilladt
    for plads in range(samlet.bit_length()):
        if samlet >> plads & 1:
            _laeg_til(svar, "i alt", *divmod(plads, _BRED))
    return svar


_BRED = 256
"""Flere end en måneds summer kan blive."""


def _summer(omraader: Iterable[list[tuple[int, int]]]) -> int:
    summer = 1
    for egne in omraader:
        naeste = 0
        for n, k in egne:
            naeste |= summer << n * _BRED + k
        summer = naeste
    return summer


def _laeg_til(svar: dict[Antal, set[int]], navn: str, n: int, k: int) -> None:
    for hvad, antal in (("besøgt", n), ("kontakt", k), ("uden", n - k)):
        svar.setdefault((navn, hvad), set()).add(antal)


def kan_regnes_ud(
    sand: Maanedstabel, vis: Callable[[Maanedstabel], Vist], hoejst: int
) -> list[str]:
    """De antal på 1–4, der er ens i hver tabel, som passer med det viste."""
    return [
        f"{navn} {hvad} = {next(iter(antal))}"
        for (navn, hvad), antal in hurtigt(vis(sand), hoejst).items()
        if len(antal) == 1 and 0 < next(iter(antal)) < GRAENSE
    ]
