"""Leveringens tilstande under tilfældige uheld: intet tabes, intet leveres to gange."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journal import poster
from journal.levering import Leveringsfejl, lever, lever_nu, lever_ventende
from journal.levering.aflevering import LAENGSTE_VENTETID
from journal.models import Journalpost
from tests.journal.leverancen import Doed, Modtager, post

NU = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
UHELD = {
    "intet": (None, False),
    "nej": (Leveringsfejl("Nej."), False),
    "disken": (OSError(28, "fuld"), False),
    "død før": (Doed(), False),
    "død efter": (None, True),
}
HVAD = ("lever", "lever_nu", "uret", "træk tilbage")
TRIN = st.tuples(
    st.sampled_from(HVAD), st.sampled_from(sorted(UHELD)), st.sampled_from([0, 1, 5, 61])
)


@pytest.mark.django_db
@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.lists(TRIN, min_size=1, max_size=9))
def test_intet_tabes_og_intet_leveres_to_gange(mette, modtager, forloebet):
    modtager.__init__()
    with time_machine.travel(NU, tick=False) as uret:
        venter = post(mette)
        for hvad, uheld, minutter in forloebet:
            modtager.fejl, modtager.doed = UHELD[uheld]
            vaek = udfoer(hvad, venter)
            hold_loefterne(venter, modtager, vaek=vaek)
            if vaek:
                return
            uret.shift(timedelta(minutes=minutter))
        modtager.fejl, modtager.doed = None, False
        uret.shift(LAENGSTE_VENTETID)
        lever_ventende()
        assert poster.staar("0175", venter.noegle)
        assert len(modtager.fik) == 1


def udfoer(hvad: str, venter: Journalpost) -> bool:
    """Ét trin; sandt, når posten er trukket tilbage."""
    try:
        match hvad:
            case "lever":
                lever(venter)
            case "lever_nu":
                lever_nu(venter)
            case "uret":
                lever_ventende()
            case _:
                return poster.traek_tilbage("0175", venter.noegle)
    except (Leveringsfejl, Doed):
        pass
    return False


def hold_loefterne(venter: Journalpost, modtager: Modtager, *, vaek: bool) -> None:
    gemt = poster.find("0175", venter.noegle)
    assert (gemt is None) is vaek
    if gemt is None:
        assert not modtager.fik
        return
    assert gemt.er_leveret is bool(gemt.kvittering) is bool(gemt.sha256) is bool(gemt.leveret)
    assert not gemt.er_leveret or modtager.fik == {gemt.pk: gemt.sha256}
    assert gemt.naeste_forsoeg <= datetime.now(UTC) + LAENGSTE_VENTETID
