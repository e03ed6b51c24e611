"""Beskeden i mappen: hel eller væk, kun for ejeren, og den samme to gange er én."""

from __future__ import annotations

import errno
import os
import signal
import stat
from pathlib import Path

import pytest

from journal.adaptere import mappe
from journal.fejl import Leveringsfejl

FILER = {mappe.DOKUMENT: b"%PDF-1.7 proeve", "besked.xml": b"<besked/>"}
NAVN = "2f9d2f0e-6c0b-4d0c-9d3e-6d0f5a3c7b21"
SKRIDT = 6
"""fsync: to filer, deres mappe og roden; med lidt til, så den sidste proces når hele vejen."""


@pytest.fixture
def rod(tmp_path: Path) -> Path:
    return tmp_path / "journal"


def synlige(rod: Path) -> list[str]:
    return sorted(sti.name for sti in rod.iterdir() if sti.name != mappe.PAA_VEJ)


def indhold(rod: Path) -> dict[str, bytes]:
    return {sti.name: sti.read_bytes() for sti in (rod / NAVN).iterdir()}


def test_alt_er_der_og_kun_ejeren_kan_laese_det(rod):
    foer = os.umask(0)
    try:
        mappe.aflever(rod, NAVN, FILER)
    finally:
        os.umask(foer)
    assert synlige(rod) == [NAVN]
    assert indhold(rod) == FILER
    rettigheder = {stat.S_IMODE(sti.stat().st_mode) for sti in (rod / NAVN).iterdir()}
    assert rettigheder == {0o600}
    assert [stat.S_IMODE(m.stat().st_mode) for m in (rod, rod / NAVN)] == [0o700, 0o700]
    assert list((rod / mappe.PAA_VEJ).iterdir()) == []


def test_den_samme_to_gange_er_en(rod):
    mappe.aflever(rod, NAVN, FILER)
    mappe.aflever(rod, NAVN, {**FILER, "besked.xml": b"<ny form/>"})
    assert indhold(rod) == FILER


def test_et_andet_dokument_under_samme_id_afvises(rod):
    mappe.aflever(rod, NAVN, FILER)
    with pytest.raises(Leveringsfejl, match="et andet dokument"):
        mappe.aflever(rod, NAVN, {**FILER, mappe.DOKUMENT: b"noget andet"})
    assert indhold(rod) == FILER


@pytest.mark.parametrize(
    ("haandling", "hel"),
    [
        (lambda _: None, True),
        (lambda fil: fil.unlink(), False),
        (lambda fil: fil.write_bytes(b""), False),
    ],
    ids=["urørt", "væk", "tom"],
)
def test_kun_en_hel_besked_kvitteres_der_for(rod, haandling, hel):
    mappe.aflever(rod, NAVN, FILER)
    haandling(rod / NAVN / "besked.xml")
    if hel:
        mappe.aflever(rod, NAVN, FILER)
        return
    with pytest.raises(Leveringsfejl, match=r"ikke hel: besked\.xml mangler"):
        mappe.aflever(rod, NAVN, FILER)


@pytest.mark.parametrize("nr", [1, 2])
def test_en_fuld_disk_efterlader_intet(rod, monkeypatch, nr):
    skriv, kald = mappe._skriv, []

    def fuld(sti, data):
        kald.append(sti)
        if len(kald) == nr:
            skriv(sti, data[:3])
            raise OSError(errno.ENOSPC, "No space left on device")
        skriv(sti, data)

    monkeypatch.setattr(mappe, "_skriv", fuld)
    with pytest.raises(OSError, match="No space"):
        mappe.aflever(rod, NAVN, FILER)
    assert synlige(rod) == []
    assert list((rod / mappe.PAA_VEJ).iterdir()) == []
    monkeypatch.setattr(mappe, "_skriv", skriv)
    mappe.aflever(rod, NAVN, FILER)
    assert indhold(rod) == FILER


def test_en_fremmed_der_kom_foerst_med_det_samme(rod, monkeypatch):
    skriv = mappe._skriv

    def langsom(sti, data):
        skriv(sti, data)
        if sti.name == "besked.xml":
            monkeypatch.setattr(mappe, "_skriv", skriv)
            mappe.aflever(rod, NAVN, FILER)

    monkeypatch.setattr(mappe, "_skriv", langsom)
    mappe.aflever(rod, NAVN, FILER)
    assert (synlige(rod), indhold(rod)) == ([NAVN], FILER)
    assert list((rod / mappe.PAA_VEJ).iterdir()) == []


@pytest.mark.parametrize("nr", range(1, SKRIDT))
def test_en_proces_der_doer_midt_i_efterlader_en_hel_besked_eller_ingen(rod, nr):
    doede = _aflever_og_doe(rod, nr)
    assert doede is (nr < SKRIDT - 1)
    assert synlige(rod) in ([], [NAVN])
    if synlige(rod):
        assert indhold(rod) == FILER
    mappe.aflever(rod, NAVN, FILER)
    assert (synlige(rod), indhold(rod)) == ([NAVN], FILER)


def test_det_en_doed_proces_efterlod_ryddes_naar_det_er_gammelt(rod):
    _aflever_og_doe(rod, 1)
    paa_vej = rod / mappe.PAA_VEJ
    (efterladt,) = paa_vej.iterdir()
    mappe.aflever(rod, NAVN, FILER)
    assert efterladt.exists()
    gammel = efterladt.stat().st_mtime - mappe.EFTERLADT_SEKUNDER - 1
    os.utime(efterladt, (gammel, gammel))
    mappe.aflever(rod, NAVN.replace("2", "3"), FILER)
    assert list(paa_vej.iterdir()) == []


@pytest.mark.parametrize(
    ("haandling", "afviger"),
    [
        (lambda _: None, ""),
        (lambda m: (m / mappe.DOKUMENT).write_bytes(b"x"), "et andet end det afleverede"),
        (lambda m: (m / mappe.DOKUMENT).unlink(), "kan ikke læses"),
        (lambda m: m.rename(m.with_name("hentet")), ""),
    ],
    ids=["urørt", "ændret", "slettet", "hentet"],
)
def test_afvigelser_i_mappen(rod, haandling, afviger):
    mappe.aflever(rod, NAVN, FILER)
    haandling(rod / NAVN)
    svar = mappe.afvigelse(rod, NAVN, mappe.hashlib.sha256(FILER[mappe.DOKUMENT]).hexdigest())
    assert (afviger in svar) if afviger else not svar


def _aflever_og_doe(rod: Path, nr: int) -> bool:
    """Aflever i en gren af processen, der slås ihjel ved sin ``nr``. fsync; om den døde."""
    barn = os.fork()
    if barn == 0:
        _doe_ved(nr)
        mappe.aflever(rod, NAVN, FILER)
        os._exit(0)
    _, status = os.waitpid(barn, 0)
    return os.WIFSIGNALED(status)


def _doe_ved(nr: int) -> None:
    haerd, kald = os.fsync, []

    def fsync(fil):
        kald.append(fil)
        if len(kald) == nr:
            os.kill(os.getpid(), signal.SIGKILL)
        haerd(fil)

    os.fsync = fsync
