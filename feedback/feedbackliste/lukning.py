"""Det, der følger med et resultat: hændelser, fredning, bestilling, historik; og vejen tilbage."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet
from django.utils import timezone

from feedback.models import Feedback
from kontrol.models import Bestilling, Lukning
from samkoering.models import Fredning, Handling, Sag, Sagshaendelse, Udfald, Udfaldstilstand


def luk(feedback: Feedback, fredet_til: date | None) -> None:
    """Fred og behandl hændelserne, luk bestillingen, og skriv det i historikken."""
    sag = feedback.sag
    _fred(sag, fredet_til)
    _udfald(sag, Udfaldstilstand.AABENT).update(tilstand=Udfaldstilstand.BEHANDLET)
    _bestilling(feedback).filter(lukket__isnull=True).update(
        lukket=timezone.now(), lukning=Lukning.FEEDBACK
    )
    _noter(feedback, Handling.FEEDBACK)


def genaabn(feedback: Feedback) -> None:
    """Gør ``luk`` om: alt er, som før resultatet blev registreret, og historikken siger begge dele.

    En lukket sag får ingen nye hændelser og lukkes kun én gang, så sagens behandlede hændelser og
    dens fredninger er netop dem, denne lukning gav.
    """
    Fredning.objects.i_kommune(feedback.kommune_id).filter(sag=feedback.sag).delete()
    _udfald(feedback.sag, Udfaldstilstand.BEHANDLET).update(tilstand=Udfaldstilstand.AABENT)
    _bestilling(feedback).update(lukket=None, lukning="")
    _noter(feedback, Handling.FEEDBACK_FORTRUDT)


def _fred(sag: Sag, til: date | None) -> None:
    """Fred de åbne hændelser; en erstatning har ingen åbne og flytter kun fredningsperioden."""
    fredninger = Fredning.objects.i_kommune(sag.kommune_id)
    fredninger.filter(sag=sag).update(til=til)
    aabne = _udfald(sag, Udfaldstilstand.AABENT).values_list("ym_cpr", "identitet")
    fredninger.bulk_create(
        [
            Fredning(
                kommune_id=sag.kommune_id, ym_cpr=ym_cpr, identitet=identitet, sag=sag, til=til
            )
            for ym_cpr, identitet in aabne
        ],
        ignore_conflicts=True,
    )


def _udfald(sag: Sag, tilstand: Udfaldstilstand) -> QuerySet[Udfald]:
    return Udfald.objects.i_kommune(sag.kommune_id).filter(sag=sag, tilstand=tilstand)


def _bestilling(feedback: Feedback) -> QuerySet[Bestilling]:
    return Bestilling.objects.i_kommune(feedback.kommune_id).filter(pk=feedback.bestilling_id)


def _noter(feedback: Feedback, handling: Handling) -> None:
    Sagshaendelse.objects.i_kommune(feedback.kommune_id).create(
        kommune_id=feedback.kommune_id,
        sag_id=feedback.sag_id,
        bruger=feedback.bruger,
        handling=handling,
        detalje=feedback.get_resultat_display(),
    )
