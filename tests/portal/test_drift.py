"""I drift starter portalen kun, når der er taget stilling, og Django har intet at udsætte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from portal.miljoe import netvaerk

ROD = Path(__file__).resolve().parents[2]
ARVES_IKKE = ("DEMO", "DEBUG", "DATABASE_URL", "DJANGO_ALLOW_ASYNC_UNSAFE")
DRIFT = {"DEMO": "false", "BETROEDE_PROXYER": "10.0.0.0/24", "DRIFTSNETVAERK": "10.1.0.0/16",
         "ALLOWED_HOSTS": "portal.example",
         "SECRET_KEY": "en-lang-hemmelig-noegle-" * 4}  # fmt: skip


def manage(
    tmp_path: Path, *argumenter: str, **miljoe: str | None
) -> subprocess.CompletedProcess[str]:
    """manage.py i et miljø, hvor kun det nævnte er sat."""
    rent = {n: v for n, v in os.environ.items() if n not in ARVES_IKKE}
    sat = {**rent, "VAR_MAPPE": str(tmp_path), **DRIFT, **miljoe}
    kommando = [sys.executable, str(ROD / "manage.py"), *argumenter]
    return subprocess.run(
        kommando, env={n: v for n, v in sat.items() if v is not None}, cwd=tmp_path,
        capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_check_deploy_er_ren(tmp_path: Path):
    svar = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING")
    assert svar.returncode == 0, svar.stderr
    assert "no issues" in svar.stdout


@pytest.mark.parametrize("mangler", ["BETROEDE_PROXYER", "DRIFTSNETVAERK"])
def test_uden_stillingtagen_starter_portalen_ikke(tmp_path: Path, mangler: str):
    start = ("shell", "-v", "0", "-c", "import portal.wsgi")
    svar = manage(tmp_path, *start, **{mangler: None})
    assert svar.returncode != 0
    assert f"{mangler} mangler. Skriv netværkene" in svar.stderr
    assert manage(tmp_path, *start, **{mangler: "ingen"}).returncode == 0


def test_husets_kommandoer_kan_koere_uden_noget_sat(tmp_path: Path):
    """Registerkontraktens kommando skal kunne kaldes, som kontrakten siger."""
    intet = dict.fromkeys(DRIFT)
    svar = manage(tmp_path, "samkoer", "--udtraek", "findes-ikke", "--dato", "2018-06-19", **intet)
    assert svar.returncode == 2
    assert "findes ikke. Angiv en mappe med registertabeller." in svar.stderr


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("10.0.0.0/24",             ["10.0.0.0/24"]),
        ("10.0.0.1, 2001:db8::/32", ["10.0.0.1/32", "2001:db8::/32"]),
        ("ingen",                   []),
        ("",                        []),
        ("10.0.0.1/24",             None),  # adressen er ikke netværkets
        ("proxyen",                 None),
    ],
)  # fmt: skip
def test_netvaerk_i_miljoeet(monkeypatch, tekst: str, ventet: list[str] | None):
    monkeypatch.setenv("PRØVE", tekst)
    if ventet is None:
        with pytest.raises(ImproperlyConfigured, match="forstås ikke"):
            netvaerk("PRØVE", default="")
    else:
        assert [str(net) for net in netvaerk("PRØVE", default="")] == ventet


HOVEDER = {
    "Content-Security-Policy": "default-src 'none'",
    "Permissions-Policy": "camera=()",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
}


@pytest.mark.parametrize(("hoved", "vaerdi"), HOVEDER.items())
@pytest.mark.parametrize("sti", ["/", "/log-ind/", "/prioriteringsliste/", "/findes-ikke/"])
def test_sikkerhedshoveder(klient, sti: str, hoved: str, vaerdi: str):
    assert vaerdi in klient.get(sti)[hoved]


@pytest.mark.parametrize(
    ("sti", "status"),
    [
        ("/", 200), ("/log-ind/", 302), ("/administration/netvaerk/", 403), ("/findes-ikke/", 404),
        ("/log-af/", 405), ("/session/", 200), ("/healthz/live", 200), ("/static/js/app.js", 200),
        ("/static/kilde/logo.svg", 200),
    ],
)  # fmt: skip
def test_hvert_svar_har_politik_og_tegnsaet(klient, settings, sti: str, status: int):
    settings.WHITENOISE_AUTOREFRESH = False  # filerne læses ved start, som i drift
    svar = klient.get(sti)
    assert svar.status_code == status
    for led in ("default-src", "object-src", "base-uri", "frame-ancestors"):
        assert f"{led} 'none'" in svar["Content-Security-Policy"]
    assert svar["X-Content-Type-Options"] == "nosniff"
    assert ("charset" in svar["Content-Type"]) is (svar["Content-Type"] != "application/json")


I_DRIFT = """
from django.test import Client
gennem = {"REMOTE_ADDR": "10.0.0.5", "HTTP_HOST": "portal.example"}
for sti, videresendt, fra in (("/log-ind/", "http", gennem), ("/healthz/live", "http", gennem),
                              ("/healthz/live", "https", gennem),
                              ("/log-ind/", "https", {**gennem, "REMOTE_ADDR": "192.0.2.9"})):
    svar = Client(**fra).get(sti, HTTP_X_FORWARDED_PROTO=videresendt)
    print(svar.status_code, svar.get("Location", "-"),
          svar.get("Strict-Transport-Security", "-").replace(" ", ""))
"""


def test_i_drift_svares_kun_over_https(tmp_path: Path):
    svar = manage(tmp_path, "shell", "-v", "0", "-c", I_DRIFT)
    til_https = "301 https://portal.example/log-ind/ -"
    assert svar.stdout.splitlines() == [
        til_https,
        "200 - -",  # driften selv spørger uden om proxyen
        "200 - max-age=63072000;includeSubDomains;preload",
        til_https,  # en fremmed kan ikke sige, at forbindelsen er krypteret
    ]


def test_cookies_er_bundet_til_vaerten_og_https(tmp_path: Path):
    kode = (
        "from django.conf import settings as s;"
        "print(s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE,"
        "s.CSRF_COOKIE_SECURE, s.SESSION_COOKIE_HTTPONLY, s.SESSION_COOKIE_SAMESITE)"
    )
    svar = manage(tmp_path, "shell", "-v", "0", "-c", kode)
    assert svar.stdout.split() == ["__Host-session", "__Host-csrf", "True", "True", "True", "Lax"]


def test_log_af_toemmer_browseren(klient):
    assert '"cache"' in klient.post("/log-af/")["Clear-Site-Data"]


@pytest.mark.parametrize("metode", ["TRACE", "TRACK", "CONNECT", "DEBUG"])
@pytest.mark.parametrize("sti", ["/privatliv/", "/healthz/live", "/log-ind/", "/"])
def test_fremmede_metoder_besvares_ikke(klient, sti: str, metode: str):
    assert klient.generic(metode, sti).status_code == 405


def test_en_fil_i_en_formular_gemmes_ikke(klient):
    from django.core.files.uploadedfile import SimpleUploadedFile

    fil = SimpleUploadedFile("stor.bin", b"x" * 3_000_000)
    svar = klient.post("/log-ind/", {"brugernavn": "x", "adgangskode": "y", "fil": fil})
    assert not svar.wsgi_request.FILES
