"""13 måneders sager, opgjort én gang pr. prøvefil."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from django.db import transaction

from adgang.models import Kommune
from feedback.effekt.opgoerelse import opgoer_alle
from tests import fabrik
from tests.feedback.effekt.aaret import et_aar, kl_ti

SLUT = date(2026, 11, 1)
NU = kl_ti(date(2026, 11, 3))


@pytest.fixture(scope="module")
def opgjort(django_db_setup, django_db_blocker) -> Iterator[Kommune]:
    """13 måneders sager, opgjort én gang; hver prøve lægger sit oven på og tager det af igen."""
    with django_db_blocker.unblock(), transaction.atomic():
        mette = fabrik.bruger("mette", navn="Mette Holm")
        et_aar(mette.kommune, mette, slut=SLUT)
        opgoer_alle(NU)
        yield mette.kommune
        transaction.set_rollback(True)


@pytest.fixture
def aaret(opgjort, db) -> Kommune:
    """Den opgjorte kommune."""
    return opgjort
