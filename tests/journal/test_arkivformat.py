"""PDF'en gemt, så hver strøms længde kan læses på kun én måde."""

from __future__ import annotations

import io
import zlib

import pikepdf
import pytest

from journal.arkivformat import gem_entydigt


def pakket_med_sidste_byte(byte: int) -> bytes:
    """En tekst, der pakket med zlib ender på byten: kontrolsummens laveste byte er 1 + summen."""
    tekst = b"% " + bytes([(byte - 1 - sum(b"% ")) % 256])
    assert zlib.compress(tekst)[-1] == byte
    return tekst


def med_stroem(raa: bytes, filter_: pikepdf.Name | None) -> pikepdf.Pdf:
    fil = pikepdf.new()
    fil.add_blank_page()
    fil.Root.Proeve = fil.make_stream(b"")
    fil.Root.Proeve.write(raa, filter=filter_)
    return fil


@pytest.mark.parametrize(
    ("sidste", "pakkes_ind"),
    [(0x0C, False), (0x0D, True), (0x0E, False), (0x0A, False)],
)
def test_kun_en_stroem_paa_vognretur_pakkes_ind(sidste, pakkes_ind):
    tekst = pakket_med_sidste_byte(sidste)
    gemt = gem_entydigt(med_stroem(zlib.compress(tekst), pikepdf.Name.FlateDecode))
    assert b"\r\nendstream" not in gemt
    with pikepdf.open(io.BytesIO(gemt)) as fil:
        assert fil.Root.Proeve.read_bytes() == tekst
        assert ("ASCII85" in str(fil.Root.Proeve.Filter)) is pakkes_ind
