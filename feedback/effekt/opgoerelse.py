"""Opgør de måneder, der er slut: tæl, afgør hvad der kan vises, og gem det for altid.

En måned gemmes i én transaktion pr. kommune. Er den opgjort, gøres intet igen, så et tal, der er
vist, aldrig ændrer sig. Det, der bliver rettet bagefter, tæller i den måned, det sker. Der regnes,
før der skrives: beregningen er lang, og så længe må ingen side vente på databasen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import datetime

from django.db.models import Min, QuerySet
from django.utils import timezone

from adgang.lejer import laesende, lejer
from adgang.models import Kommune
from adgang.smaatal.tidslinje import Periode
from adgang.smaatal.trae import Gren
from adgang.smaatal.udgivelse import Udgivelse
from adgang.smaatal.viden import ALLE, Udsnit
from feedback.effekt.afproevning.traeer import AFPROEVNING, typernes_traeer, udenfor_traeer
from feedback.effekt.figurer import (
    Gruppe,
    figurer,
    gruppernes_figurer,
    typens_figurer,
    udenfor_figur,
    udsnit_af,
)
from feedback.effekt.grundtal import grundtal
from feedback.effekt.landet import opgoer_landet
from feedback.effekt.ligebehandling.grupper import DIMENSIONER
from feedback.effekt.ligebehandling.gruppetal import OPDELING
from feedback.effekt.opdelinger import GRUPPEN, OPDELINGER
from feedback.effekt.perioder import (
    HUSKES_MAANEDER,
    Opgjort,
    begynder,
    foerste_dag,
    nummer,
    opgjorte,
)
from feedback.effekt.udsnit import DELENDE, daekninger, makkere, type_, udsnit
from feedback.models import Effektfigur, Effektmaaned, Grundtal
from samkoering.models import Sag
from samkoering.skrivning.indsaet import indsaet

GRUNDTAL_MAANEDER = 25
"""Så længe gemmes grundtallene: året, året før til at sammenligne med, og den sidste måned."""
_PAA_AENDREDE = ("AARSAG", "AENDRING")
"""Deles kun, hvor antallet af ændrede er vist."""


def opgoer_alle(nu: datetime) -> int:
    """Opgør alt, der mangler, i alle kommuner og så landet; giver antallet af kommunemåneder."""
    antal = sum(
        opgoer_kommune(kode, nu)
        for kode in Kommune.objects.order_by("pk").values_list("pk", flat=True)
    )
    opgoer_landet(nu)
    return antal


def opgoer_kommune(kommune: str, nu: datetime) -> int:
    """Opgør kommunens manglende måneder i orden, én transaktion hver."""
    return sum(opgoer(kommune, maaned, nu) for maaned in _manglende(kommune, nu))


def _manglende(kommune: str, nu: datetime) -> list[int]:
    denne = nummer(timezone.localdate(nu))
    with laesende(kommune):
        sidste = Effektmaaned.objects.i_kommune(kommune).order_by("-maaned").first()
        foerste = nummer(sidste.maaned) + 1 if sidste else _foerste(kommune)
    return [] if foerste is None else list(range(foerste, denne))


def _foerste(kommune: str) -> int | None:
    """Den måned, kommunens første sag blev fundet."""
    dag = Sag.objects.i_kommune(kommune).aggregate(dag=Min("fundet"))["dag"]
    return None if dag is None else nummer(dag)


def opgoer(kommune: str, maaned: int, nu: datetime) -> bool:
    """Opgør én måned; ``False``, når den er opgjort, også når en anden nåede det imens."""
    if nu < begynder(maaned + 1):
        raise ValueError("En måned kan først opgøres, når den er slut.")
    with laesende(kommune):
        if Effektmaaned.objects.i_kommune(kommune).filter(maaned=foerste_dag(maaned)).exists():
            return False
        nye = grundtal(kommune, maaned)
        viste = list(_figurer(kommune, maaned, nye))
    with lejer(kommune):
        return _gem(kommune, maaned, nu, nye, viste)


def _gem(
    kommune: str, maaned: int, nu: datetime, nye: list[Grundtal], viste: list[Effektfigur]
) -> bool:
    """Gem måneden, hvis ingen anden har; det, de hver for sig regnede, er det samme."""
    _, ny = Effektmaaned.objects.i_kommune(kommune).get_or_create(
        kommune_id=kommune, maaned=foerste_dag(maaned), defaults={"opgjort": nu}
    )
    if ny:
        indsaet(nye, Grundtal.objects.i_kommune(kommune))
        indsaet(viste, Effektfigur.objects.i_kommune(kommune))
        glem(kommune, maaned)
    return ny


def _figurer(kommune: str, maaned: int, nye: list[Grundtal]) -> Iterator[Effektfigur]:
    """Alt, der vises, når måneden er slut, træ for træ; ``nye`` er månedens egne grundtal."""
    opgjort = Effektmaaned.objects.i_kommune(kommune).aggregate(dag=Min("maaned"))["dag"]
    foerste = opgjort or foerste_dag(maaned)
    raekker = _raekker(kommune, maaned, nye)
    aendrede: dict[Periode, set[Udsnit]] = defaultdict(set)
    for opdeling, gren in OPDELINGER.items():
        udgivelse = _med_det_viste(kommune, opdeling, gren, maaned)
        for opgjort in _perioder(opdeling, maaned, nummer(foerste)):
            kun = aendrede[opgjort.periode] if opdeling in _PAA_AENDREDE else None
            for figur in figurer(opdeling, opgjort, raekker[opdeling], udgivelse, kun):
                if opdeling == "AFSLUTTET" and "aendret" in figur.vist:
                    aendrede[opgjort.periode].add(udsnit_af(figur))
                yield _i(figur, kommune, maaned)
    yield from _typernes(kommune, maaned, nummer(foerste), raekker, aendrede)
    yield from _gruppernes(kommune, maaned, nummer(foerste), raekker, aendrede)


def _typernes(
    kommune: str,
    maaned: int,
    foerste: int,
    raekker: Mapping[str, list[Gruppe]],
    aendrede: Mapping[Periode, set[Udsnit]],
) -> Iterator[Effektfigur]:
    """Kontroltypernes egne opdelinger, over året, og kun hvor typens ændrede er vist."""
    aar = [
        opgjort
        for opgjort in opgjorte(maaned, foerste)
        if not opgjort.mindst and aendrede[opgjort.periode]
    ]
    afgjort: set[tuple[str, Periode]] = set()
    for opdeling, (slug, gren) in udenfor_traeer().items():
        udgivelse = _med_det_viste(kommune, opdeling, gren, maaned, kun_alle=True)
        for opgjort in aar:
            figur = udenfor_figur(opdeling, slug, opgjort, raekker[opdeling], udgivelse)
            if figur is not None:
                afgjort.add((slug, opgjort.periode))
                yield _i(figur, kommune, maaned)
    for opdeling, (slug, gren) in typernes_traeer().items():
        udgivelse = _med_det_viste(kommune, opdeling, gren, maaned, kun_alle=True)
        venter = opdeling == AFPROEVNING + slug and slug in makkere()
        for opgjort in aar:
            if udsnit(maerke=type_(slug)) in aendrede[opgjort.periode] and (
                not venter or (slug, opgjort.periode) in afgjort
            ):
                for figur in typens_figurer(opdeling, slug, opgjort, raekker[opdeling], udgivelse):
                    yield _i(figur, kommune, maaned)


def _gruppernes(
    kommune: str,
    maaned: int,
    foerste: int,
    raekker: Mapping[str, list[Gruppe]],
    aendrede: Mapping[Periode, set[Udsnit]],
) -> Iterator[Effektfigur]:
    """Borgergrupperne over året, én dimension ad gangen, og kun hvor de ændrede er vist."""
    for dimension in DIMENSIONER:
        opdeling = OPDELING + dimension
        udgivelse = Udgivelse(GRUPPEN, (dimension,))
        udgivelse.husk(
            (
                frozenset({(dimension, figur.maerke)} if figur.maerke else ()),
                (nummer(figur.fra), nummer(figur.til)),
                figur.vist,
            )
            for figur in _viste(kommune, opdeling, maaned)
        )
        for opgjort in opgjorte(maaned, foerste):
            if not opgjort.mindst and ALLE in aendrede[opgjort.periode]:
                for figur in gruppernes_figurer(dimension, opgjort, raekker[opdeling], udgivelse):
                    yield _i(figur, kommune, maaned)


def _i(figur: Effektfigur, kommune: str, maaned: int) -> Effektfigur:
    figur.kommune_id, figur.maaned = kommune, foerste_dag(maaned)
    return figur


def _perioder(opdeling: str, maaned: int, foerste: int) -> Iterator[Opgjort]:
    """De åbne sager er en beholdning og opgøres kun ved månedens udgang."""
    if opdeling == "AABNE":
        return iter([Opgjort((maaned, maaned + 1))])
    return opgjorte(maaned, foerste)


def _raekker(kommune: str, maaned: int, nye: list[Grundtal]) -> defaultdict[str, list[Gruppe]]:
    """Det seneste års grundtal efter opdeling: de gemte og månedens egne."""
    pr_opdeling: defaultdict[str, list[Gruppe]] = defaultdict(list)
    foer = Grundtal.objects.i_kommune(kommune).filter(
        maaned__gte=foerste_dag(maaned - 11), maaned__lt=foerste_dag(maaned)
    )
    for opdeling, *felter in foer.values_list("opdeling", *Gruppe._fields).iterator():
        pr_opdeling[opdeling].append(Gruppe(*felter))
    for ny in nye:
        pr_opdeling[ny.opdeling].append(Gruppe(*(getattr(ny, felt) for felt in Gruppe._fields)))
    return pr_opdeling


def _med_det_viste(
    kommune: str, opdeling: str, gren: Gren, maaned: int, *, kun_alle: bool = False
) -> Udgivelse:
    """Træets udgivelse med det, der er vist før. ``kun_alle``: det har ét udsnit."""
    udgivelse = Udgivelse(gren, DELENDE, daekninger())
    udgivelse.husk(
        (
            ALLE if kun_alle else udsnit_af(figur),
            (nummer(figur.fra), nummer(figur.til)),
            figur.vist,
        )
        for figur in _viste(kommune, opdeling, maaned)
    )
    return udgivelse


def _viste(kommune: str, opdeling: str, maaned: int) -> QuerySet[Effektfigur]:
    """Det, der er vist før og kan hænge sammen med nye måneder."""
    return Effektfigur.objects.i_kommune(kommune).filter(
        opdeling=opdeling, til__gt=foerste_dag(maaned - HUSKES_MAANEDER)
    )


def glem(kommune: str, maaned: int) -> None:
    """Slet de grundtal, der er ældre end 25 måneder, når ``maaned`` er opgjort."""
    Grundtal.objects.i_kommune(kommune).filter(
        maaned__lte=foerste_dag(maaned - GRUNDTAL_MAANEDER)
    ).delete()
