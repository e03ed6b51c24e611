"""Kontrolarket for et fagsystem: det samme frosne ark som på skærmen, med beskyttelsen på."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse

from adgang.api.kald import Apikald
from adgang.api.omfang import Apiomfang
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import Brug, skriv
from adgang.rettigheder import kraever_api, omfang_af
from kontrol.kontrolark.dokument import kontrolark_som_pdf
from kontrol.kontrolark.log import skriv_brug
from kontrol.kontrolark.maskering import maskeret
from kontrol.kontrolark.opslag import bestilt_kontrolark
from portal.api import beskrivelser
from portal.api.endepunkt import Svar, endepunkt
from samkoering.models import Handling, Kontrolark, Sag

FORMAAL = "§ 10-opfølgning: visitering af sag i fagsystem"


@kraever_api(Apiomfang.KONTROLARK, log=(Art.VISNING, FORMAAL))
@endepunkt("GET", beskrivelser.KONTROLARK)
def kontrolark(request: Apikald, _felter: dict[str, Any], sag_id: UUID) -> Svar:
    """Arket som JSON; den første hentning begynder visiteringen."""
    sag, ark = bestilt_kontrolark(omfang_af(request), sag_id)
    skriv_brug(sag, request.user, Handling.AABNET, f"Fagsystem, udgave {ark.udgave}")
    skriv(request, _brug(sag, ark))
    return Svar(_ark(sag, ark), hoveder={"ETag": f'"{sag.version}"'})


@kraever_api(Apiomfang.KONTROLARK, log=(Art.PDF, FORMAAL))
@endepunkt("GET", beskrivelser.KONTROLARK_PDF)
def kontrolark_pdf(request: Apikald, _felter: dict[str, Any], sag_id: UUID) -> HttpResponse:
    """Arket som PDF; de samme bytes som fra siden."""
    sag, ark = bestilt_kontrolark(omfang_af(request), sag_id)
    indhold = kontrolark_som_pdf(sag, ark)
    skriv_brug(sag, request.user, Handling.HENTET_PDF, f"Fagsystem, udgave {ark.udgave}")
    skriv(request, _brug(sag, ark))
    svar = HttpResponse(indhold, content_type="application/pdf")
    svar["Content-Disposition"] = f'attachment; filename="kontrolark-{sag.sagsnr}.pdf"'
    svar["ETag"] = f'"{sag.version}"'
    return svar


def _ark(sag: Sag, ark: Kontrolark) -> dict[str, Any]:
    return {
        "sag": sag.pk,
        "sagsnr": sag.sagsnr,
        "tilstand": sag.tilstand,
        "version": sag.version,
        "frist": sag.udloeber,
        "udgave": ark.udgave,
        "oprettet": ark.oprettet,
        "sha256": ark.sha256,
        "indhold": maskeret(ark.indhold),
    }


def _brug(sag: Sag, ark: Kontrolark) -> Brug:
    """Alle, arket viser noget om: borgeren, ægtefællen og dem, hændelserne handler om."""
    aef = ark.indhold["aef"]
    personer = [sag.cpr, *([aef["cpr"]] if aef else []), *sag.udfald.values_list("cpr", flat=True)]
    return Brug(borgere=personer, sag=sag.pk)
