"""Dannelsen af en PDF når hverken nettet eller filerne, uanset hvad HTML'en beder om."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest

from tests.journal.test_dokumenter import FORLAEG


@pytest.mark.parametrize(
    ("adresse", "hentes"),
    [
        ("skrift:IBMPlexSans-Regular.ttf", True),
        ("skrift:IBMPlexSans-Bold.ttf", True),
        ("data:text/plain,hej", True),
        ("skrift:IBMPlexSans-Thin.ttf", False),
        ("skrift:../../../../etc/passwd", False),
        ("file:///etc/passwd", False),
        ("FILE:///etc/passwd", False),
        ("http://127.0.0.1:9/", False),
        ("https://127.0.0.1:9/", False),
        ("ftp://127.0.0.1:9/", False),
        ("", False),
    ],
)
def test_kun_listen_hentes(adresse, hentes):
    from journal.henter import Afvist, Henter

    if hentes:
        assert Henter().fetch(adresse).read()
    else:
        with pytest.raises(Afvist):
            Henter().fetch(adresse)


@pytest.mark.parametrize(
    "ond",
    [
        '<img src="http://127.0.0.1:9/billede">',
        '<img src="file:///etc/passwd">',
        '<p style="background:url(file:///etc/passwd)">x</p>',
        '<style>@import url("http://127.0.0.1:9/stil.css");</style>',
        '<link rel="stylesheet" href="file:///etc/passwd">',
        '<link rel="attachment" href="file:///etc/passwd">',
        '<object data="file:///etc/passwd"></object>',
        '<svg><image href="http://127.0.0.1:9/x"/></svg>',
    ],
)
def test_selv_rigtig_markup_henter_intet(ond, monkeypatch):
    from journal.pdf import dan_pdf

    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("nettet blev ramt"))
    pdf = dan_pdf(replace(FORLAEG, html=FORLAEG.html.replace("<h1>", f"{ond}<h1>")))
    assert pdf.startswith(b"%PDF")
    assert pdf.count(b"/EmbeddedFile ") == dan_pdf(FORLAEG).count(b"/EmbeddedFile ")


@pytest.mark.parametrize(
    ("raa", "vist"),
    [
        ("Bo Prøvesen", "Bo Prøvesen"),
        ("Ærø Ångström Müller", "Ærø Ångström Müller"),
        ("A\u030argang", "Årgang"),
        ("ﬁnale", "ﬁnale"),
        ("Ｆｕｌｄ", "Fuld"),
        ("2\u202f000\u2011tal", "2 000-tal"),
        ("\u202eomvendt\u200f", "omvendt"),
        ("a\x00b", "ab"),
        ("山田", "??"),
        ("🙂", "?"),
    ],
)
def test_tegn_skriften_ikke_har(raa, vist):
    from journal.tegn import vis_bare_tegn

    assert vis_bare_tegn(raa) == vist
