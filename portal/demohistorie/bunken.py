"""Bunken: kommunens åbne sager med alt, et skridt skal bruge, og de rækker, der skal gemmes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import models

from adgang.models import Bruger, Kommune
from feedback.models import Feedback
from journal.models import Journalpost
from kontrol.journalisering.poster import ART as VISITERING
from kontrol.models import Bestilling, Lukning, Partshoering
from kontrol.partshoering.formuleringer import kan_ikke_hoeres
from kontrol.prioriteringsliste.borgere import Arkets, fra_arkene
from portal.demohistorie.kolleger import HOLDENE
from portal.demohistorie.skaebne import Anledning, Skaebne, naaet, skaebne
from samkoering.models import AABNE_TILSTANDE, Fredning, Kontrolark, Sag, Udfald, Udfaldstilstand
from samkoering.skrivning.indsaet import indsaet

PORTION = 100
SVARETS = ("tilstand", "version", "gemt", "svar", "svar_modtaget", "svar_registreret")


@dataclass(slots=True)
class Sagsgang:
    """En åben sag, dens skæbne, og det, der allerede er sket med den."""

    sag: Sag
    skaebne: Skaebne
    kollega: Bruger
    udfald: list[Udfald]
    """De åbne hændelser, nyeste først."""
    ark: Kontrolark
    """Det nyeste; kun id, udgave og fingeraftryk er læst."""
    arkets: Arkets
    bestilling: Bestilling | None = None
    hoering: Partshoering | None = None


@dataclass(slots=True)
class Bunke:
    """Kommunen, dens sagsgange og det nye, der venter på at blive gemt."""

    kommune: Kommune
    hold: list[Bruger]
    gange: list[Sagsgang] = field(default_factory=list)
    nye: dict[type[models.Model], list[models.Model]] = field(
        default_factory=lambda: defaultdict(list)
    )
    flyttede: dict[UUID, Sag] = field(default_factory=dict)
    """Sager, hvis tilstand er ændret."""
    besvarede: list[Partshoering] = field(default_factory=list)
    """Høringer fra et tidligere skridt, der nu er besvaret."""
    lukkede: list[UUID] = field(default_factory=list)
    """Sager, skridtet lukkede; deres åbne hændelser er behandlet."""
    journaliserede: set[str] = field(default_factory=set)
    """Nøglerne på de udgaver af arkene, der står i journalen."""

    def ny(self, raekke: models.Model) -> None:
        """Gem rækken, når skridtet er slut."""
        self.nye[type(raekke)].append(raekke)

    def gem(self) -> None:
        """Skriv alt; fremmednøglerne prøves først, når transaktionen er slut."""
        for model, nye in self.nye.items():
            indsaet(nye, _manager(model, self.kommune))
        hoeringer = _manager(Partshoering, self.kommune)
        hoeringer.bulk_update(self.besvarede, SVARETS, PORTION)
        self._flyt_sagerne()
        self._luk_sagerne()

    def _flyt_sagerne(self) -> None:
        """Sager, der er nået lige langt, flyttes under ét."""
        ens: dict[tuple[str, int | None, int], list[UUID]] = defaultdict(list)
        for sag in self.flyttede.values():
            ens[sag.tilstand, sag.tildelt_id, sag.version].append(sag.pk)
        for (tilstand, tildelt, version), sager in ens.items():
            _manager(Sag, self.kommune).filter(pk__in=sager).update(
                tilstand=tilstand, tildelt=tildelt, version=version
            )

    def _luk_sagerne(self) -> None:
        """Tidspunktet er resultatets, også på fredningen, som ellers ville være fra nu."""
        sager, feedback = self.lukkede, _manager(Feedback, self.kommune)
        om_sagen = feedback.filter(sag=models.OuterRef("sag")).values("registreret")[:1]
        sagens = feedback.filter(sag=models.OuterRef("pk")).values("registreret")[:1]
        _manager(Sag, self.kommune).filter(pk__in=sager).update(afsluttet=models.Subquery(sagens))
        _manager(Bestilling, self.kommune).filter(sag__in=sager, lukket=None).update(
            lukket=models.Subquery(om_sagen), lukning=Lukning.FEEDBACK
        )
        _manager(Fredning, self.kommune).filter(sag__in=sager).update(
            oprettet=models.Subquery(om_sagen)
        )
        _manager(Udfald, self.kommune).filter(
            sag__in=sager, tilstand=Udfaldstilstand.AABENT
        ).update(tilstand=Udfaldstilstand.BEHANDLET)


def hent_bunken(kommune: Kommune, hold: list[Bruger], nu: datetime) -> Bunke:
    """De åbne sager, nogen tager, før det er ``nu``; læst i få forespørgsler."""
    bunke = Bunke(kommune, hold)
    valgte = {sag: dens for sag, dens in _med_skaebne(bunke, nu) if dens.bestilt < nu}
    ider = [sag.pk for sag in valgte]
    aabne, ark, arkets = _aabne(kommune, ider), _ark(kommune, ider), fra_arkene(kommune.pk, ider)
    bestillinger = _pr_sag(Bestilling, kommune, ider, lukket__isnull=True)
    hoeringer = _pr_sag(Partshoering, kommune, ider)
    poster = Journalpost.objects.i_kommune(kommune).filter(sag__in=ider, art=VISITERING)
    bunke.journaliserede = set(poster.values_list("noegle", flat=True))
    bunke.gange = [
        Sagsgang(
            sag,
            dens,
            hold[dens.kollega],
            aabne[sag.pk],
            ark[sag.pk],
            arkets[sag.pk],
            bestillinger.get(sag.pk),
            hoeringer.get(sag.pk),
        )
        for sag, dens in valgte.items()
    ]
    return bunke


def _med_skaebne(bunke: Bunke, nu: datetime) -> list[tuple[Sag, Skaebne]]:
    kommune = bunke.kommune
    aabne = Sag.objects.i_kommune(kommune).filter(tilstand__in=AABNE_TILSTANDE)
    sager = list(aabne.select_related("kommune").order_by("sagsnr"))
    fundet_paa: dict[UUID, list[Udfald]] = defaultdict(list)
    foerste = Udfald.objects.i_kommune(kommune).filter(
        sag__in=aabne, fundet=models.F("sag__fundet")
    )
    for udfald in foerste.only("sag_id", "regel", "noegle"):
        fundet_paa[udfald.sag_id].append(udfald)
    trukne = ((sag, skaebne(_anledning(sag, fundet_paa[sag.pk], nu), nu)) for sag in sager)
    return [(sag, dens) for sag, dens in trukne if dens is not None]


def _anledning(sag: Sag, udfald: list[Udfald], nu: datetime) -> Anledning:
    hold = HOLDENE[sag.kommune_id]
    return Anledning(
        sagsnr=sag.sagsnr,
        kommune=sag.kommune_id,
        fundet=sag.fundet,
        regler=frozenset(u.regel for u in udfald),
        kan_hoeres=not any(map(kan_ikke_hoeres, udfald)),
        andel_bestilt=hold.andel_bestilt(naaet(sag.fundet, nu)),
        kolleger=len(hold.navne),
        hoeringsfrist_dage=sag.kommune.hoeringsfrist_dage,
    )


def _aabne(kommune: Kommune, sager: list[UUID]) -> dict[UUID, list[Udfald]]:
    pr_sag: dict[UUID, list[Udfald]] = defaultdict(list)
    aabne = Udfald.objects.i_kommune(kommune).filter(sag__in=sager, tilstand=Udfaldstilstand.AABENT)
    for udfald in aabne.order_by(*Udfald.ORDEN):
        pr_sag[udfald.sag_id].append(udfald)
    return pr_sag


def _ark(kommune: Kommune, sager: list[UUID]) -> dict[UUID, Kontrolark]:
    ark = Kontrolark.objects.i_kommune(kommune).filter(sag__in=sager).order_by("udgave")
    return {a.sag_id: a for a in ark.only("sag_id", "udgave", "sha256")}


def _pr_sag(
    model: type[Any], kommune: Kommune, sager: list[UUID], **kun: object
) -> dict[UUID, Any]:
    raekker = model.objects.i_kommune(kommune).filter(sag__in=sager, **kun)
    return {raekke.sag_id: raekke for raekke in raekker}


def _manager(model: type[Any], kommune: Kommune) -> Any:
    return model.objects.i_kommune(kommune)
