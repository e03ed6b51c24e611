"""Trussel 23: en adresse på en PDF eller en zip-fil er intet værd for andre, heller ikke senere."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest

from adgang import doer
from adgang.models import Apiklient, Bruger, Rolle
from tests import fabrik
from tests.bevis import filadresser, verdenen
from tests.bevis.filadresser import KOMMUNE, Fil, Genspil
from tests.bevis.plantning import rullet_tilbage

ZIP = "prioriteringsliste/pakker/<uuid:pakke_id>.zip"
"""Zip-filen er den enes; også en kollega med samme rolle er en anden."""
MED_FIL = {
    "kontrolark/<uuid:sag_id>.pdf", "kontrolark/<uuid:sag_id>/journal/<uuid:post_id>.pdf",
    "partshoering/<uuid:sag_id>/brev.pdf", "partshoering/<uuid:sag_id>/breve/<uuid:brev_id>.pdf",
    "bestillingsliste/hent/", "prioriteringsliste/hent/", "feedbackliste/hent/", ZIP,
    "persongrupper/hent/", "persongrupper/monitorering/hent/",
    "koerelister/statistik/hent/", "udsoegning/<uuid:projekt_id>/liste.pdf",
    "sagsopstart/<uuid:ansoegning_id>/dokument/<uuid:post_id>.pdf",
    "log/borger/<uuid:borger_id>.pdf", "log/borger/<uuid:borger_id>.csv",
    "indsigt/<uuid:borger_id>.pdf", "indsigt/<uuid:borger_id>.json",
    "api/v1/kontrolark/<uuid:sag_id>.pdf",
}  # fmt: skip


@pytest.fixture
def verden(db, uden_takt) -> verdenen.Verden:
    verden = verdenen.byg()
    verden.egne[Rolle.API_KLIENT] = verdenen.fagsystem(fabrik.kommune())
    for klient in (*verden.egne.values(), *verden.klienter.values()):
        klient.raise_request_exception = False
    return verden


def alle_genspil(fil: Fil, verden: verdenen.Verden, maa: set[Rolle]) -> Iterator[Genspil]:
    """Alle, der ikke må, og den, der måtte, når hun ikke længere må."""
    yield from filadresser.andre(fil, verden, maa)
    if fil.rolle == Rolle.API_KLIENT:
        fagsystem = Apiklient.objects.i_kommune(KOMMUNE).get(navn="Fagsystemet")
        yield from filadresser.tilbagekaldt(fil, fagsystem)
        return
    if fil.moenster == ZIP:
        yield "kollega", verden.egne[Rolle.TEAMLEDER].get(fil.sti)
    brugere = Bruger.objects.filter(kommune=KOMMUNE, rolle=fil.rolle)
    with rullet_tilbage():
        yield from filadresser.senere(fil, brugere.earliest("pk"))


def proev(
    filerne: list[Fil],
    valgte: Iterable[Fil],
    verden: verdenen.Verden,
    genspil: Callable[..., Iterator[Genspil]],
) -> tuple[int, list[str]]:
    """Hvor mange gange de valgte adresser blev prøvet igen, og de gange det gav noget.

    Af alle filerne ses, hvem der må hente dem.
    """
    maa: dict[str, set[Rolle]] = {}
    for fil in filerne:
        maa.setdefault(fil.moenster, set()).add(fil.rolle)
    antal, brud = 0, []
    for fil in valgte:
        for hvem, svar in genspil(fil, verden, maa[fil.moenster]):
            antal += 1
            fremmed = hvem.endswith("anden kommune")  # de andre siders hoved har brugerens navn
            if svar.status_code == 200 or (fremmed and verdenen.spor(svar)):
                brud.append(f"{fil.moenster}: {hvem} fik {svar.status_code}")
    return antal, brud


def test_en_adresse_er_intet_vaerd_for_andre(verden, bevis, monkeypatch):
    filerne = filadresser.filer(verden, bevis.antal(kort=1, fuldt=25))
    assert {fil.moenster for fil in filerne} == MED_FIL  # en ny fil skal føjes til her
    een_af_hver = {fil.moenster: fil for fil in filerne}.values()
    antal, brud = proev(filerne, filerne if bevis.fuld else een_af_hver, verden, alle_genspil)
    brud += [f"{fil.moenster}: uden no-store" for fil in filerne if not fil.no_store]
    # Plantet fejl: døren prøver ikke rettigheden.
    monkeypatch.setattr(doer, "afvis_uden_ret", lambda *_: None)
    _, fanget = proev(filerne, filerne[:5], verden, filadresser.andre)
    bevis.foer(
        23, "PDF, zip, brev og eksport hentet igen af andre, andetsteds og senere",
        forsoeg=antal, brud=brud, plantet_fejl_fanget=bool(fanget),
    )  # fmt: skip
