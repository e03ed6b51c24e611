"""Månedens grundtal, talt af de rækker, portalen selv skrev."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.timezone import localdate

from feedback.effekt.ligebehandling.gruppetal import gruppetal
from feedback.effekt.minutter import minutter_i_visitering
from feedback.effekt.opdelinger import alder
from feedback.effekt.perioder import begynder, foerste_dag
from feedback.effekt.sagstal import Sagstal
from feedback.effekt.typetal import typetal
from feedback.models import Feedback, Grundtal, Resultat
from samkoering.models import AABNE_TILSTANDE, Sag, Sagstilstand, Udfald, Udfaldstilstand

_HENLAGT = {
    Resultat.HENLAGT_VISITERING: "henlagt_visitering",
    Resultat.HENLAGT_EFTER_PARTSHOERING: "henlagt_hoering",
}
_FALDT_FRA = {Sagstilstand.UDLOEBET: "UDLOEBET", Sagstilstand.BORTFALDET: "BORTFALDET"}


class Gruppe(NamedTuple):
    """Det, ens sager er ens i."""

    opdeling: str
    trin: int
    kle: str
    regler: str
    led: str
    dage: int | None
    minutter: int | None


def grundtal(kommune: str, maaned: int) -> list[Grundtal]:
    """Månedens rækker, talt sammen og klar til at gemme."""
    feedback = list(_feedback(kommune, maaned))
    sager = [
        *_afsluttede(kommune, feedback),
        *typetal(kommune, feedback),
        *gruppetal(kommune, feedback),
        *_faldt_fra(kommune, maaned),
        *_nye(kommune, maaned),
        *_aabne(kommune, maaned),
    ]
    regler = _regler(kommune, {sag.sag for sag in sager}, foerste_dag(maaned + 1))
    antal: Counter[Gruppe] = Counter()
    beloeb: dict[Gruppe, list[int]] = defaultdict(lambda: [0, 0])
    for sag in sager:
        egne = sag.kun_regel or regler[sag.sag]
        gruppe = Gruppe(sag.opdeling, sag.trin, sag.kle, egne, sag.led, sag.dage, sag.minutter)
        antal[gruppe] += 1
        beloeb[gruppe][0] += sag.krav
        beloeb[gruppe][1] += sag.maanedlig
    return [
        Grundtal(
            kommune_id=kommune,
            maaned=foerste_dag(maaned),
            antal=tal,
            krav_oere=beloeb[gruppe][0],
            maanedlig_oere=beloeb[gruppe][1],
            **gruppe._asdict(),
        )
        for gruppe, tal in sorted(antal.items(), key=lambda par: _orden(par[0]))
    ]


def _orden(gruppe: Gruppe) -> tuple[Any, ...]:
    return (*gruppe[:5], gruppe.dage or 0, gruppe.minutter or 0)


def _feedback(kommune: str, maaned: int) -> QuerySet[Feedback]:
    """Månedens resultater."""
    return (
        Feedback.objects.i_kommune(kommune)
        .filter(registreret__gte=begynder(maaned), registreret__lt=begynder(maaned + 1))
        .select_related("sag", "bestilling")
    )


def _afsluttede(kommune: str, feedback: Collection[Feedback]) -> Iterator[Sagstal]:
    """Sager, der fik et resultat; de ændrede også efter årsag og ændring."""
    minutter = minutter_i_visitering(kommune, feedback)
    for en in feedback:
        sag, krav = en.sag, en.krav_oere or 0
        led = _HENLAGT.get(Resultat(en.resultat)) or ("med_krav" if krav else "uden_krav")
        yield Sagstal(
            sag.pk,
            "AFSLUTTET",
            sag.kontroltrin,
            sag.kle,
            led,
            dage=(localdate(en.registreret) - localdate(en.bestilling.bestilt)).days,
            minutter=minutter.get(en.pk),
            krav=krav,
            maanedlig=en.maanedlig_aendring_oere or 0,
        )
        if en.resultat == Resultat.AENDRET_TILDELING:
            for opdeling, svar in (("AARSAG", en.aarsag), ("AENDRING", en.aendring)):
                yield Sagstal(sag.pk, opdeling, sag.kontroltrin, sag.kle, svar)


def _faldt_fra(kommune: str, maaned: int) -> Iterator[Sagstal]:
    """Sager, der udløb eller faldt bort."""
    sager = Sag.objects.i_kommune(kommune).filter(
        tilstand__in=_FALDT_FRA,
        afsluttet__gte=begynder(maaned),
        afsluttet__lt=begynder(maaned + 1),
    )
    for sag in sager:
        opdeling = _FALDT_FRA[Sagstilstand(sag.tilstand)]
        yield Sagstal(sag.pk, opdeling, sag.kontroltrin, sag.kle, opdeling.lower())


def _nye(kommune: str, maaned: int) -> Iterator[Sagstal]:
    """Sager, der kom på bestillingslisten."""
    sager = Sag.objects.i_kommune(kommune).filter(
        fundet__gte=foerste_dag(maaned), fundet__lt=foerste_dag(maaned + 1)
    )
    for sag in sager:
        yield Sagstal(sag.pk, "NYE", sag.kontroltrin, sag.kle, "nye")


def _aabne(kommune: str, maaned: int) -> Iterator[Sagstal]:
    """Sager, der var åbne ved månedens udgang, også når der først tælles senere."""
    sidste = foerste_dag(maaned + 1) - timedelta(days=1)
    aabne = Q(tilstand__in=AABNE_TILSTANDE) | Q(afsluttet__gte=begynder(maaned + 1))
    for sag in Sag.objects.i_kommune(kommune).filter(aabne, fundet__lte=sidste):
        led = alder((sidste - sag.fundet).days, over_fristen=sag.udloeber < sidste)
        yield Sagstal(sag.pk, "AABNE", sag.kontroltrin, sag.kle, led)


def _regler(kommune: str, sager: Collection[UUID], foer: date) -> defaultdict[UUID, str]:
    """Sagernes kontroltyper; en hændelse, der faldt bort, tæller kun, når hele sagen gjorde."""
    par = (
        Udfald.objects.i_kommune(kommune)
        .filter(
            ~Q(tilstand=Udfaldstilstand.BORTFALDET) | Q(sag__tilstand=Sagstilstand.BORTFALDET),
            fundet__lt=foer,
            sag__in=list(sager),
        )
        .order_by()
        .values_list("sag_id", "regel")
        .distinct()
    )
    pr_sag: dict[UUID, list[str]] = defaultdict(list)
    for sag, regel in par:
        pr_sag[sag].append(regel)
    return defaultdict(str, {sag: " ".join(sorted(slugs)) for sag, slugs in pr_sag.items()})
