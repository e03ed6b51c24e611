"""To tildeler den samme sag i samme øjeblik, på rigtig PostgreSQL."""

from __future__ import annotations

from collections import Counter

import pytest

from kontrol.bestillingsliste.bestil import laeg_tilbage
from kontrol.tildeling.tildel import Skaebne, flyt
from samkoering.models import Handling, Sag, Sagshaendelse, Sagstilstand
from tests import fabrik
from tests.kontrol.test_bestil_kaploeb import samtidig

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
BRUGERE, SAGER = 8, 20


def ledige_i_teamet(antal: int) -> list[Sag]:
    sager = [fabrik.bestilt_sag(fabrik.bruger("bestilleren"))]
    sager += [fabrik.bestilt_sag(sager[0].tildelt) for _ in range(antal - 1)]
    Sag.objects.i_kommune("0175").update(tildelt=None)
    return sager


def test_otte_tager_de_samme_sager_og_hver_sag_tages_en_gang():
    sager = [sag.pk for sag in ledige_i_teamet(SAGER)]
    brugere = [fabrik.bruger(f"bruger{nr}") for nr in range(BRUGERE)]
    svar = samtidig([lambda b=b: flyt(dict.fromkeys(sager), b, b) for b in brugere])
    vundet = Counter(sag.pk for r in svar for sag in r.med(Skaebne.FLYTTET))
    assert vundet == Counter(sager)
    assert sum(len(r.med(Skaebne.TABT)) for r in svar) == SAGER * (BRUGERE - 1)
    ejere = dict(Sag.objects.i_kommune("0175").values_list("pk", "tildelt_id"))
    for bruger, resultat in zip(brugere, svar, strict=True):
        assert {ejere[sag.pk] for sag in resultat.med(Skaebne.FLYTTET)} <= {bruger.pk}
    historik = Sagshaendelse.objects.i_kommune("0175").filter(handling=Handling.TILDELT)
    assert historik.count() == SAGER


def test_tildel_mod_laeg_tilbage_efterlader_en_hel_sag():
    sager = ledige_i_teamet(10)
    ejer, karl = sager[0].tildelt, fabrik.bruger("karl")
    Sag.objects.i_kommune("0175").update(tildelt=ejer)
    ider = [sag.pk for sag in sager]
    samtidig([
        lambda: flyt(dict.fromkeys(ider, ejer.pk), karl, ejer),
        lambda: [laeg_tilbage([sag], ejer) for sag in reversed(ider)],
    ])  # fmt: skip
    for sag in Sag.objects.i_kommune("0175"):
        gaeldende = sag.bestillinger.filter(lukket=None).count()
        if sag.tilstand == Sagstilstand.LEDIG:
            assert (sag.tildelt, gaeldende) == (None, 0)
        else:
            assert (sag.tildelt, gaeldende) == (karl, 1)
