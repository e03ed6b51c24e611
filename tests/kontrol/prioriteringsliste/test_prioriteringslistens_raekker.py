"""Rækkens egne ord: husstand, høring, journal, genbestilling og kolleger i sagen."""

from __future__ import annotations

import re
from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from adgang.models import Bruger
from adgang.omfang import omfang_for
from kontrol.kontrolark.naervaer import naervaer
from kontrol.models import Hoeringstilstand, Partshoering
from kontrol.prioriteringsliste.liste import hent, under_behandling
from samkoering.models import Handling, Sag, Sagshaendelse, Sagstilstand
from tests import fabrik
from tests.conftest import klient_for

ADRESSE = "/prioriteringsliste/"


def side(klient: Client, valg: str = "") -> str:
    return klient.get(ADRESSE + valg).content.decode()


def linje(sag: Sag, hvem: Bruger, handling: Handling, minutter: float) -> None:
    Sagshaendelse.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id,
        sag=sag,
        bruger=hvem,
        handling=handling,
        tidspunkt=timezone.now() - timedelta(minutes=minutter),
    )


# ── Husstanden ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("aegtefaellens_sag", "siges"),
    [
        (Sagstilstand.BESTILT,            True),
        (Sagstilstand.PARTSHOERING,       True),
        (Sagstilstand.LEDIG,              False),   # ikke bestilt: myndigheden er ikke overdraget
        (Sagstilstand.HENLAGT_VISITERING, False),
    ],
)  # fmt: skip
def test_samme_husstand(klient, mette: Bruger, aegtefaellens_sag: Sagstilstand, siges: bool):
    sag = fabrik.bestilt_sag(mette, haendelser=(("b_indkomst", "AEF"),))
    aef = sag.kontrolark.get().indhold["aef"]["cpr"]
    anden = fabrik.bestilt_sag(mette, cpr=aef, tilstand=aegtefaellens_sag)
    html = side(klient)
    assert (f'Samme husstand som <span class="hel">{anden.sagsnr}</span>' in html) is siges
    assert html.count("Samme husstand") == siges


def test_en_husstand_paa_tvaers_af_kommuner_og_ydelser_naevnes_ikke(klient, mette, jonas):
    sag = fabrik.bestilt_sag(mette, haendelser=(("b_indkomst", "AEF"),))
    aef = sag.kontrolark.get().indhold["aef"]["cpr"]
    fabrik.bestilt_sag(jonas, cpr=aef)
    assert "Samme husstand" not in side(klient)
    fabrik.bestilt_sag(mette, cpr=aef, kle="32.24.12")
    mette.kle = ["32.24.04"]
    mette.save()
    assert "Samme husstand" not in side(klient)


# ── Status og journal ───────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("tilstand", "dage", "ord_"),
    [
        (Hoeringstilstand.SENDT,    0,  "Partshøring – svar senest {:%d-%m}"),
        (Hoeringstilstand.SENDT,    -1, "Partshøring – frist overskredet"),
        (Hoeringstilstand.BESVARET, 5,  "Partshøring – svar modtaget"),
    ],
)  # fmt: skip
def test_hoeringens_ord(klient, mette: Bruger, tilstand: Hoeringstilstand, dage: int, ord_: str):
    sag = fabrik.bestilt_sag(mette, tilstand=Sagstilstand.PARTSHOERING)
    frist: date = timezone.localdate() + timedelta(days=dage)
    Partshoering.objects.i_kommune("0175").create(
        kommune_id="0175", sag=sag, bestilling=sag.bestillinger.get(), bruger=mette,
        tilstand=tilstand, sendt=timezone.now(), frist=frist, svar_modtaget=timezone.localdate(),
    )  # fmt: skip
    assert f">{ord_.format(frist)}</span>" in side(klient)


def test_journalens_ord(klient: Client, mette: Bruger):
    sag = fabrik.bestilt_sag(mette)
    assert "Ikke journaliseret" in side(klient)
    klient.get(f"/kontrolark/{sag.pk}/")
    assert "Ikke journaliseret" not in side(klient)


# ── Genbestilling ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("hvem", "tilstand", "kan"),
    [
        ("mette", Sagstilstand.BESTILT,            True),
        ("mette", Sagstilstand.VISITERES,          True),
        ("mette", Sagstilstand.PARTSHOERING,       False),   # borgeren er hørt
        ("mette", Sagstilstand.LEDIG,              False),
        ("mette", Sagstilstand.HENLAGT_VISITERING, False),
        ("leder", Sagstilstand.BESTILT,            True),
        ("leder", Sagstilstand.PARTSHOERING,       False),
        ("karl",  Sagstilstand.BESTILT,            False),   # en kollegas
        ("jonas", Sagstilstand.BESTILT,            False),   # en anden kommunes
    ],
)  # fmt: skip
def test_hvem_kan_genbestille(mette, leder, jonas, hvem: str, tilstand: Sagstilstand, kan: bool):
    fabrik.bruger("karl")
    sag = fabrik.bestilt_sag(mette, tilstand=tilstand)
    klient = klient_for(Bruger.objects.get(brugernavn=hvem))
    svar = klient.post(f"{ADRESSE}genbestil/", {"sag": sag.pk}, follow=True).content.decode()
    sag.refresh_from_db()
    handlinger = [linje.handling for linje in sag.historik.all()]
    assert (sag.frisk_ark_oensket, handlinger) == (kan, [Handling.GENBESTILT] if kan else [])
    lovet = "Nyt kontrolark er bestilt. Det ligger klar efter næste samkøring (i nat kl. 03.00)."
    assert (lovet in svar) is kan
    hvis = "kommunens" if hvem == "leder" else "dine egne"
    afvist = f"1 sag blev ikke genbestilt. Kun {hvis} sager, hvor borgeren ikke er hørt, kan"
    assert (afvist in svar) is not kan


def test_to_tryk_er_een_genbestilling(klient: Client, mette: Bruger):
    sager = [fabrik.bestilt_sag(mette) for _ in range(2)]
    for _ in range(2):
        svar = klient.post(f"{ADRESSE}genbestil/", {"sag": [s.pk for s in sager]}, follow=True)
    assert "2 nye kontrolark er bestilt. De ligger klar" in svar.content.decode()
    assert [sag.historik.count() for sag in sager] == [1, 1]
    assert side(klient).count("Det ligger klar efter næste samkøring (i nat kl. 03.00).") == 2


def test_genbestil_uden_valg(klient: Client):
    svar = klient.post(f"{ADRESSE}genbestil/", {}, follow=True).content.decode()
    assert "Vælg mindst én sag, før du genbestiller." in svar
    assert klient.get(f"{ADRESSE}genbestil/").status_code == 405


def test_genbestilling_goer_ingens_billede_foraeldet(klient: Client, mette: Bruger):
    sag = fabrik.bestilt_sag(mette)
    klient.post(f"{ADRESSE}genbestil/", {"sag": sag.pk})
    sag.refresh_from_db()
    assert sag.version == 0


# ── Hvem der er i sagen ─────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("linjer", "ses"),
    [
        # hvem, hvad, i hvilken sag, minutter siden
        ([],                                          ""),
        (["karl AABNET den 1"],                       "Karl åbnede sagen"),
        (["karl HENTET_PDF den 1"],                   "Karl hentede kontrolarket"),
        (["karl AABNET den 14.9"],                    "Karl åbnede sagen"),
        (["karl AABNET den 15.1"],                    ""),
        (["mette AABNET den 1"],                      ""),   # en selv
        (["karl AABNET den 5", "karl AABNET anden 2"], ""),  # gået videre
        (["karl AABNET anden 5", "karl AABNET den 2"], "Karl åbnede sagen"),
        (["karl ADRESSE_VIST den 1"],                 ""),
        (["karl AABNET den 5", "leder AABNET den 2"], "Leder åbnede sagen, Karl åbnede sagen"),
    ],
)  # fmt: skip
def test_naervaer(klient, mette: Bruger, leder: Bruger, linjer: list[str], ses: str):
    folk = {"mette": mette, "leder": leder, "karl": fabrik.bruger("karl", navn="Karl")}
    Bruger.objects.filter(pk=leder.pk).update(navn="Leder")
    sager = {"den": fabrik.bestilt_sag(mette), "anden": fabrik.bestilt_sag(mette, tilstand="LEDIG")}
    for hvem, handling, sag, minutter in (tekst.split() for tekst in linjer):
        linje(sager[sag], folk[hvem], Handling(handling), float(minutter))
    kolleger = naervaer(sager["den"], mette)
    assert ", ".join(f"{en.navn} {en.gjorde}" for en in kolleger) == ses
    html = side(klient)
    assert ('class="naervaer' in html) is bool(ses)


def test_naervaer_siger_klokken(klient: Client, mette: Bruger, leder: Bruger):
    sag = fabrik.bestilt_sag(mette)
    linje(sag, leder, Handling.AABNET, 1)
    ren = re.sub(r"<[^>]+>", "", side(klient))
    assert re.search(r"Søren Bak åbnede sagen kl\. \d\d\.\d\d", ren)


# ── Prisen ──────────────────────────────────────────────────────────────────────────────────


def forespoergsler(klient: Client, valg: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as set_:
        assert klient.get(ADRESSE + valg).status_code == 200
    return len(set_)


@pytest.mark.parametrize("valg", ["", "?vis=teamet&sorter=navn", "?sorter=-status"])
def test_en_side_koster_det_samme_uanset_laengden(klient, mette, leder, valg: str):
    def fyld(antal: int) -> None:
        for _ in range(antal):
            sag = fabrik.bestilt_sag(mette, haendelser=(("b_indkomst", "AEF"),))
            linje(sag, leder, Handling.AABNET, 1)

    fyld(2)
    klient.get(ADRESSE + valg)
    faa = forespoergsler(klient, valg)
    fyld(12)
    klient.get(ADRESSE + valg)  # de nye borgere får deres id i opslagsloggen
    assert forespoergsler(klient, valg) == faa


def test_hent_giver_alle_i_orden(mette: Bruger):
    ider: list[UUID] = []
    for navn in ("Åse", "Bo", "Ærø"):
        ider.append(fabrik.bestilt_sag(mette, navn=navn).pk)
    sager = under_behandling(omfang_for(mette))
    assert [r.navn for r in hent(sager, mette, "navn")] == ["Bo", "Ærø", "Åse"]
    assert [r.navn for r in hent(sager, mette, "navn", faldende=True)] == ["Åse", "Ærø", "Bo"]
