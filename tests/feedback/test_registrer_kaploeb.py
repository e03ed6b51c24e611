"""50 samtidige tryk på Gem, på rigtig PostgreSQL: ét resultat."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import uuid4

import pytest
from django.db import connection

from adgang.omfang import omfang_for
from feedback.feedbackliste.registrer import Konflikt, Ventende, registrer
from feedback.feedbackliste.svar import Svar
from feedback.models import Feedback, Resultat
from samkoering.models import Fredning, Sag
from tests import fabrik

SAMTIDIGE = 50
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def samtidig(ventende: list[Ventende]) -> list[Feedback | None]:
    """Registrér alle på én gang; ``None`` for dem, der mødte en konflikt."""
    klar = Barrier(len(ventende))

    def gem(en: Ventende) -> Feedback | None:
        try:
            klar.wait(timeout=30)
            return registrer(en, Svar(Resultat.HENLAGT_VISITERING))
        except Konflikt:
            return None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(ventende)) as pulje:
        return list(pulje.map(gem, ventende))


@pytest.mark.parametrize("samme_tryk", [True, False])
def test_et_resultat_uanset_hvor_mange_der_gemmer(samme_tryk: bool):
    bruger = fabrik.bruger("mette")
    sag, token = fabrik.bestilt_sag(bruger), uuid4()
    tryk = [
        Ventende(sag.pk, bruger, omfang_for(bruger), 0, token if samme_tryk else uuid4())
        for _ in range(SAMTIDIGE)
    ]
    svar = samtidig(tryk)
    gemt = Feedback.objects.i_kommune("0175").get()
    assert [s for s in svar if s is not None] == [gemt] * (SAMTIDIGE if samme_tryk else 1)
    assert Sag.objects.i_kommune("0175").get().version == 1
    assert sag.historik.count() == 1
    assert Fredning.objects.i_kommune("0175").count() == 1
