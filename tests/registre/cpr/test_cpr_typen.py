"""CPR-numre: typen, der kun skjuler sig i ``repr``, og formen i en tekst."""

from __future__ import annotations

import copy
import json
import pickle
import re

import pytest

from registre.cpr.numre import I_TEKST, Cpr

NUMMER = "6705850028"


@pytest.mark.parametrize(
    "vist",
    [
        repr(Cpr(NUMMER)),
        f"{Cpr(NUMMER)!r}",
        "%r" % (Cpr(NUMMER),),  # noqa: UP031
        f"{Cpr(NUMMER)!a}",
    ],
)
def test_repr_roeber_hverken_nummer_eller_foedselsdag(vist: str):
    assert vist == "Cpr(******-****)"


@pytest.mark.parametrize("samling", [[Cpr(NUMMER)], (Cpr(NUMMER),), {Cpr(NUMMER): Cpr(NUMMER)}])
def test_repr_skjules_ogsaa_i_en_samling(samling):
    assert NUMMER not in str(samling)


def test_en_fejl_om_nummeret_roeber_det_ikke():
    with pytest.raises(KeyError) as fejl:
        {}[Cpr(NUMMER)]
    assert NUMMER not in str(fejl.value)


@pytest.mark.parametrize(
    "tekst",
    [
        str(Cpr(NUMMER)),
        f"{Cpr(NUMMER)}",
        "%s" % Cpr(NUMMER),  # noqa: UP031
        Cpr(NUMMER)[:6] + Cpr(NUMMER)[6:],
        "".join([Cpr(NUMMER)]),
        json.loads(json.dumps(Cpr(NUMMER))),
        Cpr(NUMMER).encode().decode(),
    ],
)
def test_ellers_er_det_den_rene_tekst(tekst: str):
    assert tekst == NUMMER
    assert type(tekst) is str


def test_lighed_og_hash_er_tekstens():
    assert Cpr(NUMMER) == NUMMER == Cpr(NUMMER)
    assert hash(Cpr(NUMMER)) == hash(NUMMER)
    assert {NUMMER: 1}[Cpr(NUMMER)] == 1
    assert isinstance(Cpr(NUMMER), str)


@pytest.mark.parametrize(
    "kopi",
    [
        copy.copy(Cpr(NUMMER)),
        copy.deepcopy([Cpr(NUMMER)])[0],
        *(
            pickle.loads(pickle.dumps(Cpr(NUMMER), protokol))  # noqa: S301
            for protokol in range(pickle.HIGHEST_PROTOCOL + 1)
        ),
    ],
)
def test_en_kopi_beholder_typen(kopi: Cpr):
    assert type(kopi) is Cpr
    assert kopi == NUMMER


@pytest.mark.parametrize(
    ("tekst", "ligner"),
    [
        ("6705850028",   True),  ("670585-0028",  True),  ("670585 0028",  True),
        ("670585_0028",  False), ("670585--0028", False), ("670585002",    False),
        ("6101850028",   True),  ("6001850028",   False),
        ("9101850028",   True),  ("9201850028",   False),
        ("3201850028",   False), ("0001850028",   False),
        ("6112850028",   True),  ("6113850028",   False), ("6100850028",   False),
    ],
)  # fmt: skip
def test_formen_i_en_tekst(tekst: str, ligner: bool):
    assert (re.search(I_TEKST, tekst) is not None) is ligner
