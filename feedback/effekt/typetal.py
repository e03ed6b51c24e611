"""Månedens afsluttede sager pr. kontroltype: hvor de ville falde fra, og om borgeren er set før."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from uuid import UUID

from django.utils.timezone import localdate

from feedback.effekt.afproevning.graenser import graense_for
from feedback.effekt.afproevning.traeer import AFPROEVNING, BLIVER, GENTAGELSE, UDENFOR
from feedback.effekt.sagstal import Sagstal
from feedback.effekt.udsnit import makkere
from feedback.models import Feedback, Resultat
from samkoering.models import AFSLUTTENDE_TILSTANDE, Sag, Udfald, Udfaldstilstand

GENTAGET_INDEN = timedelta(days=365)


def typetal(kommune: str, afsluttede: Collection[Feedback]) -> Iterator[Sagstal]:
    """Én række pr. sag og kontroltype i hver af kontroltypens opdelinger."""
    pr_sag = _udfald(kommune, [feedback.sag_id for feedback in afsluttede])
    foer = _tidligere(kommune, afsluttede)
    for feedback in afsluttede:
        sag = feedback.sag
        aendret = feedback.resultat == Resultat.AENDRET_TILDELING
        side = "aendret" if aendret else "henlagt"
        egne = pr_sag[sag.pk]
        for slug in sorted(egne):
            trin = BLIVER if len(egne) > 1 else str(_trin(slug, egne[slug]))
            yield _tal(sag, AFPROEVNING, slug, f"{side}:{trin}")
            if len(egne) > 1 and makkere().get(slug, slug) not in egne:
                yield _tal(sag, UDENFOR, slug, side)
            yield _tal(sag, GENTAGELSE, slug, "gentaget" if (sag.pk, slug) in foer else "foerste")


def _tal(sag: Sag, opdeling: str, slug: str, led: str) -> Sagstal:
    return Sagstal(sag.pk, opdeling + slug, sag.kontroltrin, sag.kle, led, kun_regel=slug)


def _trin(slug: str, udfald: Collection[Udfald]) -> int:
    """Sagen står, så længe ét af dens udfald gør."""
    graense = graense_for(slug)
    return max(graense.trin(et.bevis) for et in udfald) if graense else 0


def _udfald(kommune: str, sager: Collection[UUID]) -> dict[UUID, dict[str, list[Udfald]]]:
    """Sagernes behandlede udfald efter kontroltype."""
    pr_sag: dict[UUID, dict[str, list[Udfald]]] = defaultdict(lambda: defaultdict(list))
    behandlede = Udfald.objects.i_kommune(kommune).filter(sag__in=sager)
    for et in behandlede.exclude(tilstand=Udfaldstilstand.BORTFALDET):
        pr_sag[et.sag_id][et.regel].append(et)
    return pr_sag


def _tidligere(kommune: str, afsluttede: Collection[Feedback]) -> set[tuple[UUID, str]]:
    """De par af sag og kontroltype, hvor borgerens forrige lignende sag sluttede i året før."""
    borgere: dict[str, list[Feedback]] = defaultdict(list)
    for feedback in afsluttede:
        borgere[feedback.sag.cpr].append(feedback)
    slutninger: dict[str, list[tuple[date, UUID, str]]] = defaultdict(list)
    tidligere = (
        Udfald.objects.i_kommune(kommune)
        .filter(sag__cpr__in=list(borgere), sag__tilstand__in=AFSLUTTENDE_TILSTANDE)
        .exclude(tilstand=Udfaldstilstand.BORTFALDET)
    )
    raekker = tidligere.order_by().values_list("sag__cpr", "sag__afsluttet", "sag", "regel")
    for cpr, afsluttet, sag, regel in raekker.distinct():
        if afsluttet is not None:
            slutninger[cpr].append((localdate(afsluttet), sag, regel))
    return {
        (feedback.sag_id, regel)
        for cpr, egne in borgere.items()
        for feedback in egne
        for slut, sag, regel in slutninger[cpr]
        if sag != feedback.sag_id and _lige_foer(slut, localdate(feedback.registreret))
    }


def _lige_foer(slut: date, dag: date) -> bool:
    return dag - GENTAGET_INDEN <= slut < dag
