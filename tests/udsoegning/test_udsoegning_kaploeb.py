"""To om den samme borger på én gang, på rigtig PostgreSQL: et nej vinder, og ingen får en fejl.

Hvert tilfælde er ét bestemt sammentræf: den anden begynder, mens den første har skrevet, men endnu
ikke gemt. Med låsen venter den anden; uden den når den hele vejen igennem, før den første gemmer.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from importlib import import_module
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from adgang.models import Bruger
from tests import fabrik
from tests.conftest import klient_for
from tests.udsoegning import opstilling
from udsoegning.models import Fundet, Kontakt, Nej, Projekt, Soegetilstand
from udsoegning.nationalitet import slaa_fra, slaa_til
from udsoegning.soegning import udfoer
from udsoegning.soegning.grunde import Grund
from udsoegning.soegning.oplysninger import Person

pytestmark = [pytest.mark.postgres, pytest.mark.usefixtures("transactional_db")]
ET_OEJEBLIK = 0.4
"""Sekunder, den anden får, mens den første står stille; den, der venter på en lås, når intet."""
FELTER = {"kontakt": {"dag": "01-01-2024", "maade": "OPKALD"}, "nej": {}}
STED = {
    "kontakt": "udsoegning.person.handlinger.gem_kontakt",
    "nej": "udsoegning.person.views.sig_nej",
}
ADRESSE = {"etage": "1", "sidedoer": "tv", "vejnavn": "Prøvevej", "husnr": "012",
           "postnr": "2610", "postdistrikt": "Rødovre"}  # fmt: skip
VAEK = "Borgeren er ikke på listen"


def paa_listen(bruger: Bruger) -> Fundet:
    """En borger på listen i et projekt, hvor der kan søges."""
    et = opstilling.projekt(bruger)
    return Fundet.objects.i_kommune("0175").create(
        kommune_id="0175", projekt=et, cpr=fabrik.nyt_cpr(), navn="Amina Testesen",
        adresse="Prøvevej 12", kursus="Danskuddannelse 2", afsluttet=timezone.localdate(),
    )  # fmt: skip


def trykker(klient: Client, person: Fundet, knap: str) -> Callable[[], Any]:
    return lambda: klient.post(f"/udsoegning/borger/{person.pk}/{knap}/", FELTER[knap])


def midt_i(
    monkeypatch: pytest.MonkeyPatch, sted: str, imens: Callable[[], Any], pulje: ThreadPoolExecutor
) -> list[Future[Any]]:
    """Når ``sted`` har skrevet og endnu ikke gemt, begynder ``imens`` på sin egen forbindelse."""
    sat_i_gang: list[Future[Any]] = []
    modul, navn = sted.rsplit(".", 1)
    aegte = getattr(import_module(modul), navn)

    def koer() -> Any:
        try:
            return imens()
        finally:
            connections.close_all()

    def afbrudt(*args: Any, **kwargs: Any) -> Any:
        svar = aegte(*args, **kwargs)
        if not sat_i_gang:
            sat_i_gang.append(pulje.submit(koer))
            wait(sat_i_gang, timeout=ET_OEJEBLIK)
        return svar

    monkeypatch.setattr(sted, afbrudt)
    return sat_i_gang


TILFAELDE = (
    ("kontakt", "nej",     302),
    ("nej",     "kontakt", 404),
    ("nej",     "nej",     404),
)  # fmt: skip


def test_nej_vinder_over_det_der_skrives_imens(monkeypatch):
    bruger = opstilling.medarbejder()
    klienter = [klient_for(bruger) for _ in range(2)]
    for nr, (foerst, saa, svar) in enumerate(TILFAELDE, 1):
        person = paa_listen(bruger)
        with ThreadPoolExecutor(1) as pulje, monkeypatch.context() as lap:
            anden = midt_i(lap, STED[foerst], trykker(klienter[1], person, saa), pulje)
            assert trykker(klienter[0], person, foerst)().status_code == 302
            andet = anden[0].result()
        assert (andet.status_code, VAEK in andet.content.decode()) == (svar, svar == 404)
        assert not Fundet.objects.i_kommune("0175").exists()
        assert not Kontakt.objects.i_kommune("0175").exists()
        assert Nej.objects.i_kommune("0175").count() == nr


def soegning(person: Fundet, monkeypatch: pytest.MonkeyPatch, *, ude: bool) -> Callable[[], None]:
    """En søgning, hvor registrene har svaret: borgeren er fundet igen, eller hun er holdt ude."""
    viden = Person("Amina Testesen", timezone.localdate(), "Syrien", "01", ADRESSE, False)
    cpr, kursus = str(person.cpr), udfoer.Kursus(person.kursus, person.afsluttet)
    fundet = udfoer.Udfald({cpr: viden}, {cpr: frozenset({cpr})}, {}, {cpr: kursus}, Counter(),
                           set(), [])  # fmt: skip
    holdt_ude = udfoer.Udfald({}, {}, {}, {}, Counter({Grund.INDKOMST: 1}), {cpr}, [])
    monkeypatch.setattr(udfoer, "_sigt", lambda *_: holdt_ude if ude else fundet)
    Projekt.objects.i_kommune("0175").update(soegning=Soegetilstand.I_GANG)
    return lambda: udfoer.udfoer("0175", person.projekt_id)


def test_et_nej_der_endnu_ikke_er_gemt_naar_soegningen_gemmer(monkeypatch):
    """Holdt ude: begge sletter hende, og uden ordenen i låsene ventede de i ring på hinanden."""
    bruger = opstilling.medarbejder()
    klient = klient_for(bruger)
    for ude in (False, True):
        person = paa_listen(bruger)
        soeg = soegning(person, monkeypatch, ude=ude)
        with ThreadPoolExecutor(1) as pulje, monkeypatch.context() as lap:
            anden = midt_i(lap, STED["nej"], soeg, pulje)
            assert trykker(klient, person, "nej")().status_code == 302
            anden[0].result()
        assert not Fundet.objects.i_kommune("0175").exists()
        person.projekt.refresh_from_db()
        assert person.projekt.soegning == Soegetilstand.UDFOERT


def test_et_nej_mens_soegningen_gemmer(monkeypatch):
    bruger = opstilling.medarbejder()
    person, klient = paa_listen(bruger), klient_for(bruger)
    soeg = soegning(person, monkeypatch, ude=False)
    with ThreadPoolExecutor(1) as pulje:
        nej = trykker(klient, person, "nej")
        anden = midt_i(monkeypatch, "udsoegning.soegning.udfoer.alle_nej", nej, pulje)
        soeg()
        assert anden[0].result().status_code == 302
    assert not Fundet.objects.i_kommune("0175").exists()
    soegning(person, monkeypatch, ude=False)()  # hun står på kursuslisten igen
    assert not Fundet.objects.i_kommune("0175").exists()


def test_nationaliteten_slaas_fra_mens_soegningen_gemmer(monkeypatch):
    bruger = opstilling.medarbejder()
    person = paa_listen(bruger)
    slaa_til(person.kommune, bruger, "Tolken skal kende sproget")
    Fundet.objects.i_kommune("0175").all().delete()
    soeg = soegning(person, monkeypatch, ude=False)
    with ThreadPoolExecutor(1) as pulje:
        fra = midt_i(
            monkeypatch,
            "udsoegning.soegning.udfoer._som_fundet",
            lambda: slaa_fra(person.kommune),
            pulje,
        )
        soeg()
        fra[0].result()
    assert Fundet.objects.i_kommune("0175").get().statsborgerskab == ""
