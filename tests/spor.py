"""Sporene, behandlingen efterlader: opslag, regnskab, historik, fredninger og resultater."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

from django.utils import timezone

from adgang.models import Bruger, Kommune, Opslag, Opslagsborger
from adgang.opslagslog.arter import Art
from adgang.opslagslog.skriv import borger, periode_af
from feedback.models import Aendring, Feedback, Resultat
from samkoering.models import Fredning, Kontrolregnskab, Sag, Sagshaendelse


def opslag(
    i: Kommune,
    *cpr: str,
    af: Bruger | None = None,
    art: str = Art.VISNING,
    formaal: str = "§ 10-opfølgning: visitering af sag",
    **felter: Any,
) -> Opslag:
    """En række i opslagsloggen om borgerne."""
    tid = felter.pop("tidspunkt", None) or timezone.now()
    raekke = Opslag.objects.i_kommune(i).create(
        kommune=i,
        periode=periode_af(tid),
        tidspunkt=tid,
        bruger=af,
        rolle=af.rolle if af else "",
        art=art,
        side="kontrolark",
        formaal=formaal,
        antal=len(cpr),
        **felter,
    )
    for nummer_ in cpr:
        Opslagsborger.objects.i_kommune(i).create(
            kommune=i, opslag=raekke, borger=borger(i, nummer_)
        )
    return raekke


def regnskab(
    i: Kommune,
    cpr: str,
    fra: date,
    til: date | None = None,
    ym: str = "I" * 17,
    aef: str = "R" * 17,
) -> Kontrolregnskab:
    """De 2 × 17 bogstaver for borgerens ydelsessag."""
    return Kontrolregnskab.objects.i_kommune(i).create(
        kommune=i, sag_id="KILDE-1", cpr=cpr, status=ym + aef, fra=fra, til=til
    )


def historik(sag: Sag, handling: str, af: Bruger | None = None, detalje: str = "") -> Sagshaendelse:
    """En linje i sagens historik; uden bruger er det natten, der handlede."""
    return Sagshaendelse.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id, sag=sag, handling=handling, bruger=af, detalje=detalje
    )


def fredning(sag: Sag, identitet: str, **felter: Any) -> Fredning:
    """En fredet hændelse på sagen."""
    return Fredning.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id, sag=sag, ym_cpr=sag.cpr, identitet=identitet, **felter
    )


def feedback(sag: Sag, af: Bruger, **felter: Any) -> Feedback:
    """Resultatet af den bestilling, sagen har."""
    standard: dict[str, Any] = {
        "resultat": Resultat.AENDRET_TILDELING,
        "partshoering_sendt": date(2026, 10, 1),
        "aendring": Aendring.NEDSAETTES,
        "krav_oere": 1234500,
        "krav_fra": date(2026, 8, 1),
        "krav_til": date(2026, 9, 30),
        "maanedlig_aendring_oere": -67800,
        "afgoerelsesdato": date(2026, 11, 2),
    }
    return Feedback.objects.i_kommune(sag.kommune_id).create(
        kommune_id=sag.kommune_id,
        sag=sag,
        bestilling=sag.bestillinger.get(),
        bruger=af,
        token=uuid.uuid4(),
        **{**standard, **felter},
    )
