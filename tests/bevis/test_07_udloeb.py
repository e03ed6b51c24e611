"""Trussel 7: udløbet og bestillingen mødes om den samme sag, og præcis én af dem får den."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from adgang.models import Bruger, Kommune
from kontrol.models import Bestilling
from samkoering.models import Handling, Sag, Sagshaendelse, Sagstilstand, Udfald, Udfaldstilstand
from samkoering.skrivning.laas import laas_aabne_sager
from samkoering.skrivning.udloeb import udloeb
from tests import fabrik
from tests.bevis.plantning import ramte
from tests.bevis.processer import Vent, samtidig
from tests.bevis.test_06_bestil import KOMMUNE, RUMMELIG, Maade, husets, naiv

BESTILLERE, BUNKE = 8, 20
FOERSTE = date(2026, 1, 1)
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

Udloeber = Callable[[date], Sequence[UUID]]
"""En måde at udløbe på; giver de sager, der blev noteret som ikke behandlet."""


def husets_udloeb(dag: date) -> Sequence[UUID]:
    """Nattens eget udløb i kommunens transaktion, som natten har den."""
    natten: Any = SimpleNamespace(dato=dag)
    del_: Any = SimpleNamespace(kommune=Kommune.objects.get(kode=KOMMUNE))
    with transaction.atomic():
        udloeb(natten, del_, laas_aabne_sager(del_.kommune))
    return _noteret(dag)


def naivt_udloeb(dag: date) -> Sequence[UUID]:
    """Plantet fejl: find de passerede, og gem dem som udløbet."""
    passerede = Sag.objects.i_kommune(KOMMUNE).filter(tilstand=Sagstilstand.LEDIG, udloeber__lt=dag)
    udloebne = list(passerede)
    for sag in udloebne:
        sag.tilstand = Sagstilstand.UDLOEBET
        sag.save()
    return [sag.pk for sag in udloebne]


def _noteret(dag: date) -> Sequence[UUID]:
    """De sager med denne frist, hvis historik siger, at de ikke blev behandlet."""
    return list(
        Sagshaendelse.objects.i_kommune(KOMMUNE)
        .filter(handling=Handling.IKKE_BEHANDLET, sag__udloeber=dag - timedelta(days=1))
        .values_list("sag", flat=True)
    )


@dataclass(slots=True)
class Kaploeb:
    """Det, der skete: hvad bestillerne fik, og hvad der udløb."""

    sager: list[UUID]
    bestilt: Counter[UUID] = field(default_factory=Counter)
    udloebet: set[UUID] = field(default_factory=set)

    def brud(self) -> list[str]:
        """Sager, der ikke endte præcis ét sted."""
        tilstande = dict(
            Sag.objects.i_kommune(KOMMUNE).filter(pk__in=self.sager).values_list("pk", "tilstand")
        )
        return [
            f"{sag}: bestilt {self.bestilt[sag]}, udløbet {sag in self.udloebet}, nu {nu}"
            for sag, nu in tilstande.items()
            if (self.bestilt[sag], sag in self.udloebet, nu)
            not in ((1, False, Sagstilstand.BESTILT), (0, True, Sagstilstand.UDLOEBET))
        ]


def loeb(bestil: Maade, udloeb_: Udloeber, runder: int) -> Kaploeb:
    """I hver runde går otte bestillere og udløberen efter de samme tyve sager."""
    brugere = [fabrik.bruger(f"bestiller{uuid4().hex[:8]}") for _ in range(BESTILLERE)]
    dage = [FOERSTE + timedelta(days=nr) for nr in range(runder)]
    bunker = [sorted(fabrik.sag_med_udfald(udloeber=dag).pk for _ in range(BUNKE)) for dag in dage]

    def bestiller(bruger: Bruger) -> Callable[[Vent], list[UUID]]:
        def opgave(vent: Vent) -> list[UUID]:
            fik = []
            for bunke in bunker:
                vent()
                fik += bestil(bunke[::-1], bruger)
            return fik

        return opgave

    def udloeber(vent: Vent) -> list[UUID]:
        udloebne: list[UUID] = []
        for dag in dage:
            vent()
            udloebne += udloeb_(dag + timedelta(days=1))
        return udloebne

    *bestillere, udloebet = samtidig([*(bestiller(bruger) for bruger in brugere), udloeber])
    return Kaploeb(
        [sag for bunke in bunker for sag in bunke],
        Counter(sag for en in bestillere for sag in en),
        set(udloebet),
    )


def uenige(sager: list[UUID]) -> list[str]:
    """Sager, hvis bestilling, hændelser eller historik siger noget andet end sagen selv."""
    bestilte = Counter(
        Bestilling.objects.i_kommune(KOMMUNE).filter(lukket=None).values_list("sag", flat=True)
    )
    aabne = set(
        Udfald.objects.i_kommune(KOMMUNE)
        .filter(tilstand=Udfaldstilstand.AABENT)
        .values_list("sag", flat=True)
    )
    tilstande = Sag.objects.i_kommune(KOMMUNE).filter(pk__in=sager).values_list("pk", "tilstand")
    return [
        f"{sag}: {nu}, {bestilte[sag]} bestillinger, åbne hændelser: {sag in aabne}"
        for sag, nu in tilstande
        if (bestilte[sag], sag in aabne)
        != ((1, True) if nu == Sagstilstand.BESTILT else (0, False))
    ]


def test_udloebet_eller_bestilt_aldrig_begge(bevis):
    fabrik.kommune(**RUMMELIG)
    fabrik.koersel()
    runder = bevis.antal(kort=3, fuldt=150)
    rigtigt = loeb(husets, husets_udloeb, runder)
    brud = rigtigt.brud() + uenige(rigtigt.sager)
    naive = ramte(lambda: loeb(naiv, naivt_udloeb, runder).brud())
    bevis.foer(
        7, f"Udløb mod bestilling; naivt gik {len(naive)} af {runder * BUNKE} sager galt",
        forsoeg=(BESTILLERE + 1) * runder * BUNKE, brud=brud, plantet_fejl_fanget=bool(naive),
    )  # fmt: skip
    if bevis.fuld:
        assert rigtigt.bestilt, "Bestillerne fik intet: der var intet kapløb."
        assert rigtigt.udloebet, "Intet udløb: der var intet kapløb."
