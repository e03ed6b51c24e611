"""Filen med lækkede adgangskoder: opslag på disken, og en fil, der ikke duer, siges fra starten."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured, ValidationError

from adgang import laekfil
from adgang.adgangskoder import IkkeBrudt
from adgang.laekfil import Laekfil

LAEKKEDE = [f"kamel-gryde-torden-{nr}" for nr in range(1000)]


def sha1(adgangskode: str) -> str:
    return hashlib.sha1(adgangskode.encode(), usedforsecurity=False).hexdigest().upper()


def linjer(adgangskoder: list[str]) -> list[str]:
    """Linjer i filens form; antallene er forskelligt lange."""
    return [f"{h}:{int(h[:2], 16) ** 3 + 1}" for h in sorted(map(sha1, adgangskoder))]


def skriv(mappe: Path, tekst: str) -> Path:
    fil = mappe / "laek.txt"
    fil.write_bytes(tekst.encode())
    return fil


FORMER = [
    ("\r\n", "\r\n", str),        # som den hentes
    ("\n",   "\n",   str),
    ("\n",   "",     str),        # uden linjeskift til sidst
    ("\r\n", "\r\n", str.lower),  # med små bogstaver
]  # fmt: skip


@pytest.mark.parametrize("antal", [1, 2, 3, 1000])
@pytest.mark.parametrize(("skift", "slut", "form"), FORMER)
def test_hver_linje_findes_og_intet_andet(tmp_path, antal, skift, slut, form):
    kendte = LAEKKEDE[:antal]
    fil = Laekfil(skriv(tmp_path, form(skift.join(linjer(kendte))) + slut))
    assert all(fil.rummer(kode) for kode in kendte)
    assert not any(fil.rummer(f"{kode}!") for kode in LAEKKEDE)


@pytest.mark.parametrize(
    ("adgangskode", "afvises"),
    [
        ("kamel-gryde-torden-7", True),
        ("Kamel-gryde-torden-7", False),  # filen kender kun den præcise tekst
        ("kamel-gryde-torden-1000", False),
    ],
)
def test_reglen_slaar_op_i_filen(tmp_path, adgangskode, afvises):
    regel = IkkeBrudt(fil=str(skriv(tmp_path, "\n".join(linjer(LAEKKEDE)))))
    if not afvises:
        assert regel.validate(adgangskode) is None
        return
    with pytest.raises(ValidationError, match="står på en liste over lækkede") as fejl:
        regel.validate(adgangskode)
    assert fejl.value.code == "laekket"


def test_uden_fil_slaas_intet_op():
    assert IkkeBrudt(fil="").validate("kamel-gryde-torden-7") is None


SORTERET = linjer(LAEKKEDE)
FORKERTE = [
    ("",                                                 "er tom"),
    ("\n",                                               "ikke er SHA1HEX:ANTAL"),
    ("hej\n",                                            "ikke er SHA1HEX:ANTAL"),
    ("\n".join(linje[:40] for linje in SORTERET),        "ikke er SHA1HEX:ANTAL"),  # intet antal
    ("\n".join(linje[8:] for linje in SORTERET),         "ikke er SHA1HEX:ANTAL"),  # NTLM
    ("\n".join([*SORTERET, "hej"]),                      "ikke er SHA1HEX:ANTAL"),
    ("x" * 10_000,                                       "ikke er SHA1HEX:ANTAL"),  # én lang linje
    ("\n".join(reversed(SORTERET)),                      "ikke sorteret efter hash"),
    ("\n".join(f"{sha1(kode)}:1" for kode in LAEKKEDE),  "ikke sorteret efter hash"),
    ("\n".join([SORTERET[0]] * 2),                       "ikke sorteret efter hash"),
]  # fmt: skip


@pytest.mark.parametrize(("tekst", "grund"), FORKERTE)
def test_en_fil_med_anden_form_afvises_ved_oprettelsen(tmp_path, tekst, grund):
    with pytest.raises(ImproperlyConfigured, match=grund) as fejl:
        IkkeBrudt(fil=skriv(tmp_path, tekst))
    assert "Brug Have I Been Pwneds SHA-1-liste" in str(fejl.value)


@pytest.mark.parametrize("sti", ["findes-ikke.txt", "."])
def test_en_fil_der_ikke_kan_laeses_afvises_ved_oprettelsen(tmp_path, sti):
    with pytest.raises(ImproperlyConfigured, match="findes ikke eller kan ikke læses"):
        IkkeBrudt(fil=str(tmp_path / sti))


def test_forsvinder_filen_er_det_en_fejl_og_ikke_et_ja(tmp_path):
    fil = skriv(tmp_path, "\n".join(SORTERET))
    regel = IkkeBrudt(fil=fil)
    fil.unlink()
    with pytest.raises(ImproperlyConfigured):
        regel.validate("kamel-gryde-torden-7")


def test_en_fil_paa_40_gb_slaas_op_med_faa_smaa_laesninger(monkeypatch):
    """Filen findes kun som en regel for, hvad der står på hver plads."""
    stor = StorFil(linjer_i_alt=800_000_000)
    monkeypatch.setattr(Path, "open", lambda *_a, **_k: stor)
    fil = Laekfil(Path("stor.txt"))
    stor.laest = 0
    assert not fil.rummer("kamel-gryde-torden-7")
    assert 0 < stor.laest < 50 * 2 * laekfil.LAENGSTE_LINJE


class StorFil(io.RawIOBase):
    """Linje nr. n har hashen n, spredt jævnt; hver fylder 50 bytes."""

    LAENGDE = 50

    def __init__(self, linjer_i_alt: int):
        self.antal, self.plads, self.laest = linjer_i_alt, 0, 0

    def seek(self, plads: int, hvorfra: int = 0) -> int:
        self.plads = plads + (self.antal * self.LAENGDE if hvorfra == 2 else 0)
        return self.plads

    def read(self, antal: int = -1) -> bytes:
        assert antal >= 0, "hele filen må aldrig læses"
        self.laest += antal
        foerste, inde = divmod(self.plads, self.LAENGDE)
        sidste = min(self.antal, foerste + antal // self.LAENGDE + 2)
        raa = b"".join(self._linje(nr) for nr in range(foerste, sidste))
        return raa[inde : inde + antal]

    def _linje(self, nr: int) -> bytes:
        return b"%040X:%07d\r\n" % (nr * (16**40 // self.antal), nr % 10**7)

    def close(self) -> None:
        """Samme fil åbnes igen."""
