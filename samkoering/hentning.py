"""Registrene hentes på én gang: hver adapter leverer sine tabeller, eller svarer ikke."""

from __future__ import annotations

import errno
import os
import queue
import tempfile
import threading
import time
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import structlog
from django.conf import settings
from django.utils import timezone

from samkoering.grundlag.vindue import vindue

if TYPE_CHECKING:
    from registre.adapter import Adapter, Leverance
    from registre.laesning import Forrige, Krav
    from registre.laesning.foelgeseddel import Linje

log = structlog.get_logger(__name__)
_SIDSTE_UDKALD = 5.0
"""Så mange sekunder får en adapter til selv at sige, at dens budget er brugt."""


@dataclass(frozen=True, slots=True)
class Svar:
    """Ét registers svar: leverancen i sin egen mappe, eller grunden til, at der ingen er."""

    rum: str
    slaaet_op: str
    mappe: Path
    leverance: Leverance | None = None
    grund: str = ""
    uden_plads: bool = False


class IngenPlads(OSError):
    """Disken med udtrækkene er fuld; det er ikke registerets skyld, og natten prøver igen."""


def hent_alle(dag: date, mappe: Path, rum: Collection[str] | None = None) -> None:
    """Hent registrene samtidig (kun ``rum``, når det er sagt) til en ny mappe med sin følgeseddel.

    Hvert register har ``settings.REGISTERBUDGET`` sekunder. Den, der hænger, efterlades: dens
    tråd har kun sin egen mappe at skrive i, og den er væk, når her er færdigt.

    Kaster ``OSError``, når der ikke kan skrives; er disken fuld, kendes fejlen med ``er_fuld``.
    """
    from registre.laesning import foelgeseddel
    from registre.paa_plads import med_fsync

    with tempfile.TemporaryDirectory(prefix=".hentes-", dir=mappe, ignore_cleanup_errors=True) as s:
        svarene = _hent_samtidig(_adaptere(rum), dag, Path(s))
        if any(svar.uden_plads for svar in svarene):
            raise IngenPlads(errno.ENOSPC, os.strerror(errno.ENOSPC))
        linjer = {svar.rum: _tag_imod(svar, mappe) for svar in svarene}
        foelgeseddel.skriv(linjer | _mislykkede(svarene, mappe), mappe)
    med_fsync(mappe)


def nattens_krav(
    dag: date, forrige: Mapping[str, Forrige] | None = None, godkendte: Collection[str] = ()
) -> Krav:
    """Hvad natten for ``dag`` kræver af hver tabel; ``forrige`` er tallene fra nætterne før.

    ``godkendte`` er tabeller, et menneske har set på, ud over dem i indstillingerne.
    """
    from registre.laesning import Krav

    start = vindue(dag).start
    return Krav(
        dag=dag,
        periode_fra=start,
        tidligere={"r75_moms": date(start.year - 1, 1, 1)},
        forrige=forrige or {},
        volumen_graense=settings.VOLUMEN_GRAENSE,
        hoejst_alder=settings.REGISTERALDER,
        godkendte=frozenset(godkendte) | frozenset(settings.GODKENDTE_TABELLER),
    )


def _adaptere(rum: Collection[str] | None) -> dict[str, Adapter]:
    """Adapterne; en sti, der ikke findes, er en forkert indstilling og ikke et tavst register."""
    from registre.adapter import vaelg

    return {
        navn: vaelg(sti, mappe=settings.REGISTERMAPPE)
        for navn, sti in settings.REGISTERADAPTERE.items()
        if rum is None or navn in rum
    }


def _hent_samtidig(adaptere: Mapping[str, Adapter], dag: date, mappe: Path) -> list[Svar]:
    """Alle registres svar; det, der ikke er kommet inden fristen, er ikke besvaret."""
    svarene: queue.SimpleQueue[Svar] = queue.SimpleQueue()
    slaaet_op = timezone.localtime().isoformat(timespec="seconds")
    tavse = {rum: Svar(rum, slaaet_op, mappe / rum) for rum in adaptere}
    for rum, adapter in adaptere.items():
        # En dæmon: en tråd, der hænger, må ikke holde processen i live.
        threading.Thread(
            target=_hent, args=(tavse[rum], adapter, dag, svarene), name=f"hent-{rum}", daemon=True
        ).start()
    frist = time.monotonic() + settings.REGISTERBUDGET + _SIDSTE_UDKALD
    hentet: dict[str, Svar] = {}
    while len(hentet) < len(tavse):
        try:
            svar = svarene.get(timeout=max(0.0, frist - time.monotonic()))
        except queue.Empty:
            break
        hentet[svar.rum] = svar
    return [hentet.get(rum) or _for_sent(svar) for rum, svar in tavse.items()]


def _hent(tavs: Svar, adapter: Adapter, dag: date, svarene: queue.SimpleQueue[Svar]) -> None:
    """Ét registers hentning i sin egen tråd; en fejl i adapteren er også et manglende svar."""
    from registre.adapter import RegisterSvarerIkke
    from registre.paa_plads import er_fuld

    leverance, grund, uden_plads = None, "", False
    try:
        leverance = adapter.hent(dag, tavs.mappe)
    except RegisterSvarerIkke as fejl:
        grund, uden_plads = fejl.grund, er_fuld(fejl)
    except BaseException as fejl:  # også en panik i Polars, som ikke er en Exception
        # Teksten i en fremmed fejl kan gentage noget fra registeret; kun dens art føres videre.
        grund, uden_plads = f"Adapteren fejlede ({type(fejl).__name__}).", er_fuld(fejl)
    svarene.put(Svar(tavs.rum, tavs.slaaet_op, tavs.mappe, leverance, grund, uden_plads))


def _for_sent(svar: Svar) -> Svar:
    grund = f"Registeret svarede ikke inden for {settings.REGISTERBUDGET:.0f} sekunder."
    return Svar(svar.rum, svar.slaaet_op, svar.mappe, None, grund)


def _tag_imod(svar: Svar, mappe: Path) -> Linje:
    """Flyt registerets filer på plads; giver dets linje til følgesedlen."""
    from registre.adapter import tabellinjer
    from registre.laesning.foelgeseddel import Linje

    if svar.leverance is None:
        log.error("register_svarer_ikke", register=svar.rum, grund=svar.grund)
        return Linje(svar.slaaet_op, grund=svar.grund)
    linjer = tabellinjer(svar.leverance, svar.mappe)
    for fil in svar.mappe.iterdir():
        if fil.stem in svar.leverance.tabeller:
            fil.replace(mappe / fil.name)
    log.info("register_hentet", register=svar.rum, tabeller=list(svar.leverance.tabeller))
    data_fra = svar.leverance.data_fra.isoformat()
    return Linje(svar.slaaet_op, data_fra, svar.leverance.kilde, tabeller=linjer)


def _mislykkede(svarene: Collection[Svar], mappe: Path) -> dict[str, Linje]:
    """Listen over opslag, der mislykkedes, med sin egen linje, så den ikke kan blive væk."""
    from registre.adapter import MISLYKKEDE, skriv_mislykkede
    from registre.laesning.foelgeseddel import Linje, Tabellinje, fingeraftryk

    fil = skriv_mislykkede([s.leverance for s in svarene if s.leverance], mappe)
    if fil is None:
        return {}
    slaaet_op = max(svar.slaaet_op for svar in svarene)
    linje = Tabellinje(sha256=fingeraftryk(fil))
    return {MISLYKKEDE: Linje(slaaet_op, tabeller={MISLYKKEDE: linje})}
