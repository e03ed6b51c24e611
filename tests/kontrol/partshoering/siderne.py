"""Vejen gennem partshøringens sider, fælles for prøverne."""

from __future__ import annotations

import html

from django.test import Client
from django.urls import reverse

from samkoering.models import Sag
from tests.kontrol.partshoering import eksempel
from tests.kontrol.partshoering.eksempel import skjult

NAVNE = (
    "", "_brev", "_brev_videre", "_slet", "_kladde", "_paamindelse", "_svar", "_fravaelg", "_varsel"
)  # fmt: skip
KUN_TRYK = ("_brev_videre", "_slet", "_paamindelse")
TEKST = "Kære Eja\n\nHvad siger du til det?"


def adresse(sag: Sag, navn: str = "", *mere: object) -> str:
    return reverse(f"partshoering{navn}", args=(sag.pk, *mere))


def side(svar) -> str:
    return html.unescape(" ".join(svar.content.decode().split()))


def begynd(klient: Client, sag: Sag) -> None:
    svar = klient.post(adresse(sag), {"udfald": eksempel.ider(sag)})
    assert svar.url == adresse(sag, "_brev")


def opsummer(klient: Client, sag: Sag, **felter: object):
    """Trykket på »Send brevet«: siden, der spørger, før noget er sendt."""
    felter = {"tekst": TEKST, "kanal": "DIGITAL_POST", "opsummer": "1", **skjult(sag), **felter}
    return klient.post(adresse(sag, "_brev"), felter)


def send_brevet(klient: Client, sag: Sag, **felter: object):
    felter = {"tekst": TEKST, "kanal": "DIGITAL_POST", "send": "1", **skjult(sag), **felter}
    return klient.post(adresse(sag, "_brev"), felter)
