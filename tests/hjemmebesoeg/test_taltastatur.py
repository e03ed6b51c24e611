"""Taltastaturet har hverken punktum, kolon eller bindestreg; dato og tid kan skrives uden."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from hjemmebesoeg.doeren.forms import Doerform
from tests.hjemmebesoeg.opstilling import skrevet


def form(dag: date, **felter: str) -> Doerform:
    """Formularen med én ting skrevet anderledes."""
    return Doerform({**skrevet(dag), **felter}, dag=dag)


@pytest.mark.parametrize(
    ("skrevet_", "tid"),
    [
        ("10.42", time(10, 42)), ("10:42", time(10, 42)), ("10,42", time(10, 42)),
        ("1042", time(10, 42)), ("942", time(9, 42)), ("0005", time(0, 5)),
        (" 2359 ", time(23, 59)),
        ("2400", None), ("1060", None), ("99", None), ("10", None), ("10425", None), ("", None),
        ("960", None), ("104.2", None), ("1\u066042", None),  # et 0, men ikke tastaturets
    ],
)  # fmt: skip
def test_klokkeslaettet_kan_skrives_med_taltastaturet(skrevet_, tid):
    formen = form(date(2026, 11, 22), klokken=skrevet_)
    formen.is_valid()
    assert formen.cleaned_data.get("klokken") == tid
    assert ("klokken" in formen.errors) is (tid is None)


@pytest.mark.parametrize("form_", ["%d%m%Y", "%d-%m-%Y", "%d.%m.%Y"])
def test_datoen_kan_skrives_med_taltastaturet(form_):
    i_gaar = timezone.localdate() - timedelta(days=1)
    formen = form(i_gaar, besoegt=i_gaar.strftime(form_))
    formen.is_valid()
    assert formen.cleaned_data["besoegt"] == i_gaar


@pytest.mark.parametrize("tekst", ["31022026", "2211202", "221120266", "6705850028"])
def test_en_dato_der_ikke_findes_er_stadig_en_fejl(tekst):
    formen = form(date(2026, 11, 22), besoegt=tekst)
    formen.is_valid()
    assert "besoegt" in formen.errors
