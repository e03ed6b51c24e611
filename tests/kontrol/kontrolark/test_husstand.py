"""Husstanden vist én gang: ægtefællens egen sag på samme ark, men kun når den er bestilt."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from adgang.models import Borger, Bruger, Opslagsborger
from samkoering.models import Kontrolark, Sag, Sagshaendelse, Sagstilstand, Udfald
from tests import fabrik
from tests.kontrol.kontrolark import eksempel
from tests.kontrol.kontrolark.eksempel import AEF_CPR, YM_CPR

pytestmark = pytest.mark.django_db
EGEN = "Ægtefællens egen sag"


def frys(sag: Sag, ym: dict[str, Any], aef: dict[str, Any], *udfald: Udfald) -> None:
    """Lad arket sige netop det om de to og udfaldene."""
    fund = [
        eksempel.fund(u.regel, u.rolle, id=str(u.pk), saetning=u.saetning, person="Ida Prøvesen")
        for u in udfald
    ]
    ark = Kontrolark.objects.i_kommune(sag.kommune_id).filter(sag=sag)
    ark.update(indhold=eksempel.indhold(fund, ym=ym, aef=aef))


def husstanden(bo_hos: Bruger, ida_hos: Bruger, **ida: Any) -> tuple[Sag, Sag]:
    """Bo og Ida er begge modtagere. Idas løn hænger på begge sager, hendes flytning kun på egen."""
    bo_person = eksempel.person(YM_CPR, "Bo Prøvesen")
    ida_person = eksempel.person(AEF_CPR, "Ida Prøvesen")
    bo = fabrik.bestilt_sag(bo_hos, cpr=YM_CPR, haendelser=())
    ida_sag = fabrik.bestilt_sag(ida_hos, cpr=AEF_CPR, haendelser=(), **ida)
    faelles = {"cpr": AEF_CPR, "noegle": "2026-10-30|99990012", "saetning": "Ida fik løn."}
    hos_bo = fabrik.udfald(bo, "ny_arbejdsgiver", "AEF", **faelles)
    hos_ida = fabrik.udfald(ida_sag, "ny_arbejdsgiver", "YM", **faelles)
    flyttet = fabrik.udfald(ida_sag, "flytning", "YM", cpr=AEF_CPR, saetning="Ida flyttede.")
    frys(bo, bo_person, ida_person, hos_bo)
    frys(ida_sag, ida_person, bo_person, hos_ida, flyttet)
    return bo, ida_sag


def side(klient: Client, sag: Sag) -> str:
    svar = klient.get(f"/kontrolark/{sag.pk}/")
    assert svar.status_code == 200
    return svar.content.decode()


def afsnit(html: str, id_: str) -> str:
    stykke = html.partition(f'aria-labelledby="{id_}"')[2].partition("</section>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", stykke))


def test_begge_sager_paa_et_ark_og_den_faelles_haendelse_een_gang(
    klient: Client, mette: Bruger, leder: Bruger
):
    bo, ida = husstanden(mette, leder)
    html = side(klient, bo)
    assert html.count("Ida fik løn.") == 1
    assert f"Hænger også på ægtefællens sag {ida.sagsnr}" in afsnit(html, "naermere")
    egen = afsnit(html, "egen-sag")
    assert f"{EGEN} {ida.sagsnr} Ny" in egen
    assert "Den er tildelt Søren Bak" in egen
    assert "Flytning – ægtefælle Ida flyttede." in egen
    assert f'href="/kontrolark/{ida.pk}/"' in html
    # Stamoplysningerne står ét sted.
    assert html.count('<dl class="stamliste">') == 2


def test_set_fra_den_anden_side_er_det_den_samme_husstand(
    klient: Client, mette: Bruger, leder: Bruger
):
    bo, ida = husstanden(mette, leder)
    html = side(klient, ida)
    assert html.count("Ida fik løn.") == 1
    assert f"Hænger også på ægtefællens sag {bo.sagsnr}" in afsnit(html, "naermere")
    assert "Sagen har ingen andre hændelser end dem ovenfor." in afsnit(html, "egen-sag")


@pytest.mark.parametrize(
    ("tilstand", "vises"),
    [
        (Sagstilstand.LEDIG, False),
        (Sagstilstand.BESTILT, True),
        (Sagstilstand.VISITERES, True),
        (Sagstilstand.PARTSHOERING, True),
        (Sagstilstand.HENLAGT_VISITERING, False),
        (Sagstilstand.UDLOEBET, False),
        (Sagstilstand.BORTFALDET, False),
    ],
)
def test_kun_en_bestilt_sag_under_behandling(
    klient: Client, mette: Bruger, tilstand: str, vises: bool
):
    bo, ida = husstanden(mette, mette, tilstand=tilstand)
    html = side(klient, bo)
    hovedet = html.partition("<main")[2].partition("</main>")[0]
    assert [spor in hovedet for spor in (EGEN, ida.sagsnr, "Ida flyttede", str(ida.pk))] == (
        [vises] * 4
    )


def test_en_ledig_sag_aendrer_ikke_et_tegn_paa_arket(klient: Client, mette: Bruger):
    """Intet må røbe en sag, før den er bestilt: siden er den samme, som om den ikke fandtes."""
    bo, ida = husstanden(mette, mette, tilstand=Sagstilstand.LEDIG)
    arket = [_uden_det_der_skifter(side(klient, bo))]
    Udfald.objects.i_kommune("0175").filter(sag=ida).update(cpr=YM_CPR)
    Sag.objects.i_kommune("0175").filter(pk=ida.pk).update(cpr="6105850001")
    arket.append(_uden_det_der_skifter(side(klient, bo)))
    assert arket[0] == arket[1]


def _uden_det_der_skifter(html: str) -> str:
    """Uden engangsmærker og den tidslinje, åbningerne selv skriver i."""
    uden_tid = re.sub(r'aria-labelledby="forloeb".*?</section>', "", html, flags=re.DOTALL)
    return re.sub(r"\w{64}|[0-9a-f-]{36}|Journal</h2>.*?</div>", "", uden_tid, flags=re.DOTALL)


def test_en_sag_i_en_anden_kommune_er_ingen_sag(klient: Client, mette: Bruger, jonas: Bruger):
    bo, ida = husstanden(mette, jonas)
    html = side(klient, bo)
    assert EGEN not in html
    assert ida.sagsnr not in html


@pytest.mark.parametrize(("kle", "vises"), [("32.24.04", True), ("32.24.12", False)])
def test_en_sag_uden_for_brugerens_ydelser_er_ingen_sag(
    klient: Client, mette: Bruger, kle: str, vises: bool
):
    bo, _ = husstanden(mette, mette, kle=kle)
    mette.kle = ["32.24.04"]
    mette.save()
    assert (EGEN in side(klient, bo)) is vises


def test_alle_vist_staar_i_loggen_og_den_anden_sags_historik_er_uroert(
    klient: Client, mette: Bruger
):
    bo, ida = husstanden(mette, mette)
    barn = "6112150001"
    foedt = fabrik.udfald(ida, "foedsel", "YM", cpr=barn)
    ark = Kontrolark.objects.i_kommune("0175").get(sag=ida)
    ark.indhold["udfald"].append(eksempel.fund("foedsel", "YM", id=str(foedt.pk)))
    ark.save()
    side(klient, bo)
    borgere = Opslagsborger.objects.i_kommune("0175").filter(opslag__sag=bo.pk).values("borger")
    numre = set(
        Borger.objects.i_kommune("0175").filter(pk__in=borgere).values_list("cpr", flat=True)
    )
    assert numre == {YM_CPR, AEF_CPR, barn}
    assert not Sagshaendelse.objects.i_kommune("0175").filter(sag=ida).exists()


def test_den_andens_beskyttede_adresse_vises_aldrig_herfra(klient: Client, mette: Bruger):
    """En begrundelse på Bos sag afslører ikke en adresse, der hører til Idas."""
    bo, ida = husstanden(mette, mette)
    ark = Kontrolark.objects.i_kommune("0175").get(sag=ida)
    ark.indhold["ym"]["adressebeskyttet"] = True
    flyttet = eksempel.flytning(adressebeskyttet=True)
    ark.indhold["udfald"][1] |= {"kolonner": flyttet["kolonner"], "raekker": flyttet["raekker"]}
    ark.save()
    assert "Gammelvej" not in side(klient, bo)
    svar = klient.post(
        f"/kontrolark/{bo.pk}/adresse/", {"begrundelse": "Brev skal sendes med posten"}
    )
    assert svar.status_code == 200
    assert "Gammelvej" not in svar.content.decode()
    assert "Adressebeskyttet" in afsnit(svar.content.decode(), "egen-sag")
