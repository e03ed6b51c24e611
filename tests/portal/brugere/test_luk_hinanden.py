"""To teamledere lukker hinanden på samme tid, på rigtig PostgreSQL: én af dem er tilbage."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from adgang.models import Bruger, Rolle
from tests import fabrik
from tests.conftest import klient_for

GANGE = 10
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.mark.parametrize("handling", ["luk", "nulstil"])
def test_kommunen_har_altid_en_teamleder_der_kan_logge_ind(handling: str):
    for nr in range(GANGE):
        par = [fabrik.bruger(f"leder{nr}{hvem}", Rolle.TEAMLEDER) for hvem in "ab"]
        klienter = [klient_for(bruger) for bruger in par]
        klar = Barrier(2)

        def goer(hvem: int, par=par, klienter=klienter, klar=klar) -> None:
            try:
                klar.wait(timeout=30)
                anden = par[1 - hvem]
                sti = f"/administration/brugere/{anden.reference}/{handling}/"
                klienter[hvem].post(sti)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pulje:
            list(pulje.map(goer, (0, 1)))
        aabne = Bruger.objects.filter(pk__in=[b.pk for b in par], is_active=True)
        kan_selv = aabne.filter(engangskode_udloeber__isnull=True)
        assert kan_selv.count() == 1
        Bruger.objects.filter(pk__in=[b.pk for b in par]).update(is_active=False)
