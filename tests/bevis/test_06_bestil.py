"""Trussel 6: en sag skifter hænder én gang, selv når 16 processer bestiller den samtidig."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from uuid import UUID, uuid4

import pytest
from django.db import IntegrityError, transaction

from adgang.models import Bruger
from kontrol.bestillingsliste.bestil import bestil
from kontrol.models import Bestilling
from samkoering.models import Sag, Sagstilstand
from tests import fabrik
from tests.bevis.plantning import ramte
from tests.bevis.processer import Vent, samtidig

KOMMUNE, PROCESSER, BUNKE = "0175", 16, 10
RUMMELIG = {"bestilling_varsel": 30_000, "bestilling_loft": 30_000}
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

Maade = Callable[[Sequence[UUID], Bruger], list[UUID]]
"""En måde at bestille en bunke på; giver de sager, brugeren fik at vide, hun fik."""


def husets(bunke: Sequence[UUID], bruger: Bruger) -> list[UUID]:
    return list(bestil(bunke, bruger, uuid4()).bestilt)


def naiv(bunke: Sequence[UUID], bruger: Bruger) -> list[UUID]:
    """Plantet fejl: læs, om sagen er ledig, og gem så."""
    return [pk for pk in bunke if _laes_og_gem(pk, bruger)]


def naiv_med_noeglen(bunke: Sequence[UUID], bruger: Bruger) -> list[UUID]:
    """Den samme fejl, men bestillingen er entydig: databasen siger nej til nummer to."""
    return [pk for pk in bunke if _laes_og_gem(pk, bruger, med_noegle=True)]


def _laes_og_gem(pk: UUID, bruger: Bruger, *, med_noegle: bool = False) -> bool:
    sag = Sag.objects.i_kommune(KOMMUNE).get(pk=pk)
    if sag.tilstand != Sagstilstand.LEDIG:
        return False
    sag.tilstand, sag.tildelt = Sagstilstand.BESTILT, bruger
    try:
        with transaction.atomic():
            sag.save()
            if med_noegle:
                Bestilling.objects.i_kommune(KOMMUNE).create(
                    kommune_id=KOMMUNE, sag=sag, bruger=bruger, token=uuid4()
                )
    except IntegrityError:
        return False
    return True


def kaploeb(maade: Maade, antal: int) -> list[str]:
    """16 processer går efter de samme bunker; de sager, der blev tabt eller dobbelt."""
    brugere = [fabrik.bruger(f"bestiller{uuid4().hex[:8]}") for _ in range(PROCESSER)]
    sager = [fabrik.sag_med_udfald().pk for _ in range(antal)]
    bunker = [sager[fra : fra + BUNKE] for fra in range(0, antal, BUNKE)]

    def bestiller(bruger: Bruger) -> Callable[[Vent], list[UUID]]:
        def opgave(vent: Vent) -> list[UUID]:
            fik = []
            for bunke in bunker:
                vent()
                fik += maade(bunke, bruger)
            return fik

        return opgave

    svar = samtidig([bestiller(bruger) for bruger in brugere])
    fik = Counter(sag for en in svar for sag in en)
    ejere = dict(Sag.objects.i_kommune(KOMMUNE).filter(pk__in=sager).values_list("pk", "tildelt"))
    lovet = {sag: b.pk for b, en in zip(brugere, svar, strict=True) for sag in en}
    return [f"{sag}: bestilt {fik[sag]} gange" for sag in sager if fik[sag] != 1] + [
        f"{sag}: lovet én og givet en anden"
        for sag in sager
        if fik[sag] == 1 and ejere[sag] != lovet[sag]
    ]


def gaeldende() -> Counter[UUID]:
    """Hvor mange gældende bestillinger hver sag har."""
    raekker = Bestilling.objects.i_kommune(KOMMUNE).filter(lukket=None)
    return Counter(raekker.values_list("sag", flat=True))


def test_hver_sag_bestilles_en_gang(bevis):
    fabrik.kommune(**RUMMELIG)
    antal = bevis.antal(kort=20, fuldt=2_000)
    brud = kaploeb(husets, antal)
    bestilte = gaeldende()
    brud += [f"{sag}: {n} gældende bestillinger" for sag, n in bestilte.items() if n != 1]
    assert len(bestilte) == antal
    naive = ramte(lambda: kaploeb(naiv, antal))
    bevis.foer(
        6, f"Dobbelt bestilling, 16 processer; naivt gik {len(naive)} af {antal} sager galt",
        forsoeg=PROCESSER * antal, brud=brud, plantet_fejl_fanget=bool(naive),
    )  # fmt: skip


def test_den_entydige_bestilling_holder_alene(bevis):
    """Glemmer koden betingelsen, er der stadig højst én gældende bestilling."""
    fabrik.kommune(**RUMMELIG)
    antal = bevis.antal(kort=10, fuldt=500)
    brud = kaploeb(naiv_med_noeglen, antal)
    brud += [f"{sag}: {n} gældende" for sag, n in gaeldende().items() if n != 1]
    naive = ramte(lambda: kaploeb(naiv, antal))
    bevis.foer(
        6, "Den entydige bestilling alene", forsoeg=PROCESSER * antal, brud=brud,
        plantet_fejl_fanget=bool(naive),
    )  # fmt: skip
