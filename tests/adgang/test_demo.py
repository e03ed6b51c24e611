"""``manage.py demo``: kun i demonstration, ens hver gang, og hemmeligheden kun for ejeren."""

from __future__ import annotations

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from adgang.demo import DEMOBRUGERE
from adgang.models import Bruger, Kommune, Netvaerk, Rolle
from tests import fabrik


@pytest.fixture
def var(tmp_path: Path, settings) -> Path:
    settings.DEMO, settings.VAR_MAPPE = True, tmp_path
    return tmp_path


@pytest.fixture(autouse=True)
def uden_vaern(monkeypatch: pytest.MonkeyPatch) -> None:
    """Værnet har sin egen prøve; her må det ikke blive hængende i prøvens database."""
    monkeypatch.setattr("samkoering.demovaern.installer", lambda: None)


def demo(*valg: str) -> str:
    ud = StringIO()
    call_command("demo", *valg, stdout=ud)
    return ud.getvalue()


def test_afvises_uden_for_demonstration(db, var: Path, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=true"):
        demo()
    assert not Bruger.objects.exists()


def test_opretter_kommuner_og_brugere(db, var: Path):
    demo()
    assert Kommune.objects.count() == 98
    brugere = Bruger.objects.order_by("brugernavn").values_list("brugernavn", "rolle", "kommune_id")
    assert list(brugere) == [
        ("dpo",   Rolle.DPO,           "0175"),
        ("drift", Rolle.DRIFT,         None),
        ("jonas", Rolle.SAGSBEHANDLER, "0173"),
        ("leder", Rolle.TEAMLEDER,     "0175"),
        ("mette", Rolle.SAGSBEHANDLER, "0175"),
        ("projekt", Rolle.PROJEKT,     "0175"),
        ("star",  Rolle.STAR_IMPORT,   None),
    ]  # fmt: skip


def test_to_gange_er_som_en_gang(db, var: Path):
    foerste = demo()
    hasher = dict(Bruger.objects.values_list("brugernavn", "password"))
    assert demo() == foerste
    assert dict(Bruger.objects.values_list("brugernavn", "password")) == hasher


def test_adgangskoderne_virker_og_kan_kun_laeses_af_ejeren(db, var: Path):
    ud = demo()
    fil = var / "demo-brugere.json"
    koder = json.loads(fil.read_text(encoding="utf-8"))
    assert fil.stat().st_mode & 0o777 == 0o600
    assert len({post["adgangskode"] for post in koder.values()}) == 7
    assert len({post["totp"] for post in koder.values()}) == 7
    for brugernavn, post in koder.items():
        assert Bruger.objects.get(brugernavn=brugernavn).check_password(post["adgangskode"])
        udskrevet = rf"^{brugernavn}\s+{post['adgangskode']}\s+{post['totp']}\s"
        assert re.search(udskrevet, ud, re.MULTILINE)


@pytest.mark.parametrize("brugernavn", [demobruger.brugernavn for demobruger in DEMOBRUGERE])
def test_man_kan_logge_ind_med_det_udskrevne(db, var: Path, brugernavn: str):
    demo()
    poster = json.loads((var / "demo-brugere.json").read_text(encoding="utf-8"))
    klient, kode = Client(), StringIO()
    felter = {"brugernavn": brugernavn, "adgangskode": poster[brugernavn]["adgangskode"]}
    assert klient.post("/log-ind/", felter).status_code == 302
    call_command("demokode", brugernavn, stdout=kode)
    assert klient.post("/log-ind/kode/", {"kode": kode.getvalue()}).status_code == 302
    assert klient.get("/").status_code == 200


def test_en_fil_fra_foer_de_to_faktorer_skrives_om(db, var: Path):
    fil = var / "demo-brugere.json"
    fil.write_text(json.dumps({"mette": "gammel-adgangskode"}), encoding="utf-8")
    demo()
    assert set(json.loads(fil.read_text(encoding="utf-8"))["mette"]) == {"adgangskode", "totp"}


def test_en_kommunes_netvaerk_bliver_staaende(db, var: Path):
    demo()
    Netvaerk.objects.i_kommune("0175").all().delete()
    fabrik.netvaerk(Kommune.objects.get(kode="0175"), "192.0.2.0/24")
    demo()
    assert [str(n) for n in Netvaerk.objects.i_kommune("0175")] == ["192.0.2.0/24"]


def test_koden_findes_kun_i_en_demonstration(db, var: Path, settings):
    settings.DEMO = False
    with pytest.raises(CommandError, match="DEMO=true"):
        call_command("demokode", "mette")


def test_en_aendret_adgangskode_saettes_tilbage(db, var: Path):
    demo()
    mette = Bruger.objects.get(brugernavn="mette")
    mette.set_password("noget andet")
    mette.save()
    demo()
    mette.refresh_from_db()
    koder = json.loads((var / "demo-brugere.json").read_text(encoding="utf-8"))
    assert mette.check_password(koder["mette"]["adgangskode"])


@pytest.mark.parametrize(
    ("valg", "dato"), [((), "2018-01-01"), (("--aktiveret", "2019-06-01"), "2019-06-01")]
)
def test_aktiveringsdatoen(db, var: Path, valg: tuple[str, ...], dato: str):
    demo(*valg)
    assert str(Kommune.objects.get(kode="0492").par10_aktiveringsdato) == dato


def test_en_kommunes_egne_indstillinger_bliver_staaende(db, var: Path):
    demo()
    Kommune.objects.filter(kode="0175").update(skjul_flytning=True)
    demo()
    assert Kommune.objects.get(kode="0175").skjul_flytning


def test_alle_demoens_kommuner_har_en_opdigtet_kontakt_og_beholder_en_rettet(db, var: Path):
    demo()
    for kommune in Kommune.objects.all():
        assert all(getattr(kommune, felt) for felt in Kommune.KONTAKT)
        assert kommune.kontakt_telefon.startswith("00 00 ")
        assert kommune.kontakt_by.startswith("0000 ")
    Kommune.objects.filter(kode="0175").update(kontakt_telefon="00 00 09 99")
    demo()
    assert Kommune.objects.get(kode="0175").kontakt_telefon == "00 00 09 99"
