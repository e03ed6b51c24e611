"""Trussel 19: hver dag 2018–2037 er datoen, måneden og kontrolperioden den danske.

Facit regnes af reglen om sommertid selv (fra den sidste søndag i marts til den sidste i oktober,
begge klokken 1 UTC) og af månedernes numre; det rører hverken tidszonebasen eller husets vindue.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

import pytest
import time_machine
from celery.schedules import BaseSchedule, crontab, maybe_schedule
from django.conf import settings
from django.utils import timezone

from portal.celery import app
from samkoering.grundlag.vindue import vindue
from samkoering.models import Koersel
from samkoering.natten import afstemning
from samkoering.natten.afstemning import afstem
from samkoering.natten.hovedbog import afslut_hvis_faerdig, planlaeg
from samkoering.natten.kalender import seneste_nat

FRA, TIL = date(2018, 1, 1), date(2037, 12, 31)
TRE = time(3)
TIME, SEKUND = timedelta(hours=1), timedelta(seconds=1)
VAEGURE = [
    time.fromisoformat(t)
    for t in (
        "00:00", "00:30", "01:00", "01:59:59", "02:00", "02:30", "02:59:59", "03:00", "03:30",
        "12:00", "22:30", "23:00", "23:59:59",
    )
]  # fmt: skip
"""På dansk; den nat, uret stilles frem, findes 2.30 ikke, og tilbage findes den to gange."""
Periode = tuple[date, date, date, date]


def dagene(bevis) -> list[date]:
    """Alle dage i fuld form; i kort form ugen om hvert skift og hvert nytår i tre af årene."""
    alle = [FRA + timedelta(days=n) for n in range((TIL - FRA).days + 1)]
    if bevis.fuld:
        return alle
    skift = {s.date() for aar in (2018, 2027, 2037) for s in skiftene(aar)}
    nytaar = {date(aar, 12, 31) for aar in (2018, 2027, 2036)}
    return [d for d in alle if any(abs((d - s).days) <= 3 for s in skift | nytaar)]


@cache
def skiftene(aar: int) -> tuple[datetime, datetime]:
    """Hvornår sommertiden begynder og slutter, i UTC."""
    begge = (datetime(aar, maaned, 31, 1, tzinfo=UTC) for maaned in (3, 10))
    frem, tilbage = (d - timedelta(days=d.isoweekday() % 7) for d in begge)
    return frem, tilbage


def dansk(nu: datetime) -> datetime:
    """Væguret, uden zone."""
    frem, tilbage = skiftene(nu.year)
    return (nu + TIME * (2 if frem <= nu < tilbage else 1)).replace(tzinfo=None)


def tidspunkter(dag: date) -> Iterator[datetime]:
    """Hvert vægurs tidspunkt i UTC: intet, ét eller to."""
    for vaegur in VAEGURE:
        lokal = datetime.combine(dag, vaegur)
        muligheder = (lokal.replace(tzinfo=UTC) - TIME * t for t in (2, 1))
        yield from (nu for nu in muligheder if dansk(nu) == lokal)


def facit_nat(nu: datetime) -> date:
    """Klokken tre og derefter er det i dag; før er det i går."""
    return (dansk(nu) - timedelta(hours=3)).date()


def facit_periode(dag: date) -> Periode:
    """De tre foregående måneder og denne; den seneste måned for sig."""
    nr = dag.year * 12 + dag.month - 1
    start, sidste, denne, naeste = (_foerste(nr + n) for n in (-3, -1, 0, 1))
    en = timedelta(days=1)
    return start, naeste - en, sidste, denne - en


def _foerste(nr: int) -> date:
    return date(nr // 12, nr % 12 + 1, 1)


def husets_periode(dag: date) -> Periode:
    fundet = vindue(dag)
    return fundet.start, fundet.slut, fundet.seneste_maaned_start, fundet.seneste_maaned_slut


def husets_dato(nu: datetime) -> date:
    """Dagen, som siderne, fristerne og ``manage.py nat`` læser den."""
    with time_machine.travel(nu, tick=False):
        return timezone.localdate()


def naiv_dato(nu: datetime) -> date:
    """Plantet fejl: dagen i UTC."""
    return nu.date()


def forkerte(dage: list[date], dato=husets_dato, nat=seneste_nat) -> tuple[int, list[str]]:
    """Hvor mange tidspunkter der blev set på, og de forkerte datoer og kontrolperioder."""
    antal, brud = 0, []
    for dag in dage:
        for nu in tidspunkter(dag):
            antal += 1
            if (fandt := dato(nu)) != dag:
                brud.append(f"{nu:%Y-%m-%dT%H:%M:%SZ}: datoen er {fandt}")
            if husets_periode(fandt) != facit_periode(dag):
                brud.append(f"{nu:%Y-%m-%dT%H:%M:%SZ}: perioden er {husets_periode(fandt)}")
            if (fandt := nat(nu, TRE)) != facit_nat(nu):
                brud.append(f"{nu:%Y-%m-%dT%H:%M:%SZ}: natten er {fandt}")
    return antal, brud


def naivt_forkerte_perioder(dage: list[date]) -> tuple[int, int]:
    """Af dagenes klokken halv et: hvor mange datoer og hvor mange perioder UTC rammer forbi."""
    halv_et = [
        (dag, nu) for dag in dage for nu in tidspunkter(dag) if dansk(nu).time() == time(0, 30)
    ]
    datoer = sum(naiv_dato(nu) != dag for dag, nu in halv_et)
    perioder = sum(husets_periode(naiv_dato(nu)) != facit_periode(dag) for dag, nu in halv_et)
    return datoer, perioder


def test_datoen_og_perioden_er_danske(bevis):
    dage = dagene(bevis)
    antal, brud = forkerte(dage)
    datoer, perioder = naivt_forkerte_perioder(dage)
    _, naive = forkerte(dage, naiv_dato, lambda nu, klokken: seneste_nat(nu + TIME, klokken))
    bevis.foer(
        19,
        f"Dato, måned og kontrolperiode; i UTC var {perioder} af {len(dage)} perioder forkerte "
        "klokken 0.30",
        forsoeg=antal,
        brud=brud,
        plantet_fejl_fanget=bool(naive) and perioder > 0,
    )
    assert datoer == len(dage), "klokken halv et er det altid i går i UTC"
    if bevis.fuld:
        assert (len(dage), perioder) == (7_305, 240)


# ── Uret begynder hver nat ──────────────────────────────────────────────────────────────────


def naetterne(dage: list[date]) -> list[str]:
    """Uret kigger lige før tre og klokken tre hver nat; de nætter, der blev noget andet."""
    brud = []
    for dag in dage:
        (klokken_tre,) = (nu for nu in tidspunkter(dag) if dansk(nu).time() == TRE)
        for nu, ventet in ((klokken_tre - SEKUND, []), (klokken_tre, [_raekke(dag)])):
            afstem(lambda _: None, nu)
            aabne = list(Koersel.objects.filter(aaben=True))
            fundet = [(k.dato, k.aarsag, k.periode_fra, k.periode_til) for k in aabne]
            if fundet != ventet and dag != dage[0]:
                brud.append(f"{dag}: {fundet} klokken {dansk(nu):%H:%M:%S}")
            for koersel in aabne:
                planlaeg(koersel, [], hel=True)
                afslut_hvis_faerdig(koersel.pk)
        if dag.day == 1:  # kun den seneste bruges
            Koersel.objects.filter(dato__lt=dag).delete()
    Koersel.objects.all().delete()
    return brud


def _raekke(dag: date) -> tuple[date, str, date, date]:
    return (dag, "PLANLAGT", *facit_periode(dag)[:2])


@pytest.mark.django_db
def test_uret_begynder_hver_nat_een_gang(bevis, settings, tmp_path, monkeypatch):
    settings.VAR_MAPPE, settings.UDTRAEKSMAPPE = tmp_path, tmp_path / "udtraek"
    omkring = skiftene(2027)[0].date()
    ugen = [omkring + timedelta(days=n) for n in range(-2, 5)]
    valgte = dagene(bevis) if bevis.fuld else ugen
    brud = naetterne(valgte)
    with monkeypatch.context() as plant:
        plant.setattr(
            afstemning, "seneste_nat", lambda nu, _: nu.date()
        )  # dagen i UTC, når som helst
        naive = naetterne(ugen)
    bevis.foer(
        19, "Uret begynder hver nat klokken tre", forsoeg=2 * len(valgte), brud=brud,
        plantet_fejl_fanget=bool(naive),
    )  # fmt: skip


# ── De andre opgaver i uret ─────────────────────────────────────────────────────────────────


def opgaverne(dage: list[date], zone: object) -> list[str]:
    """De daglige opgaver; de dage, en af dem ikke kørte præcis én gang, klokken det, der står."""
    brud = []
    for navn, hvornaar in daglige().items():
        klokken = time(min(hvornaar.hour), min(hvornaar.minute))
        plan = crontab(hour=klokken.hour, minute=klokken.minute, app=app)
        plan.tz = zone
        seneste = datetime.min.replace(tzinfo=UTC)
        for dag in dage:
            # Efter et hul i dagene kørte opgaven i går, som den skulle.
            seneste = max(seneste, datetime.combine(dag - timedelta(days=1), time(12), UTC))
            koerte = []
            for nu in kig(dag, klokken):
                plan.nowfun = lambda nu=nu: nu
                if plan.is_due(seneste).is_due:
                    koerte.append(dansk(nu).time())
                    seneste = nu
            if koerte != [klokken]:
                brud.append(f"{dag} {navn}: {[f'{k:%H:%M}' for k in koerte]}")
    return brud


def daglige() -> dict[str, crontab]:
    """Opgaverne med et klokkeslæt."""
    planer = {navn: post["schedule"] for navn, post in settings.CELERY_BEAT_SCHEDULE.items()}
    return {navn: p for navn, p in planer.items() if isinstance(p, crontab) and len(p.hour) == 1}


def kig(dag: date, klokken: time) -> list[datetime]:
    """Uret kigger en time før og efter, minuttet før, på slaget og minuttet efter."""
    om = datetime.combine(dag, klokken)
    lokale = [om + timedelta(minutes=m) for m in (-60, -1, 0, 1, 60)]
    muligheder = sorted(lok.replace(tzinfo=UTC) - TIME * t for lok in lokale for t in (2, 1))
    return [nu for nu in muligheder if dansk(nu) in lokale]


def test_de_daglige_opgaver_koerer_een_gang_om_dagen(bevis):
    dage = dagene(bevis)
    brud = opgaverne(dage, app.timezone)
    naive = opgaverne(dage, UTC)
    bevis.foer(
        19, "De daglige opgaver i uret", forsoeg=len(dage) * len(daglige()), brud=brud,
        plantet_fejl_fanget=bool(naive),
    )  # fmt: skip


def laengste_pause(plan: BaseSchedule, skift: datetime) -> timedelta:
    """Den længste tid mellem to gange, når uret kigger hvert halve minut natten om et skift."""
    plan.app = app
    foerst = seneste = skift - 3 * TIME
    pause = timedelta()
    for nr in range(1, 6 * 120):
        nu = foerst + nr * TIME / 120
        plan.nowfun = lambda nu=nu: nu
        if plan.is_due(seneste.astimezone(app.timezone)).is_due:
            pause, seneste = max(pause, nu - seneste), nu
    return max(pause, nu - seneste)


def hyppige() -> dict[str, BaseSchedule]:
    """Opgaverne, der køres hvert tiende minut eller oftere."""
    planer = {
        navn: maybe_schedule(post["schedule"], app=app)
        for navn, post in settings.CELERY_BEAT_SCHEDULE.items()
    }
    return {navn: p for navn, p in planer.items() if not isinstance(p, crontab)}


def test_afstemningen_staar_ikke_stille_i_den_time_der_er_to_gange(bevis):
    aar = range(FRA.year, TIL.year + 1) if bevis.fuld else (2027,)
    alle = [skift for et in aar for skift in skiftene(et)]
    assert {"afstem", "lever", "forsegl-log"} <= hyppige().keys()
    brud = [
        f"{skift.date()} {navn}: {pause}"
        for skift in alle
        for navn, plan in hyppige().items()
        if (pause := laengste_pause(plan, skift)) > plan.run_every + timedelta(minutes=1)
    ]
    naive = [laengste_pause(crontab(), skift) > TIME for skift in alle]
    bevis.foer(
        19, "Uret går også, mens timen er der to gange", forsoeg=len(alle) * len(hyppige()),
        brud=brud, plantet_fejl_fanget=any(naive),
    )  # fmt: skip


def test_facit_kender_skiftene():
    """Prøven af facit: skiftene, som de står i kalenderen."""
    assert [s.date().isoformat() for s in skiftene(2026)] == ["2026-03-29", "2026-10-25"]
    assert [s.date().isoformat() for s in skiftene(2037)] == ["2037-03-29", "2037-10-25"]
    halv_tre = [[dansk(nu).time() for nu in tidspunkter(s.date())].count(time(2, 30))
                for s in skiftene(2026)]  # fmt: skip
    assert halv_tre == [0, 2]
    assert facit_periode(date(2026, 1, 31))[:2] == (date(2025, 10, 1), date(2026, 1, 31))
