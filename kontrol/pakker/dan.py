"""Dan pakken: ét kontrolark ad gangen i sin egen transaktion, og filen skiftes ind til sidst."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID
from zipfile import ZIP_STORED, ZipFile, ZipInfo

import structlog
from django.db import DatabaseError
from django.utils import timezone

from adgang.lejer import lejer
from kontrol.kontrolark.dokument import kontrolark_som_pdf
from kontrol.models import Pakke, Pakketilstand
from kontrol.pakker import mappe
from kontrol.pakker.adgang import maa_hentes, udgaver
from kontrol.pakker.bestil import I_GANG
from samkoering.models import Kontrolark, Sag

DISKEN = (
    "Serveren kunne ikke gemme zip-filen. Den prøver igen af sig selv. "
    "Bliver den ikke klar, så sig det til driften."
)
INGEN_SAGER = "Ingen af sagerne er længere dine at hente. Der er ikke dannet en zip-fil."
NAEVNES_HOEJST = 6
log = structlog.get_logger(__name__)


class Opgivet(Exception):
    """Pakken er slettet eller opgivet, mens den blev dannet."""


def dan(kommune: str, pakke_id: UUID) -> None:
    """Dan zip-filen helt eller slet ikke; to på én gang danner den én gang."""
    with mappe.alene(pakke_id) as vi_er:
        pakke = _begynd(kommune, pakke_id) if vi_er else None
        if pakke is not None:
            _dan(pakke)


def _begynd(kommune: str, pakke_id: UUID) -> Pakke | None:
    with lejer(kommune):
        pakker = Pakke.objects.i_kommune(kommune)
        venter = pakker.filter(pk=pakke_id, tilstand__in=I_GANG)
        if not venter.update(tilstand=Pakketilstand.DANNES, faerdige=0, fejl=""):
            return None
        return pakker.select_related("bruger").get(pk=pakke_id)


def _dan(pakke: Pakke) -> None:
    try:
        _afslut(pakke, _skriv_filen(pakke))
    except Opgivet:
        log.info("pakke_opgivet", pakke=str(pakke.pk))
        mappe.slet(pakke.pk)
    except OSError:
        log.exception("pakke_ikke_skrevet", pakke=str(pakke.pk))
        with suppress(Opgivet):
            _saet(pakke, tilstand=Pakketilstand.VENTER, faerdige=0, fejl=DISKEN)


def _skriv_filen(pakke: Pakke) -> dict[UUID, str]:
    """Skriv zip-filen; de udeladte sager med deres sagsnummer."""
    udeladt: dict[UUID, str] = {}
    with mappe.skriv(pakke.pk) as fil, ZipFile(fil, "w", ZIP_STORED) as zip_:
        for nr, (sag_id, udgave) in enumerate(udgaver(pakke).items(), start=1):
            with lejer(pakke.kommune_id):
                if (sagsnr := _laeg_i(zip_, pakke, sag_id, udgave)) is not None:
                    udeladt[sag_id] = sagsnr
            _saet(pakke, faerdige=nr)
    return udeladt


def _laeg_i(zip_: ZipFile, pakke: Pakke, sag_id: UUID, udgave: int) -> str | None:
    """Læg kontrolarket i filen; sagsnummeret, når det måtte udelades."""
    sag = maa_hentes(pakke, [sag_id]).get(sag_id)
    if sag is None:
        return _sagsnr(pakke, sag_id)
    ark = Kontrolark.objects.i_kommune(pakke.kommune_id).get(sag=sag, udgave=udgave)
    indhold = _pdf(sag, ark)
    if indhold is None:
        return sag.sagsnr
    tid = timezone.localtime(ark.oprettet)
    post = ZipInfo(f"kontrolark-{sag.sagsnr}.pdf", tid.timetuple()[:6])
    post.external_attr = 0o600 << 16
    zip_.writestr(post, indhold)
    return None


def _pdf(sag: Sag, ark: Kontrolark) -> bytes | None:
    """PDF'en; ét ark, der ikke kan dannes, må ikke holde de andre tilbage."""
    try:
        return kontrolark_som_pdf(sag, ark)
    except (DatabaseError, OSError):
        raise
    except Exception:
        log.exception("pakke_uden_ark", sag=str(sag.pk))
        return None


def _sagsnr(pakke: Pakke, sag_id: UUID) -> str:
    sager = Sag.objects.i_kommune(pakke.kommune_id).filter(pk=sag_id)
    return sager.values_list("sagsnr", flat=True).first() or ""


def _afslut(pakke: Pakke, udeladt: dict[UUID, str]) -> None:
    med = [par for par in pakke.sager if UUID(par[0]) not in udeladt]
    if not med:
        mappe.slet(pakke.pk)
        _saet(pakke, tilstand=Pakketilstand.FEJLET, sager=[], fejl=INGEN_SAGER)
        return
    _saet(
        pakke,
        tilstand=Pakketilstand.KLAR,
        sager=med,
        antal=len(med),
        faerdige=len(med),
        fejl=_udeladt(sorted(udeladt.values())),
    )


def _udeladt(numre: list[str]) -> str:
    if not numre:
        return ""
    naevnt = numre[:NAEVNES_HOEJST]
    flere = f" og {len(numre) - len(naevnt)} til" if len(numre) > len(naevnt) else ""
    ord_ = "1 sag er udeladt" if len(numre) == 1 else f"{len(numre)} sager er udeladt"
    return f"{ord_}: {', '.join(naevnt)}{flere}."


def _saet(pakke: Pakke, **felter: Any) -> None:
    """Skriv, hvor langt vi er; ``Opgivet``, når pakken ikke længere er vores."""
    with lejer(pakke.kommune_id):
        vores = Pakke.objects.i_kommune(pakke.kommune_id).filter(
            pk=pakke.pk, tilstand=Pakketilstand.DANNES
        )
        if not vores.update(**felter):
            raise Opgivet
