"""``manage.py bruger``: opret, nulstil og åbn fra driften, og hvad der står i loggen."""

from __future__ import annotations

import re
from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone
from django_otp.plugins.otp_totp.models import TOTPDevice

from adgang.management.commands.bruger import Command
from adgang.models import Bruger, Opslag, Rolle
from adgang.opslagslog.arter import Art
from tests import fabrik
from tests.conftest import klient_for
from tests.driftsrolle import som_driftsrolle

ANNA = ("opret", "anna", "--navn", "Anna Bro")
CPR, SOM_DRIFT = "670585-0028", ("--rolle", "DRIFT")
LEDER, DRIFT = (*ANNA, "--rolle", "TEAMLEDER"), (*ANNA, *SOM_DRIFT)


def bruger(*argumenter: str) -> str:
    """Kommandoen, som driftsrollen kører den; giver det, den skrev."""
    ud = StringIO()
    with som_driftsrolle():
        call_command("bruger", *argumenter, stdout=ud)
    return ud.getvalue()


def engangskode(skrevet: str) -> str:
    """Koden i det, kommandoen skrev."""
    fundet = re.search(r"^Engangskode: (\S+)$", skrevet, re.MULTILINE)
    assert fundet
    return fundet.group(1)


def log() -> list[tuple[str | None, str, str, str]]:
    """Kommune, art, side og kriterium for det, kommandoen skrev i loggen."""
    alle = Opslag.objects.paa_tvaers(grund="prøven").filter(
        bruger=None, side__startswith="kommando:"
    )
    return list(alle.order_by("id").values_list("kommune_id", "art", "side", "kriterium"))


@pytest.mark.parametrize(
    ("argumenter", "rolle", "kommune", "enhed", "skrevet"),
    [
        (("--rolle", "TEAMLEDER", "--kommune", "0175"), Rolle.TEAMLEDER, "0175", "Ydelsesservice",
         "anna er oprettet som teamleder i Rødovre Kommune."),
        (("--rolle", "DPO", "--kommune", "0175", "--enhed", "Jura"), Rolle.DPO, "0175", "Jura",
         "anna er oprettet som databeskyttelsesrådgiver i Rødovre Kommune."),
        (("--rolle", "DRIFT"), Rolle.DRIFT, None, "Ydelsesservice", "anna er oprettet som drift."),
    ],
)  # fmt: skip
def test_opret(
    db, argumenter: tuple[str, ...], rolle: Rolle, kommune: str | None, enhed: str, skrevet: str
):
    fabrik.kommune()
    svar = bruger(*ANNA, *argumenter)
    ny = Bruger.objects.get(brugernavn="anna")
    assert svar.startswith(skrevet)
    assert (ny.navn, ny.rolle, ny.kommune_id, ny.enhed) == ("Anna Bro", rolle, kommune, enhed)
    assert log() == [(kommune, Art.AENDRING, "kommando:bruger", "Bruger oprettet: anna")]


@pytest.mark.parametrize(("timer", "status"), [(23.99, 302), (24.01, 422)])
def test_engangskoden_virker_i_24_timer(db, timer: float, status: int):
    fabrik.kommune()
    kode = engangskode(bruger(*LEDER, "--kommune", "0175"))
    felter = {"brugernavn": "anna", "adgangskode": kode}
    with time_machine.travel(timezone.now() + timedelta(hours=timer)):
        assert Client().post("/log-ind/", felter).status_code == status


@pytest.mark.parametrize(
    ("argumenter", "fejl", "kode"),
    [
        (ANNA,                                          "Angiv --rolle: ",                   2),
        (LEDER,                                         "Angiv --kommune, fx 0175",          2),
        ((*LEDER, "--kommune", "175"),                  "»175« er ikke en kommunekode",      2),
        ((*LEDER, "--kommune", "0174"),                 "»0174« er ikke en kommunekode",     2),
        ((*LEDER, "--kommune", "0101"),                 "København (0101) er ikke oprettet", 1),
        ((*DRIFT, "--kommune", "0175"),                 "Drift hører ikke til en kommune",   2),
        (("opret", "anna", *SOM_DRIFT),                 "Skriv navnet",                      2),
        (("opret", "a", "--navn", "A", *SOM_DRIFT),     "2 til 60 tegn",                     2),
        (("opret", CPR, "--navn", "A", *SOM_DRIFT),     "uden CPR-nummer",                   2),
        (("opret", "Mette", "--navn", "A", *SOM_DRIFT), "Brugernavnet mette er optaget",     1),
        (("nulstil", "ukendt"),                         "ingen bruger med det brugernavn",   1),
        (("aabn", "ukendt"),                            "ingen bruger med det brugernavn",   1),
        (("aabn", "mette"),                             "mette er ikke spærret",             1),
        (("nulstil", "lukket"),                         "lukket er lukket",                  1),
        (("nulstil", "api"),                            "api er et system",                  1),
    ],
)  # fmt: skip
def test_afvist(mette: Bruger, argumenter: tuple[str, ...], fejl: str, kode: int):
    fabrik.bruger("api", Rolle.API_KLIENT)
    lukket = fabrik.bruger("lukket")
    lukket.is_active = False
    lukket.save()
    foer = list(Bruger.objects.order_by("pk").values_list("pk", "password"))
    with pytest.raises(CommandError, match=re.escape(fejl)) as faldt:
        bruger(*argumenter)
    assert faldt.value.returncode == kode
    assert "670585" not in str(faldt.value)
    assert list(Bruger.objects.order_by("pk").values_list("pk", "password")) == foer
    assert not log()


@pytest.mark.parametrize(
    "argumenter", [[], ["slet", "mette"], ["nulstil"], ["opret", "x1", "--rolle", "API_KLIENT"]]
)
def test_det_ulaeselige_er_slutkode_2(argumenter: list[str], capsys: pytest.CaptureFixture[str]):
    kommando = Command()
    kommando._called_from_command_line = True
    laeser = kommando.create_parser("manage.py", "bruger")
    with pytest.raises(SystemExit) as slut:
        laeser.parse_args(argumenter)
    assert slut.value.code == 2
    assert ("API_KLIENT« er ikke en rolle" in capsys.readouterr().err) is ("opret" in argumenter)


def test_nulstil_lukker_ogsaa_den_sidste_teamleder_ind_igen(leder: Bruger):
    hans = klient_for(leder)
    kode = engangskode(bruger("nulstil", "leder"))
    leder.refresh_from_db()
    assert leder.check_password(kode)
    assert leder.skal_skifte_adgangskode
    assert not TOTPDevice.objects.filter(user=leder).exists()
    assert hans.get("/").status_code == 302
    assert log() == [("0175", Art.AENDRING, "kommando:bruger", "Adgang nulstillet: leder")]


def test_aabn_ophaever_spaerringen(mette: Bruger):
    mette.spaerret_til, mette.afviste_forsoeg = timezone.now() + timedelta(hours=1), 3
    mette.save()
    assert bruger("aabn", "mette") == "mette kan logge ind igen.\n"
    mette.refresh_from_db()
    assert (mette.spaerret_til, mette.afviste_forsoeg) == (None, 0)
    assert log() == [("0175", Art.AENDRING, "kommando:bruger", "Spærring ophævet: mette")]


def test_engangskoden_staar_ikke_i_loggen(db, capfd: pytest.CaptureFixture[str]):
    fabrik.kommune()
    kode = engangskode(bruger(*LEDER, "--kommune", "0175"))
    raekker = Opslag.objects.paa_tvaers(grund="prøven").values()
    assert not [o for o in raekker if kode in str(o)]
    assert kode not in capfd.readouterr().err


def test_loggen_og_brugeren_gemmes_sammen(db, monkeypatch: pytest.MonkeyPatch):
    fabrik.kommune()

    def fuld_disk(*_: object, **__: object) -> None:
        raise OSError("disken er fuld")

    monkeypatch.setattr("adgang.management.commands.bruger.skriv_fra_kommando", fuld_disk)
    with pytest.raises(OSError, match="fuld"):
        bruger(*LEDER, "--kommune", "0175")
    assert not Bruger.objects.filter(brugernavn="anna").exists()
