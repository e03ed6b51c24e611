"""XSS-beviset besøger hver side, portalen har; en ny side skal med eller undtages med en grund.

Adresserne kommer fra portalens egne ruter, så en ny ikke kan glemmes.
"""

from __future__ import annotations

import re
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import urlsplit
from uuid import UUID

from django.urls import Resolver404, resolve

from tests.adgang.test_rettigheder import ALLE, ET_ID
from tests.bevis import xss_sider
from tests.bevis.xss_verden import Verden

EN_FIL = "en fil, ingen browser viser som side; dens ord prøves i trussel 12 og 15"
SAMME_FORMULAR = "en fil; spørger den hvorfor, er det med adressens formular, som besøges"
VISER_LISTEN = "viser altid den side, den kom fra, og den besøges"
EN_BESKED = "svarer med en besked på en side, der besøges"
TIL_SCRIPTET = "svarer sidens script med JSON, og det skrevne gentages ikke"
FASTE_ORD = "siden har kun skabelonens egne ord"
DRIFTENS = "driften ser tal og husets egne ord; intet, en bruger eller et register har skrevet frit"
TAL_OG_HUSETS_ORD = "tal og husets egne ord; et filter, siden ikke kender, gentages ikke"
INGEN_FRI_TEKST = "registrenes ord prøves i tests/sagsopstart/test_sagsopstartsider.py"
PROEVET_FOR_SIG = "sidernes frie ord prøves i tests/persongrupper/test_fri_tekst.py"
KOERELISTERS = "frie ord prøves i tests/hjemmebesoeg/test_fri_tekst_paa_lister.py"
UDSOEGNINGENS = "sidernes frie ord prøves i tests/udsoegning/test_udsoegningens_ord.py"
EN_KODE = "viser en nøgle eller kode, huset selv har dannet"

UNDTAGET: dict[str, str] = {
    r"api/.*": "svarer med JSON til et fagsystem, aldrig med en side",
    r"(?!.*/journal/).*\.(pdf|csv|json|zip)|.*/hent/": EN_FIL,
    r"kontrolark/<uuid:sag_id>/journal/<uuid:post_id>.pdf": SAMME_FORMULAR,
    r"healthz/(live|ready)": "svarer maskiner; rummer intet fra nogen",
    r"metrics": "tal til en maskine, i Prometheus' tekstform",
    r"drift/(.+/)?": DRIFTENS,
    r"session/|.*/kladde/|.*/videre/|min-adgang/genveje/": TIL_SCRIPTET,
    r"tilgaengelighed/|privatliv/": FASTE_ORD,
    r"regler/(<slug:slug>/)?": "regelkataloget kommer af koden, ikke af registrene eller brugerne",
    r"effekt/(.+/)?|offentligt/": TAL_OG_HUSETS_ORD,
    r"persongrupper/(.+/)?": PROEVET_FOR_SIG,
    r"udsoegning/(.+/)?": UDSOEGNINGENS,
    r"koerelister/(.+/)?|koerelister/arbejder\.js": KOERELISTERS,
    r"sagsopstart/(.+/)?": INGEN_FRI_TEKST,
    r"log-ind/(kode|app|ny-adgangskode)/|min-adgang/nye-koder/": EN_KODE,
    r"log-af/": VISER_LISTEN,
    r"min-adgang/(luk-andre|sessioner/<uuid:session_id>/luk)/": VISER_LISTEN,
    r"administration/netvaerk/<uuid:netvaerk_id>/fjern/": EN_BESKED,
    r"administration/brugere/<uuid:bruger_id>/(aabn|luk|genaabn)/": EN_BESKED,
    r"administration/api-klienter/<uuid:klient_id>/tilbagekald/": EN_BESKED,
    r"bestillingsliste/(fortryd|laeg-tilbage)/": VISER_LISTEN,
    r"prioriteringsliste/(genbestil|tildel|frigiv|pakker)/": VISER_LISTEN,
    r"prioriteringsliste/pakker/<uuid:pakke_id>/": "en pakkes linje: antal og sagsnumre",
    r"(bestilling|prioritering)sliste/(kolonner|filter(/.*)?)/": VISER_LISTEN,
    r"partshoering/<uuid:sag_id>/(brev/slet|paamindelse)/": VISER_LISTEN,
    r"feedbackliste/(luk-besked|<uuid:sag_id>/(kladde/kasser|henlaeg|fortryd))/": VISER_LISTEN,
}
"""Adresser, runden ikke besøger, som mønster, og hvorfor."""


def besoegte() -> set[str]:
    """Ruterne i en runde; siden, der ikke findes, har ingen."""
    noget = SimpleNamespace(pk=UUID(ET_ID), reference=UUID(ET_ID))
    roller = dict.fromkeys(Verden.__dataclass_fields__, noget)
    verden = cast(Verden, SimpleNamespace(**roller))
    ruter = set()
    for besoeg in xss_sider.alle(verden, lambda felt: felt):
        try:
            ruter.add(resolve(urlsplit(besoeg.sti).path).route)
        except Resolver404:
            assert besoeg.sti == "/findes-ikke/"
    return ruter


def glemte(sider: list[tuple[str, Any]]) -> set[str]:
    """Sider, der hverken besøges eller er undtaget."""
    uden = {sti for sti, _ in sider} - besoegte()
    return {sti for sti in uden if not any(re.fullmatch(en, sti) for en in UNDTAGET)}


def test_hver_side_besoeges_eller_er_undtaget_med_en_grund():
    assert glemte(ALLE) == set()


def test_en_ny_side_ses():
    assert glemte([*ALLE, ("hjemmebesoeg/", None)]) == {"hjemmebesoeg/"}


def test_hver_undtagelse_bruges_og_ingen_af_siderne_besoeges_ogsaa():
    stier, runden = {sti for sti, _ in ALLE}, besoegte()
    for en in UNDTAGET:
        traf = {sti for sti in stier if re.fullmatch(en, sti)}
        assert traf, f"{en} undtager ingen side længere"
        assert not traf & runden, f"{en} undtager en side, runden besøger"
