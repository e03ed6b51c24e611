"""Små U12170-P-filer til prøverne, bygget felt for felt efter CPR's egen feltliste.

Positionerne er skrevet af herfra og ikke hentet i koden, så en forskydning dér bliver set.
Alle numre har dag + 60 og kan ikke tilhøre nogen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

ANNA, BO, CARL, DORTE = "6705850028", "6806820033", "6101100041", "6202600052"
NUL12 = "0" * 12


def _sat(*felter: tuple[str, int]) -> str:
    """Felterne efter hinanden, hver fyldt ud til sin længde."""
    for tekst, laengde in felter:
        assert len(tekst) <= laengde, (tekst, laengde)
    return "".join(tekst.ljust(laengde) for tekst, laengde in felter)


def p000(proddto: str = "20240115", forrige: str = "20240112") -> str:
    return _sat(("000", 3), ("0" * 10, 10), ("110901", 6), (proddto, 8), (forrige, 8))


def p001(
    pnr: str,
    status: str = "01",
    fra: str = NUL12,
    koen: str = "K",
    foedt: str = "1985-05-07",
    gaelder: str = "",
    oprettet: str = "1985-05-07",
) -> str:
    return _sat(
        ("001", 3), (pnr, 10), (gaelder, 10), (status, 2), (fra, 12), ("", 1), (koen, 1),
        (foedt, 10), ("", 1), (oprettet, 10), ("", 1), ("", 10), ("", 1), ("", 34),
    )  # fmt: skip


def _sted(adresse: str) -> tuple[tuple[str, int], ...]:
    """``0175-1234-012B-02-th`` som registerets felter."""
    kommune, vej, husnr, etage, doer = [*adresse.split("-"), "", "", ""][:5]
    return (kommune, 4), (vej, 4), (husnr, 4), (etage, 2), (doer, 4)


def p002(pnr: str, adresse: str, fra: str = NUL12, kommunefra: str = NUL12) -> str:
    return _sat(
        ("002", 3), (pnr, 10), *_sted(adresse), ("", 4), ("", 34), (fra, 12), ("", 1),
        (kommunefra, 12), ("", 1), ("0000", 4), (NUL12, 12), ("", 1), ("0000", 4), ("", 190),
    )  # fmt: skip


def p003(pnr: str, adresse: str, vej: str = "", postnr: str = "0000", by: str = "") -> str:
    return _sat(
        ("003", 3), (pnr, 10), ("", 34), ("", 34), ("", 34), ("", 34), ("", 34), (postnr, 4),
        (by, 20), *_sted(adresse), ("", 4), (vej, 20),
    )  # fmt: skip


def p004(pnr: str, type_: str, fra: str = "", slet: str = "") -> str:
    return _sat(("004", 3), (pnr, 10), (type_, 4), (fra, 10), (slet, 10))


def p005(pnr: str, fra: str) -> str:
    return _sat(("005", 3), (pnr, 10), ("5180", 4), (fra, 12), ("", 1), ("", 170))


def p007(pnr: str, fra: str) -> str:
    return _sat(("007", 3), (pnr, 10), (fra, 12), ("*", 1))


def p008(pnr: str, fornavn: str = "", mellemnavn: str = "", efternavn: str = "") -> str:
    return _sat(
        ("008", 3), (pnr, 10), (fornavn, 50), ("", 1), (mellemnavn, 40), ("", 1),
        (efternavn, 40), ("", 1), (NUL12, 12), ("", 1), ("", 34),
    )  # fmt: skip


def p010(pnr: str, land: str) -> str:
    return _sat(("010", 3), (pnr, 10), (land, 4), ("199103201299", 12), ("*", 1))


def p012(pnr: str, kode: str, fra: str = NUL12, aegtefaelle: str = "", sep: str = "") -> str:
    return _sat(
        ("012", 3), (pnr, 10), (kode, 1), (aegtefaelle, 10), ("", 10), ("", 1), ("", 34), ("", 1),
        (fra, 12), ("", 1), (sep, 12),
    )  # fmt: skip


def p013(pnr: str, sep: str, fra: str) -> str:
    return _sat(("013", 3), (pnr, 10), (sep, 12), (fra, 10), ("", 1))


def p014(pnr: str, barn: str) -> str:
    return _sat(("014", 3), (pnr, 10), (barn, 10))


def p022(pnr: str, gammelt: str) -> str:
    return _sat(
        ("022", 3), (pnr, 10), (gammelt, 10), ("", 10), ("", 1), ("2001-11-07", 10), ("", 1)
    )


def p023(pnr: str, adresse: str, fra: str, til: str = NUL12, ak: str = "") -> str:
    return _sat(
        ("023", 3), (pnr, 10), (ak, 1), *_sted(adresse), ("", 4), ("", 34), (fra, 12), ("", 1),
        (til, 12), ("", 1),
    )  # fmt: skip


def p024(pnr: str, fra: str, til: str, ak: str = "") -> str:
    return _sat(
        ("024", 3), (pnr, 10), (ak, 1), ("5180", 4), (fra, 12), ("", 1), ("5180", 4), (til, 12),
        ("", 1), ("", 170),
    )  # fmt: skip


def p025(pnr: str, fra: str, til: str, ak: str = "") -> str:
    return _sat(("025", 3), (pnr, 10), (ak, 1), (fra, 12), ("", 1), (til, 12), ("", 1))


def p029(
    pnr: str,
    kode: str,
    fra: str,
    til: str = NUL12,
    aegtefaelle: str = "",
    ak: str = "",
    sep: str = "",
) -> str:
    return _sat(
        ("029", 3), (pnr, 10), (ak, 1), (kode, 1), (aegtefaelle, 10), ("", 10), ("", 1), ("", 34),
        ("", 1), (fra, 12), ("", 1), (til, 12), ("", 1), (sep, 12),
    )  # fmt: skip


def p030(pnr: str, sep: str, fra: str, til: str = "", ak: str = "") -> str:
    return _sat(("030", 3), (pnr, 10), (ak, 1), (sep, 12), (fra, 10), ("", 1), (til, 10), ("", 1))


def p999(antal: int) -> str:
    return _sat(("999", 3), ("9" * 10, 10), (f"{antal:08d}", 8))


def poster(indhold: Iterable[str], antal: int | None = None, **start: str) -> list[str]:
    """Startpost, indhold og slutpost i fuld længde."""
    midte = list(indhold)
    return [p000(**start), *midte, p999(len(midte) if antal is None else antal)]


def linjer(alle: Sequence[str], skift: str = "\n") -> bytes:
    """Formen med linjeskift, hvor blanke sidst er trimmet væk."""
    return "".join(post.rstrip(" ") + skift for post in alle).encode("iso-8859-1")


def fast(alle: Sequence[str]) -> bytes:
    """Formen med fast længde uden linjeskift."""
    return "".join(alle).encode("iso-8859-1")


def fil(*indhold: str, **start: str) -> bytes:
    """En hel fil med linjeskift."""
    return linjer(poster(indhold, **start))
