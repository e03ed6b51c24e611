"""Kapløb om de samme sager, på rigtig PostgreSQL: SQLite skjuler dem."""

from __future__ import annotations

import random
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connection

from adgang.models import Rolle
from kontrol.bestillingsliste.bestil import bestil, fortryd
from kontrol.bestillingsliste.graense import OverLoft, doegn
from kontrol.models import Bestilling
from kontrol.tildeling.tildel import Skaebne, flyt
from samkoering.models import Handling, Sag, Sagshaendelse, Sagstilstand
from tests import fabrik

TRAADE, SAGER = 16, 40
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def samtidig(opgaver: list) -> list:
    """Kør opgaverne samtidig, hver på sin egen forbindelse."""
    klar = Barrier(len(opgaver))

    def koer(opgave):
        try:
            klar.wait(timeout=20)
            return opgave()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(opgaver)) as pulje:
        return list(pulje.map(koer, opgaver))


def test_16_bestiller_de_samme_sager_og_hver_sag_bestilles_en_gang():
    brugere = [fabrik.bruger(f"bruger{nr}") for nr in range(TRAADE)]
    sager = [fabrik.sag_med_udfald().pk for _ in range(SAGER)]

    def opgave(bruger):
        blandet = random.sample(sager, len(sager))
        return lambda: bestil(blandet, bruger, uuid4())

    svar = samtidig([opgave(bruger) for bruger in brugere])
    tal = Counter(sag for resultat in svar for sag in resultat.bestilt)
    assert tal == Counter(sager)
    assert all(len(r.bestilt) + len(r.optaget) == SAGER for r in svar)
    assert Bestilling.objects.i_kommune("0175").filter(lukket=None).count() == SAGER
    historik = Sagshaendelse.objects.i_kommune("0175").filter(handling=Handling.BESTILT)
    assert historik.count() == SAGER
    ejere = dict(Sag.objects.i_kommune("0175").values_list("pk", "tildelt_id"))
    assert all(ejere[sag] == b.pk for b, r in zip(brugere, svar, strict=True) for sag in r.bestilt)


def test_16_gange_samme_tryk_bestiller_en_gang():
    bruger, token = fabrik.bruger("mette"), uuid4()
    sager = [fabrik.sag_med_udfald().pk for _ in range(5)]
    svar = samtidig([lambda: bestil(sager, bruger, token) for _ in range(TRAADE)])
    assert {r.bestilt for r in svar} == {tuple(sorted(sager))}
    assert Bestilling.objects.i_kommune("0175").count() == 5


def test_loftet_holder_under_16_samtidige_bestillinger():
    """Uden låsen på brugerens række talte de hver for sig og fandt alle plads."""
    fabrik.kommune(bestilling_varsel=10, bestilling_loft=20)
    bruger = fabrik.bruger("mette")
    bunker = [[fabrik.sag_med_udfald().pk for _ in range(3)] for _ in range(TRAADE)]

    def opgave(bunke):
        def forsoeg() -> int:
            try:
                return len(bestil(bunke, bruger, uuid4(), bekraeftet=True).bestilt)
            except OverLoft:
                return 0

        return forsoeg

    svar = samtidig([opgave(bunke) for bunke in bunker])
    assert sorted(svar) == [0] * 10 + [3] * 6
    assert Bestilling.objects.i_kommune("0175").count() == 18
    assert doegn(bruger, bruger.kommune).i_dag == 18


def test_fortryd_mod_bestil_efterlader_en_hel_sag():
    brugere = [fabrik.bruger(f"bruger{nr}") for nr in range(4)]
    sag = fabrik.sag_med_udfald().pk

    def frem_og_tilbage(bruger):
        def opgave():
            for _ in range(10):
                token: UUID = uuid4()
                if bestil([sag], bruger, token).bestilt:
                    fortryd(bruger, token)

        return opgave

    samtidig([frem_og_tilbage(bruger) for bruger in brugere])
    nu = Sag.objects.i_kommune("0175").get(pk=sag)
    bestillinger = Bestilling.objects.i_kommune("0175").filter(sag=sag)
    assert (nu.tilstand, nu.tildelt) == (Sagstilstand.LEDIG, None)
    assert bestillinger.filter(lukket=None).count() == 0
    assert nu.version == 2 * bestillinger.count()


def test_fortryd_mod_tildel_giver_sagen_til_en_af_dem():
    """Uden låsen kunne en sag, kollegaen netop havde fået, blive taget tilbage."""
    mette, karl = fabrik.bruger("mette"), fabrik.bruger("karl")
    leder = fabrik.bruger("soeren", rolle=Rolle.TEAMLEDER)
    for _ in range(10):
        sag, token = fabrik.sag_med_udfald().pk, uuid4()
        bestil([sag], mette, token)
        taget, givet = samtidig(
            [partial(fortryd, mette, token), partial(flyt, {sag: mette.pk}, karl, leder)]
        )
        flyttet = bool(givet.med(Skaebne.FLYTTET))
        nu = Sag.objects.i_kommune("0175").get(pk=sag)
        assert bool(taget) is not flyttet
        assert (nu.tilstand, nu.tildelt) == (
            (Sagstilstand.BESTILT, karl) if flyttet else (Sagstilstand.LEDIG, None)
        )
