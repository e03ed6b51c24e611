"""Trussel 17 og 18: sessionens nøgle er ny ved hvert trin, og et id røber intet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import cycle, product
from unittest.mock import patch
from uuid import UUID, uuid4

import pytest
from django.apps import apps
from django.contrib.sessions.backends.db import SessionStore
from django.db import models
from django.test import Client

from adgang.models import Bruger, Rolle
from journal.models import Forsendelse, Journalpost
from tests import fabrik
from tests.adgang.test_rettigheder import ALLE, ET_ID, som_adresse
from tests.bevis import verdenen


def plant(klient: Client) -> str:
    """En session, angriberen kender nøglen til, lagt i offerets browser."""
    session = SessionStore()
    session["plantet"] = "før"
    session.create()
    klient.cookies["sessionid"] = session.session_key
    return str(session.session_key)


def noegler(bruger: Bruger) -> list[str]:
    """Nøglen før log-in, efter adgangskoden og efter koden."""
    klient = Client()
    foerst = plant(klient)
    klient.post("/log-ind/", {"brugernavn": bruger.brugernavn, "adgangskode": fabrik.ADGANGSKODE})
    efter_adgangskode = klient.cookies["sessionid"].value
    klient.post("/log-ind/kode/", {"kode": fabrik.kode_nu(bruger)})
    return [foerst, efter_adgangskode, klient.cookies["sessionid"].value]


def gamle_virker(bruger: Bruger) -> list[str]:
    """De nøgler, en anden kunne have set, som stadig giver adgang."""
    fundne, sidste = noegler(bruger), Client()
    virker = []
    for noegle in fundne[:-1]:
        sidste.cookies["sessionid"] = noegle
        if sidste.get("/").status_code == 200:
            virker.append(noegle)
    return virker + (["samme nøgle"] if len(set(fundne)) < 3 else [])


def test_noeglen_skiftes_ved_begge_trin(db, bevis):
    antal, brud = bevis.antal(3, 25), []
    for nr in range(antal):
        brud += gamle_virker(fabrik.bruger(f"bruger{nr}"))
    with patch.object(SessionStore, "cycle_key", lambda self: None):
        fanget = bool(gamle_virker(fabrik.bruger("plantet")))
    bevis.foer(
        17, "Ny sessionsnøgle ved adgangskode og ved kode (2 af 2)", forsoeg=2 * antal, brud=brud,
        plantet_fejl_fanget=fanget,
    )  # fmt: skip


TILFAELDIGE = ("Content-Length", "Expires")
"""Hoveder, der følger uret eller id'ets længde."""
MED_ID = [sti for sti, _ in ALLE if "<uuid:" in sti]


def svaret(klient: Client, moenster: str, metode: str, id_: str) -> str:
    """Status, hoveder og krop, renset for det, der er nyt hver gang."""
    adresse = som_adresse(moenster).replace(ET_ID, id_)
    svar = getattr(klient, metode)(adresse)
    hoved = sorted(f"{navn}: {v}" for navn, v in svar.items() if navn not in TILFAELDIGE)
    krop = re.sub(
        r'value="[A-Za-z0-9]{64}"|data-absolut-tilbage="\d+"',
        "",
        svar.content.decode(errors="replace"),
    )
    return f"{svar.status_code} {hoved} {krop}".replace(id_, "ID")


Forsoeg = tuple[Client, str, str]
"""(hvem, adressens mønster, metode)."""


def alle_forsoeg(klienter: Sequence[Client], moenstre: Sequence[str] = MED_ID) -> list[Forsoeg]:
    """Hver rolle på hver adresse med hver metode."""
    return list(product(klienter, moenstre, ("get", "post")))


def paa_skift(klienter: Sequence[Client]) -> list[Forsoeg]:
    """Hver adresse med hver metode; rollerne skiftes, så hver kommer på hver fjerde."""
    steder = product(MED_ID, ("get", "post"))
    return [(klient, *sted) for klient, sted in zip(cycle(klienter), steder, strict=False)]


def forskelle(forsoeg: Sequence[Forsoeg], fremmede: list[str]) -> Iterator[str]:
    """De adresser, hvor en fremmed ting og en ting, der ikke findes, får forskelligt svar."""
    for klient, moenster, metode in forsoeg:
        ukendt = svaret(klient, moenster, metode, str(uuid4()))
        for id_ in fremmede:
            if svaret(klient, moenster, metode, id_) != ukendt:
                yield f"{metode} {moenster}"


def test_fremmed_og_manglende_er_ens(db, uden_takt, uret_staar, bevis):
    verden = verdenen.byg()
    roller = (Rolle.SAGSBEHANDLER, Rolle.TEAMLEDER, Rolle.DPO, Rolle.API_KLIENT)
    klienter = [verden.klienter[rolle] for rolle in roller]
    fremmede = verden.ider if bevis.fuld else verden.ider[::100]
    forsoeg = alle_forsoeg(klienter) if bevis.fuld else paa_skift(klienter)
    brud = list(forskelle(forsoeg, fremmede))
    # Plantet fejl: den, der må, får noget andet at se, og forsøgene kan se forskellen.
    egen, arket = verden.egne[Rolle.SAGSBEHANDLER], ("kontrolark/<uuid:sag_id>/",)
    fanget = next(forskelle(alle_forsoeg([egen], arket), verden.ider), None) is not None
    bevis.foer(
        18, "Fremmed og manglende id giver samme svar",
        forsoeg=len(forsoeg) * len(fremmede), brud=brud, plantet_fejl_fanget=fanget,
    )  # fmt: skip


def test_id_er_i_adresser_er_tilfaeldige(db, bevis):
    """UUID version 4 udadtil; et løbenummer kunne tælles.

    En leverances id er version 5, regnet af bestillingens eller brevets tilfældige.
    """
    verden = verdenen.byg()
    leverancer = {
        str(pk)
        for model in (Journalpost, Forsendelse)
        for pk in model.objects.i_kommune("0175").values_list("pk", flat=True)
    }
    brud = [id_ for id_ in verden.ider if UUID(id_).version != (5 if id_ in leverancer else 4)]
    talte = [sti for sti, _ in ALLE if "<int:" in sti or "<str:" in sti]
    bevis.foer(
        18, "Alle id'er i adresser er UUIDv4", forsoeg=len(verden.ider) + len(ALLE),
        brud=[*brud, *talte], plantet_fejl_fanget=UUID(int=1).version != 4,
    )  # fmt: skip


@pytest.mark.parametrize("model", verdenen.kommunale_modeller(), ids=lambda m: m.__name__)
def test_entydighed_er_inden_for_kommunen(model: type[models.Model]):
    """Ellers kunne en afvisning »findes allerede« røbe en anden kommunes række."""
    udenfor = {
        "Kontrolark", "Bestilling", "Koerselsdel", "Opslagsborger", "Stikproeveopslag",
        "Partshoering", "Hoeringsbrev", "Feedbackkladde",
    }  # fmt: skip
    if model.__name__ in udenfor:  # nøglen er en række, der selv hører til kommunen
        assert any(f.is_relation for f in model._meta.get_fields())
        return
    for krav in model._meta.total_unique_constraints + [
        c for c in model._meta.constraints if isinstance(c, models.UniqueConstraint)
    ]:
        assert "kommune" in krav.fields, krav.name
    assert not [
        f.name
        for f in model._meta.fields
        if f.unique and not f.primary_key and not isinstance(f, models.OneToOneField)
    ]
    assert apps.get_model(model._meta.label) is model
