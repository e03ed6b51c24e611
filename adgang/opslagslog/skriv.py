"""Skriv i opslagsloggen: én række pr. opslag, i samme transaktion som svaret."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import structlog
from django.db import connection
from django.http import HttpRequest
from django.utils import timezone

from adgang.models import Borger, Bruger, Kommune, Logsegl, Opslag, Opslagsborger
from adgang.opslagslog.arter import Art
from adgang.opslagslog.vaern import PERIODE_SEKUNDER
from adgang.rettigheder import Indlogget

log = structlog.get_logger("opslagslog")
_LAASERUM = 0x52534C4F
"""Rådgivende låse i PostgreSQL: (dette tal, periode)."""


@dataclass(frozen=True, slots=True)
class Brug:
    """Det særlige ved ét opslag; resten kender forespørgslen."""

    borgere: Iterable[str] = ()
    """CPR-numre på alle, opslaget viste noget om."""
    sag: UUID | None = None
    antal: int | None = None
    """Antal poster; som standard antallet af borgere."""
    kriterium: str = ""
    begrundelse: str = ""
    art: Art | None = None
    """Kun når en side bruger oplysningerne på en anden måde, end den har erklæret."""
    kendte: Iterable[Borger] = field(default=())
    """Borgere, der allerede er fundet under deres uigennemsigtige id."""
    kommune: Kommune | None = None
    """Den kommune, det handler om, når brugeren ikke selv hører til en; lejeren skal være sat."""


def skriv(request: Indlogget, brug: Brug = Brug()) -> Opslag:
    """Skriv det, siden har erklæret, med det særlige ved netop dette opslag."""
    krav = request.krav.log
    if krav is None:
        raise RuntimeError("Siden har ikke erklæret, hvad den skriver i opslagsloggen.")
    opslag = _indsaet(request, brug.art or krav.art, krav.formaal, request.user, brug)
    request.opslag_skrevet = True  # type: ignore[attr-defined]
    return opslag


def skriv_ved_doeren(
    request: HttpRequest, art: Art, formaal: str, bruger: Bruger | None, kriterium: str = ""
) -> Opslag:
    """Log ind, log af og afvisninger: det, der sker, før nogen er lukket ind."""
    return _indsaet(request, art, formaal, bruger, Brug(kriterium=kriterium))


def skriv_fra_kommando(
    formaal: str,
    kommune: Kommune | None,
    kriterium: str,
    *,
    kommando: str,
    borgere: Iterable[str] = (),
) -> Opslag:
    """En ændring, driften gjorde med ``manage.py``: uden bruger og adresse.

    Kaldes inde i ``adgang.lejer.lejer``, i samme transaktion som ændringen.
    """
    opslag = Opslag(
        kommune=kommune,
        art=Art.AENDRING,
        side=f"kommando:{kommando}",
        formaal=formaal,
        kriterium=kriterium[:300],
        antal=1,
    )
    return _gem(opslag, _borgere(kommune, borgere) if kommune else [])


def skriv_fra_opgave(
    formaal: str,
    bruger: Bruger,
    kommune: Kommune,
    kriterium: str,
    *,
    opgave: str,
    borgere: Iterable[str],
    sag: UUID,
) -> Opslag:
    """Et opslag, en baggrundsopgave gør for den bruger, der bad om det; uden session og adresse.

    Kaldes inde i ``adgang.lejer.lejer``, før registeret bliver spurgt.
    """
    opslag = Opslag(
        kommune=kommune,
        bruger=bruger,
        rolle=bruger.rolle,
        art=Art.SOEGNING,
        side=f"opgave:{opgave}",
        formaal=formaal,
        kriterium=kriterium[:300],
        sag=sag,
        antal=1,
    )
    return _gem(opslag, _borgere(kommune, borgere))


def har_skrevet(request: HttpRequest) -> bool:
    """Om opslaget står i loggen."""
    return bool(getattr(request, "opslag_skrevet", False))


def _indsaet(
    request: HttpRequest, art: Art, formaal: str, bruger: Bruger | None, brug: Brug
) -> Opslag:
    kommune = (bruger.kommune if bruger else None) or brug.kommune
    borgere = [*_borgere(kommune, brug.borgere), *brug.kendte] if kommune else []
    sessionen = getattr(request, "brugersession", None)
    opslag = Opslag(
        kommune=kommune,
        bruger=bruger,
        rolle=bruger.rolle if bruger else "",
        session=sessionen.pk if sessionen else None,
        ip=getattr(request, "klient_ip", "") or None,
        art=art,
        side=_side(request),
        formaal=formaal,
        kriterium=brug.kriterium[:300],
        begrundelse=brug.begrundelse[:200],
        sag=brug.sag,
        antal=len(borgere) if brug.antal is None else brug.antal,
    )
    return _gem(opslag, borgere)


def _gem(opslag: Opslag, borgere: list[Borger]) -> Opslag:
    """Indsæt rækken i sin periode, dens borgere og kopien."""
    nu, kommune = timezone.now(), opslag.kommune
    opslag.periode, opslag.tidspunkt = tag_periode(nu), nu
    opslag.save(force_insert=True)
    if kommune and borgere:
        Opslagsborger.objects.i_kommune(kommune).bulk_create(
            [Opslagsborger(kommune=kommune, opslag=opslag, borger=b) for b in set(borgere)]
        )
    _kopi(opslag, len(borgere))
    return opslag


def _borgere(kommune: Kommune, cpr: Iterable[str]) -> list[Borger]:
    """Borgernes uigennemsigtige id'er; nye får et. To samtidige får det samme."""
    oensket = {nummer for nummer in cpr if nummer}
    if not oensket:
        return []
    i_kommunen = Borger.objects.i_kommune(kommune)
    kendte: dict[str, Borger] = {
        borger.cpr: borger for borger in i_kommunen.filter(cpr__in=oensket)
    }
    if nye := sorted(oensket - kendte.keys()):
        i_kommunen.bulk_create(
            [Borger(kommune=kommune, cpr=nummer) for nummer in nye], ignore_conflicts=True
        )
        kendte |= {borger.cpr: borger for borger in i_kommunen.filter(cpr__in=nye)}
    return [kendte[nummer] for nummer in sorted(oensket)]


def borger(kommune: Kommune, cpr: str) -> Borger:
    """Borgeren med CPR-nummeret; den, der søges på, får et id, også når intet findes om hende."""
    return _borgere(kommune, [cpr])[0]


def periode_af(tid: datetime) -> int:
    """Den femminutters periode, tidspunktet ligger i."""
    return int(tid.timestamp()) // PERIODE_SEKUNDER


def tag_periode(nu: datetime) -> int:
    """En periode, der endnu ikke er forseglet, holdt åben til transaktionen er slut.

    Forsegleren tager samme lås alene, så den venter på dem, der skriver i perioden, og ingen
    kommer bagefter. Er perioden forseglet, mens vi ventede, tages den næste.
    """
    periode = periode_af(nu)
    if connection.vendor != "postgresql":
        return max(periode, _forseglet_til() + 1)
    while True:
        laas_periode(periode, delt=True)
        forseglet = _forseglet_til()
        if periode > forseglet:
            return periode
        periode = forseglet + 1


def laas_periode(periode: int, *, delt: bool) -> None:
    """Hold perioden, sammen med andre eller alene, til transaktionen er slut."""
    # Anden nøgle er 32 bit; perioder når det først om flere tusinde år.
    slags = "pg_advisory_xact_lock_shared" if delt else "pg_advisory_xact_lock"
    with connection.cursor() as markoer:
        markoer.execute(f"SELECT {slags}(%s, %s)", [_LAASERUM, periode])


def _forseglet_til() -> int:
    seneste = Logsegl.objects.order_by("-nr").values_list("til_periode", flat=True).first()
    return -1 if seneste is None else seneste


def _side(request: HttpRequest) -> str:
    fundet = request.resolver_match
    return (fundet.view_name if fundet else "")[:60] or "ukendt"


def _kopi(opslag: Opslag, borgere: int) -> None:
    """En kopi uden borgere til processens egen log, som samles uden for databasen."""
    log.info(
        "opslag",
        opslag=opslag.pk,
        periode=opslag.periode,
        kommune=opslag.kommune_id,
        bruger=opslag.bruger_id,
        art=opslag.art,
        side=opslag.side,
        sag=str(opslag.sag) if opslag.sag else None,
        borgere=borgere,
    )
