"""De borgere, filtrene rummer, og det, listen viser om dem."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from adgang.models import Kommune
from kontrol.lister.noeglesider import Led
from persongrupper.liste.filtre import UDEN_GRUPPE, Filtre
from persongrupper.markeringer import GRUPPER, Markering
from persongrupper.models import Markeringsperiode, Projektborger

ORDEN = (Led("cpr"), Led("id"))
PR_SIDE = 50


@dataclass(frozen=True, slots=True)
class Raekke:
    """En borger på listen med det, der gælder i dag."""

    id: UUID
    cpr: str
    foerste_gruppe: str
    foerste_dag: date | None
    gruppe: str
    siden: date | None
    andre: tuple[str, ...]
    jobformidler: str
    i_maalgruppen: bool


def valgte(kommune: Kommune, filtre: Filtre, i_dag: date) -> QuerySet[Projektborger]:
    """Borgerne, hvor en af markeringerne gjaldt mindst én dag i perioden; uden periode i dag."""
    borgere = Projektborger.objects.i_kommune(kommune)
    if not filtre.markeringer and not filtre.fra and not filtre.til:
        return borgere
    fra, til = filtre.fra or filtre.til or i_dag, filtre.til or i_dag
    if filtre.fra is None and filtre.til is not None:
        fra = date.min
    perioder = Markeringsperiode.objects.i_kommune(kommune).filter(
        Q(til=None) | Q(til__gte=fra), borger=OuterRef("pk"), annulleret=None, fra__lte=til
    )
    navne = [navn for navn in filtre.markeringer if navn != UDEN_GRUPPE]
    krav = Q()
    if navne or UDEN_GRUPPE not in filtre.markeringer:
        vilkaar = perioder.filter(markering__in=navne) if navne else perioder
        krav |= Q(Exists(vilkaar))
    if UDEN_GRUPPE in filtre.markeringer:
        i_brutto = perioder.filter(markering=Markering.BRUTTOMAALGRUPPE)
        krav |= Q(Exists(i_brutto)) & (Q(foerste_dag=None) | Q(foerste_dag__gt=til))
    return borgere.filter(krav)


def som_raekker(kommune: Kommune, ider: Sequence[UUID], i_dag: date) -> list[Raekke]:
    """Borgerne i den orden, id'erne står."""
    borgere = Projektborger.objects.i_kommune(kommune).in_bulk(list(ider))
    gaeldende: dict[UUID, list[Markeringsperiode]] = {id_: [] for id_ in ider}
    perioder = Markeringsperiode.objects.i_kommune(kommune).filter(
        Q(til=None) | Q(til__gte=i_dag), borger__in=list(ider), annulleret=None
    )
    for periode in perioder:
        gaeldende[periode.borger_id].append(periode)
    return [_raekke(borgere[id_], gaeldende[id_]) for id_ in ider if id_ in borgere]


def _raekke(borger: Projektborger, perioder: Iterable[Markeringsperiode]) -> Raekke:
    efter = {periode.markering: periode for periode in perioder}
    gruppen = next((efter[str(gruppe)] for gruppe in GRUPPER if str(gruppe) in efter), None)
    job = efter.get(str(Markering.JOBFORMIDLER))
    andre = [Markering.UDSKUDT_VISITATION] if Markering.UDSKUDT_VISITATION in efter else []
    return Raekke(
        id=borger.pk,
        cpr=borger.cpr,
        foerste_gruppe=borger.get_foerste_gruppe_display() if borger.foerste_gruppe else "",
        foerste_dag=borger.foerste_dag,
        gruppe=gruppen.get_markering_display() if gruppen else "",
        siden=gruppen.fra if gruppen else None,
        andre=tuple(str(m.label) for m in andre),
        jobformidler=job.jobformidler if job else "",
        i_maalgruppen=str(Markering.BRUTTOMAALGRUPPE) in efter,
    )
