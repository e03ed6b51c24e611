"""Køen: kun id'er, og en mægler, der ikke svarer, mærkes ikke på siden."""

from __future__ import annotations

import pytest
from kombu.exceptions import OperationalError

from journal import tasks
from journal.levering import lever_ventende
from tests.journal.leverancen import CPR, frisk, post

pytestmark = pytest.mark.django_db


def test_koeen_baerer_kun_ider(mette, art, monkeypatch, django_capture_on_commit_callbacks):
    sendt = []
    monkeypatch.setattr(tasks.lever, "apply_async", lambda args, **_: sendt.append(args))
    with django_capture_on_commit_callbacks(execute=True):
        venter = post(mette)
    assert sendt == [("Journalpost", "0175", str(venter.pk))]
    assert CPR not in str(sendt)


def test_en_maegler_der_ikke_svarer_vaelter_intet(
    mette, art, monkeypatch, caplog, django_capture_on_commit_callbacks
):
    def tavs(*_args, **_andre):
        raise OperationalError("Error 111 connecting")

    monkeypatch.setattr(tasks.lever, "apply_async", tavs)
    with django_capture_on_commit_callbacks(execute=True):
        venter = post(mette)
    assert "leverance_ikke_i_koe" in caplog.text
    assert lever_ventende() == 1
    assert frisk(venter).er_leveret


def test_opgaven_leverer_den_ene(mette, art):
    en, anden = post(mette), post(mette)
    tasks.lever("Journalpost", "0175", str(en.pk))
    assert [frisk(en).er_leveret, frisk(anden).er_leveret] == [True, False]


@pytest.mark.parametrize(
    ("kommune", "pk"),
    [("0173", None), ("0175", "2f9d2f0e-6c0b-4d0c-9d3e-6d0f5a3c7b21"), ("0175", "ikke et id")],
)
def test_en_opgave_om_noget_der_ikke_findes_goer_intet(mette, art, kommune, pk):
    venter = post(mette)
    tasks.lever("Journalpost", kommune, pk or str(venter.pk))
    assert not frisk(venter).er_leveret


def test_urets_opgave_leverer_alt_forfaldent(mette, art):
    venter = post(mette)
    tasks.lever_ventende()
    assert frisk(venter).er_leveret
