"""Udfør en bestilt søgning: alt eller intet, og bagefter er kursuslisten slettet.

Den, der ikke kom med, gemmes ikke; kun hvor mange der var for hver grund.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

import structlog
from django.db.models import QuerySet
from django.utils import timezone

from adgang.lejer import lejer
from registre.cpr.adresselinje import adresselinje
from registre.cpr.numre import Cpr
from udsoegning.models import (
    Fundet,
    Kursusafslutning,
    Nationalitetsvalg,
    Projekt,
    Soegetilstand,
    Svar,
)
from udsoegning.nej import alle_nej, har_sagt_nej
from udsoegning.rummet import i_rummet
from udsoegning.soegning.grunde import Grund, skjulte_tal
from udsoegning.soegning.hentning import IkkeUdfoert, hentet, kilder, kraev_svar
from udsoegning.soegning.oplysninger import Oplysninger, Person
from udsoegning.soegning.sigt import Ramme, grund

log = structlog.get_logger(__name__)
BUNDT = 500


@dataclass(frozen=True, slots=True)
class Kursus:
    """Det seneste kursus, borgeren har afsluttet i perioden."""

    navn: str
    afsluttet: date


@dataclass(slots=True)
class Udfald:
    """Søgningens udfald, før det gemmes."""

    fundne: dict[str, Person]
    """Gældende CPR-nummer → borgeren."""
    numre: dict[str, frozenset[str]]
    """Gældende nummer → hvert nummer, den fundne har haft."""
    nye_numre: dict[str, str]
    """Nummer på projektets liste, som er skiftet ud → det gældende."""
    kurser: dict[str, Kursus]
    antal: Counter[Grund]
    ude: set[str]
    """Numre, der er holdt ude; bruges til at slette dem, der stod på listen, og gemmes ikke."""
    kilder: list[list[str]]
    lande: dict[str, str] = field(default_factory=dict)
    """Gældende nummer → statsborgerskab, også for dem, der stod på listen i forvejen."""


def udfoer(kommune: str, projekt_id: UUID) -> None:
    """Søg for projektet; svarer et register ikke, er der ikke søgt, og grunden står på siden."""
    with lejer(kommune), i_rummet():
        projekt = _i_gang(kommune, projekt_id)
        if projekt is None:
            return
        (kurser, filer), nej = _listen(projekt), alle_nej(projekt)
        staar: set[str] = set(_fundne(projekt).values_list("cpr", flat=True))
    dag = timezone.localdate()
    try:
        udfald = _sigt(projekt, kurser, staar, nej, dag)
    except IkkeUdfoert as fejl:
        _gem_grund(kommune, projekt_id, fejl.grund)
    except Exception as fejl:
        # En fremmed fejls tekst kan gentage noget fra et register; kun dens art føres videre.
        log.error("udsoegning_fejlede", art=type(fejl).__name__)
        _gem_grund(
            kommune, projekt_id, "Søgningen fejlede. Prøv igen, eller bed driften se på det."
        )
    else:
        with lejer(kommune), i_rummet():
            _gem(kommune, projekt_id, udfald, filer, dag)


def _i_gang(kommune: str, projekt_id: UUID) -> Projekt | None:
    egne = Projekt.objects.i_kommune(kommune).select_for_update()
    return egne.filter(pk=projekt_id, soegning=Soegetilstand.I_GANG, lukket=None).first()


def _fundne(projekt: Projekt) -> QuerySet[Fundet]:
    return Fundet.objects.i_kommune(projekt.kommune_id).filter(projekt=projekt)


def _listen(projekt: Projekt) -> tuple[list[tuple[str, str, date]], set[UUID]]:
    """Kursuslistens rækker, og de filer, de kom i."""
    egne = Kursusafslutning.objects.i_kommune(projekt.kommune_id).filter(projekt=projekt)
    kurser: list[tuple[str, str, date]] = list(
        egne.order_by("afsluttet").values_list("cpr", "kursus", "afsluttet")
    )
    return kurser, set(egne.values_list("fil", flat=True))


def _sigt(
    projekt: Projekt,
    kurser: list[tuple[str, str, date]],
    staar: set[str],
    nej: frozenset[str],
    dag: date,
) -> Udfald:
    """Hold registrenes svar op mod listen, og dem, der stod på projektets liste i forvejen."""
    ramme = Ramme(dag, projekt.kommune_id)
    with hentet(dag) as udtraek:
        kraev_svar(udtraek)
        numre = frozenset(int(cpr) for cpr in {*(k[0] for k in kurser), *staar})
        viden = Oplysninger(udtraek, numre, dag)
        skiftede = {cpr: f"{viden.numre[int(cpr)]:010d}" for cpr in staar}
        nye_numre = {gammelt: nyt for gammelt, nyt in skiftede.items() if nyt != gammelt}
        udfald = Udfald({}, {}, nye_numre, {}, Counter(), set(), kilder(udtraek))
    i_perioden: dict[int, Kursus] = {}
    for cpr, kursus, afsluttet in kurser:
        if projekt.kurser_fra <= afsluttet <= projekt.kurser_til:
            i_perioden[viden.numre[int(cpr)]] = Kursus(kursus, afsluttet)
    stod = {viden.numre[int(cpr)] for cpr in staar}
    for nr in {*viden.numre.values()}:
        cpr = f"{nr:010d}"
        hendes = viden.alle_numre(nr)
        if nr not in i_perioden and nr not in stod:
            hvorfor: Grund | None = Grund.UDEN_FOR_PERIODEN
        elif har_sagt_nej(projekt, nej, hendes):
            hvorfor = Grund.NEJ
        else:
            hvorfor = grund(nr, viden, ramme)
        if hvorfor:
            udfald.antal[hvorfor] += 1
            udfald.ude.add(cpr)
            continue
        udfald.lande[cpr] = viden.personer[nr].statsborgerskab[:60]
        if nr in i_perioden:
            udfald.fundne[cpr], udfald.kurser[cpr] = viden.personer[nr], i_perioden[nr]
            udfald.numre[cpr] = hendes
    return udfald


def _gem(kommune: str, projekt_id: UUID, udfald: Udfald, filer: set[UUID], dag: date) -> None:
    projekt = _i_gang(kommune, projekt_id)
    if projekt is None:
        return
    # Låst før listerne, som når den slås fra: nationaliteten gemmes ikke, mens den bliver slettet.
    valg = Nationalitetsvalg.objects.i_kommune(kommune).filter(til=None).select_for_update()
    nationalitet = valg.first() is not None
    egne = _fundne(projekt)
    _skift_numre(egne, udfald.nye_numre)
    # Den, der ikke længere skal stå på listen, slettes; et ja er hendes eget og bliver.
    egne.filter(cpr__in=udfald.ude).exclude(svar=Svar.JA).delete()
    kendte = set(egne.values_list("cpr", flat=True))
    nej = alle_nej(projekt)  # et nej kan være kommet, mens der blev søgt
    nye = [
        _som_fundet(projekt, cpr, person, udfald.kurser[cpr], nationalitet=nationalitet)
        for cpr, person in udfald.fundne.items()
        if cpr not in kendte and not har_sagt_nej(projekt, nej, udfald.numre[cpr])
    ]
    egne.bulk_create(nye, batch_size=BUNDT)
    if nationalitet:
        _skriv_lande(egne, udfald.lande)
    # Kun de filer, der er søgt på: en liste, der er indlæst imens, venter stadig.
    Kursusafslutning.objects.i_kommune(kommune).filter(projekt=projekt, fil__in=filer).delete()
    Projekt.objects.i_kommune(kommune).filter(pk=projekt.pk).update(
        soegning=Soegetilstand.UDFOERT,
        soegt=dag,
        grund="",
        tal=skjulte_tal(udfald.antal),
        kilder=udfald.kilder,
    )


def _skift_numre(egne: QuerySet[Fundet], nye: dict[str, str]) -> None:
    """Den, der har fået et nyt nummer, står på listen under det, og kun én gang."""
    kendte = set(egne.values_list("cpr", flat=True))
    for gammelt, nyt in nye.items():
        if nyt not in kendte:
            egne.filter(cpr=gammelt).update(cpr=nyt)


def _skriv_lande(egne: QuerySet[Fundet], lande: dict[str, str]) -> None:
    """Den, der kom på listen, før nationaliteten blev begrundet, får den ved næste søgning."""
    for land in {*lande.values()} - {""}:
        numre = [cpr for cpr, hendes in lande.items() if hendes == land]
        egne.filter(cpr__in=numre, statsborgerskab="").update(statsborgerskab=land)


def _som_fundet(
    projekt: Projekt, cpr: str, person: Person, kursus: Kursus, *, nationalitet: bool
) -> Fundet:
    return Fundet(
        kommune_id=projekt.kommune_id,
        projekt=projekt,
        cpr=Cpr(cpr),
        navn=person.navn[:200],
        adresse=adresselinje(person.adresse or {})[:250],
        beskyttet=person.beskyttet,
        statsborgerskab=person.statsborgerskab[:60] if nationalitet else "",
        kursus=kursus.navn,
        afsluttet=kursus.afsluttet,
    )


def _gem_grund(kommune: str, projekt_id: UUID, hvorfor: str) -> None:
    with lejer(kommune), i_rummet():
        Projekt.objects.i_kommune(kommune).filter(
            pk=projekt_id, soegning=Soegetilstand.I_GANG
        ).update(soegning=Soegetilstand.IKKE_UDFOERT, grund=hvorfor[:300])
