"""Pakkernes bænk: en mappe for sig, en kø, der husker, og PDF'er, der intet koster."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from adgang.models import Bruger
from kontrol.models import Pakke
from kontrol.pakker import dan as danner
from kontrol.pakker import mappe
from kontrol.pakker.bestil import bestil_pakke
from samkoering.models import Sag
from tests import fabrik

Bestil = Callable[..., Pakke]


@pytest.fixture(autouse=True)
def pakkemappe(settings, tmp_path: Path) -> Path:
    settings.PAKKEMAPPE = tmp_path / "pakker"
    return settings.PAKKEMAPPE


@pytest.fixture(autouse=True)
def koe(monkeypatch) -> list[tuple[str, str]]:
    """Det, der blev lagt i køen; ingen arbejder tager det."""
    lagt: list[tuple[str, str]] = []
    monkeypatch.setattr(
        "kontrol.tasks.dan_pakke.apply_async", lambda args, **_: lagt.append(tuple(args))
    )
    return lagt


@pytest.fixture
def hurtig_pdf(monkeypatch) -> list[str]:
    """Sagsnumrene på de ark, der blev dannet; PDF'en er en linje tekst."""
    dannet: list[str] = []

    def dan(sag: Sag, ark: object) -> bytes:
        dannet.append(sag.sagsnr)
        return f"%PDF {sag.sagsnr} udgave {ark.udgave}".encode()

    monkeypatch.setattr(danner, "kontrolark_som_pdf", dan)
    return dannet


@pytest.fixture
def pakke(mette: Bruger, hurtig_pdf) -> Bestil:
    """``pakke(3)`` er bestilt; ``pakke(3, dannet=True)`` ligger klar."""

    def bestil(antal: int = 3, *, dannet: bool = False) -> Pakke:
        sager = [fabrik.bestilt_sag(mette) for _ in range(antal)]
        ny = bestil_pakke([sag.pk for sag in sager], mette)
        if dannet:
            danner.dan(ny.kommune_id, ny.pk)
            hurtig_pdf.clear()
        return laes(ny)

    return bestil


def laes(en: Pakke) -> Pakke:
    return Pakke.objects.i_kommune(en.kommune_id).select_related("bruger").get(pk=en.pk)


def sager_i(en: Pakke) -> list[Sag]:
    """Pakkens sager i dens orden."""
    alle = {str(sag.pk): sag for sag in Sag.objects.i_kommune(en.kommune_id)}
    return [alle[sag] for sag, _ in en.sager]


def indhold(en: Pakke) -> dict[str, bytes]:
    """Filerne i zip-filen; tom, når den ikke er der."""
    data = mappe.laes(en.pk)
    if data is None:
        return {}
    with ZipFile(BytesIO(data)) as zip_:
        assert zip_.testzip() is None
        return {navn: zip_.read(navn) for navn in zip_.namelist()}
