"""Journalens poster om historien: skrevet, som leveringen skriver dem, med ét fælles dokument.

To dokumenter pr. sag ville tage minutter at danne. Posternes oplysninger er hele, så brevet og
kontrolarket kan dannes på deres egne sider; kun journalens egen PDF er den samme for dem alle og
siger, at den er det.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils.html import format_html

from adgang.kommuner import fulde_navn
from adgang.models import Bruger, Kommune
from journal.dokumenter import gemt_dokument
from journal.forlaeg import Forlaeg, Vedhaeftning
from journal.leverancer import id_for
from journal.models import Dokument, Journalpost, Leveringstilstand
from samkoering.models import Sag

LEVERET_EFTER = timedelta(seconds=20)
BESKED = (
    "Dokumentet hører til demonstrationens historie. Sagen er syntetisk, og dens dokumenter er "
    "ikke dannet enkeltvis. Åbn sagen i systemet for at se kontrolarket og brevene."
)
_HTML = (
    '<!doctype html><html lang="da"><head><meta charset="utf-8"><title>{}</title></head>'
    "<body><h1>{}</h1><p>{}</p></body></html>"
)


def historiens_dokument(kommune: Kommune, oprettet: datetime) -> Dokument:
    """Kommunens ene dokument; dannes første gang."""
    titel = f"Demonstration – {fulde_navn(kommune)}"
    forlaeg = Forlaeg(
        html=str(format_html(_HTML, titel, titel, BESKED)),
        stilark="brev.css",
        oprettet=oprettet,
        vedhaeftning=Vedhaeftning("demonstration.txt", "Dokumentets tekst", BESKED.encode()),
    )
    return gemt_dokument(kommune, forlaeg)


def leveret_post(
    sag: Sag,
    dokument: Dokument,
    *,
    noegle: str,
    art: str,
    titel: str,
    bruger: Bruger,
    grundlag: Any,
    tid: datetime,
    tidligst: datetime | None = None,
) -> Journalpost:
    """Posten, som den står, når journalen har kvitteret."""
    forfalden = tidligst or tid
    id_ = id_for(Journalpost, sag.kommune, noegle)
    return Journalpost(
        id=id_,
        kommune=sag.kommune,
        noegle=noegle,
        art=art,
        titel=titel,
        sag=sag.pk,
        sagsnr=sag.sagsnr,
        cpr=sag.cpr,
        kle=sag.kle,
        bruger=bruger,
        grundlag=grundlag,
        dokument=dokument,
        sha256=dokument.sha256,
        tilstand=Leveringstilstand.LEVERET,
        naeste_forsoeg=forfalden,
        kvittering=str(id_),
        oprettet=tid,
        leveret=forfalden + LEVERET_EFTER,
    )
