"""Personens rækker i en mappe med kontraktens filer, læst så strengt som natten læser dem."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from registre.laesning import foelgeseddel
from registre.laesning.afvisning import TabelAfvist
from registre.laesning.foelgeseddel import Seddel
from registre.opslag.kontrol import SvaretAfvist, kraev_raekker, kraev_tiden
from registre.opslag.spoergsmaal import Opslagssvar, Raekke, Spoergsmaal
from registre.tabel import Tabel, Type

AFVIST_ANDEL = 0.001


def fra_mappe(
    register: str, tabeller: Sequence[Tabel], mappe: Path, om: Spoergsmaal
) -> Opslagssvar:
    """Svaret af filerne; kaster ``TabelAfvist`` eller ``SvaretAfvist``, når de ikke er et svar."""
    seddel = foelgeseddel.laes(mappe)
    if seddel.ulaeselig:
        raise TabelAfvist("Mappens følgeseddel kan ikke læses.")
    _kraev_at_det_lykkedes(tabeller, mappe, om)
    raekker: dict[str, tuple[Raekke, ...]] = {}
    dage = []
    for tabel in tabeller:
        fil = _filen(mappe, tabel)
        dage.append(_kraev_hel_og_ny(fil, tabel, seddel, om))
        raekker[tabel.navn] = kraev_raekker(tabel, _personens(fil, tabel, om, seddel), om)
    return Opslagssvar(register, raekker, min(dage), str(mappe))


def _filen(mappe: Path, tabel: Tabel) -> Path:
    muligheder = (mappe / f"{tabel.navn}.{endelse}" for endelse in ("csv", "parquet"))
    fundne = [fil for fil in muligheder if fil.is_file()]
    if not fundne:
        raise TabelAfvist(f"{tabel.navn} er ikke leveret.")
    if len(fundne) > 1:
        raise TabelAfvist(f"Der er to filer med {tabel.navn}. Behold den ene.")
    return fundne[0]


def _kraev_hel_og_ny(fil: Path, tabel: Tabel, seddel: Seddel, om: Spoergsmaal) -> date:
    """Dagen, tallene er fra; uden en følgeseddel er det filens egen."""
    from registre.laesning.krav import kraev_hel_fil

    kraev_hel_fil(tabel, seddel, foelgeseddel.fingeraftryk(fil))
    sagt, linje = seddel.tabellinje(tabel), seddel.linje(tabel)
    dagen = (linje and linje.data_dato) or _filens_dag(fil)
    fra, til = (sagt and sagt.periode) or (om.fra, om.dato)
    kraev_tiden(om, fra, til, dagen)
    return dagen


def _filens_dag(fil: Path) -> date:
    return datetime.fromtimestamp(fil.stat().st_mtime).astimezone().date()


def _personens(fil: Path, tabel: Tabel, om: Spoergsmaal, seddel: Seddel) -> list[dict[str, Any]]:
    """Personens rækker; er for mange af tabellens i stykker, er den intet svar."""
    import polars as pl

    from registre.laesning.fil import laes_csv, laes_parquet
    from registre.laesning.kontrol import kontroller
    from registre.laesning.krav import kraev_antal

    raa, _ = (laes_csv if fil.suffix == ".csv" else laes_parquet)(fil, tabel)
    kraev_antal(tabel, seddel, raa.height)
    kontrolleret = kontroller(raa, tabel, fil.name)
    numre = [int(nummer) for nummer in om.numre]
    afviste = len(kontrolleret.afvisninger)
    if afviste > max(1, raa.height * AFVIST_ANDEL) or kontrolleret.personer & set(numre):
        raise SvaretAfvist(f"{tabel.navn}: rækker bryder kontrakten.")
    personens = pl.col(tabel.person).is_in(numre)
    if "gaeldende_cpr" in tabel.kolonnenavne:
        personens |= pl.col("gaeldende_cpr").is_in(numre)
    ramme = kontrolleret.ramme.filter(personens)
    cprkolonner = [k.navn for k in tabel.kolonner if k.type is Type.CPR]
    datoer = [k.navn for k in tabel.kolonner if k.type is Type.DATO]
    return ramme.with_columns(
        pl.col(cprkolonner).cast(pl.String).str.zfill(10), pl.col(datoer).cast(pl.String)
    ).to_dicts()


def _kraev_at_det_lykkedes(tabeller: Sequence[Tabel], mappe: Path, om: Spoergsmaal) -> None:
    """Står personen på listen over mislykkede opslag, har registeret ikke svaret om hende."""
    import polars as pl

    navne = {tabel.navn for tabel in tabeller}
    for fil in sorted(mappe.glob("ikke_besvaret.[cp]*")):
        try:
            csv = fil.suffix == ".csv"
            ramme = pl.read_csv(fil, infer_schema=False) if csv else pl.read_parquet(fil)
            par = ramme.select(pl.col("tabel", "cpr").cast(pl.String)).iter_rows()
        except (OSError, pl.exceptions.PolarsError) as fejl:
            raise TabelAfvist("Listen over mislykkede opslag er ikke hel.") from fejl
        if any(tabel in navne and cpr in om.numre for tabel, cpr in par):
            raise SvaretAfvist("Registerets opslag på personen mislykkedes.")
