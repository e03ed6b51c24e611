"""Spærring: tre afviste log-ind i træk lukker for brugeren i et døgn."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from adgang.models import Bruger

GRAENSE = 3
VARIGHED = timedelta(hours=24)


def laas_bruger(brugernavn: str) -> Bruger | None:
    """Brugeren, låst til transaktionen er slut: hundrede samtidige gæt er ét ad gangen."""
    return Bruger.objects.select_for_update(of=("self",)).filter(brugernavn=brugernavn).first()


def registrer_afvisning(bruger: Bruger) -> bool:
    """Tæl en afvisning; ``True``, når den spærrede brugeren.

    Kun afvisninger inden for et døgn tæller sammen; kun et log-ind med begge faktorer nulstiller.
    """
    nu = timezone.now()
    if bruger.sidst_afvist is None or nu - bruger.sidst_afvist >= VARIGHED:
        bruger.afviste_forsoeg = 0
    bruger.afviste_forsoeg += 1
    bruger.sidst_afvist = nu
    if bruger.afviste_forsoeg >= GRAENSE:
        bruger.spaerret_til = nu + VARIGHED
    bruger.save(update_fields=["afviste_forsoeg", "sidst_afvist", "spaerret_til"])
    return bruger.er_spaerret(nu)


def nulstil(bruger: Bruger) -> None:
    """Glem afvisningerne og åbn for log-in."""
    bruger.afviste_forsoeg, bruger.spaerret_til, bruger.sidst_afvist = 0, None, None
    bruger.save(update_fields=["afviste_forsoeg", "sidst_afvist", "spaerret_til"])
