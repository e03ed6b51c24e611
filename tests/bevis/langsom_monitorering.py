"""Monitoreringen regnet en gang til: langsomt, af hændelserne alene, borger for borger."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from persongrupper.models import Aktivitet, Markeringshaendelse
from persongrupper.monitorering.krav import Tal

GRUPPER = ("GRUPPE_1", "GRUPPE_2", "GRUPPE_3")


@dataclass(slots=True)
class Liv:
    """En periode, som hændelserne fortæller den; ``sat`` og ``sluttet`` er dagene, det skete."""

    markering: str
    sat: date
    fra: date
    sluttet: date = date.max
    til: date | None = None
    annulleret: date | None = None

    def gjaldt(self, dag: date) -> bool:
        return self.annulleret is None and self.fra <= dag and (self.til is None or self.til >= dag)


@dataclass(slots=True)
class Person:
    """En borgers perioder i den orden, de blev sat."""

    perioder: dict[str, Liv] = field(default_factory=dict)

    def foerste(self) -> tuple[str, date] | None:
        """Den første gruppe, der ikke blev annulleret samme dag."""
        for liv in self.perioder.values():
            if liv.markering in GRUPPER and liv.annulleret != liv.fra:
                return liv.markering, liv.fra
        return None


Personer = dict[str, Person]
Aktiviteter = dict[str, list[Aktivitet]]


def aktiviteter(kommune: str) -> Aktiviteter:
    """Hver borgers aktiviteter."""
    alle: Aktiviteter = {}
    for en in Aktivitet.objects.i_kommune(kommune):
        alle.setdefault(str(en.borger_id), []).append(en)
    return alle


def genspil(kommune: str) -> Personer:
    """Alle borgere, bygget op af loggen, linje for linje."""
    personer: Personer = {}
    for linje in Markeringshaendelse.objects.i_kommune(kommune).order_by("id"):
        perioder = personer.setdefault(str(linje.borger_id), Person()).perioder
        noegle = str(linje.periode_id)
        if linje.haendelse == "SAT":
            assert linje.dato is not None
            perioder[noegle] = Liv(linje.markering, linje.dag, linje.dato)
        elif linje.haendelse == "SLUTTET":
            perioder[noegle].sluttet, perioder[noegle].til = linje.dag, linje.dato
        else:
            perioder[noegle].annulleret = linje.dato
    return personer


def langsomt(kommune: str, maaned: date, i_dag: date) -> Tal:
    """Månedens tal, dag for dag."""
    return regn(genspil(kommune), aktiviteter(kommune), maaned, i_dag)


def regn(personer: Personer, aktiv: Aktiviteter, maaned: date, i_dag: date) -> Tal:
    """Månedens tal af det, der er læst én gang."""
    naeste = date(maaned.year + maaned.month // 12, maaned.month % 12 + 1, 1)
    slut = min(naeste - timedelta(days=1), i_dag)
    tal = dict.fromkeys(("brutto", "visiteret", "udskudt", "indsats", "aktive", "beroert"), 0)
    for id_, person in personer.items():
        gaelder = {liv.markering for liv in person.perioder.values() if liv.gjaldt(slut)}
        if "BRUTTOMAALGRUPPE" not in gaelder:
            continue
        tal["brutto"] += 1
        foerste = person.foerste()
        if foerste is None or foerste[1] > slut:
            tal["udskudt"] += "UDSKUDT_VISITATION" in gaelder
            continue
        tal["visiteret"] += 1
        if foerste[0] != "GRUPPE_1":
            continue
        tal["indsats"] += 1
        dage = _aktive_dage(aktiv.get(id_, []), slut)
        tal["aktive"] += any(maaned <= dag <= slut for dag in dage)
        tal["beroert"] += any(_to_foer(maaned) <= dag <= slut for dag in dage)
    return Tal(**tal)


def _to_foer(maaned: date) -> date:
    for _ in range(2):
        maaned = (maaned - timedelta(days=1)).replace(day=1)
    return maaned


def _aktive_dage(egne: list[Aktivitet], slut: date) -> set[date]:
    dage = set()
    for en in egne:
        if en.type == "ORDINAERE_TIMER" and not en.timer:
            continue
        dag = en.fra
        while dag <= min(en.til or slut, slut):
            dage.add(dag)
            dag += timedelta(days=1)
    return dage
