"""Kontrol af én tabels rækker: typer, koder, CPR-numre, intervaller og nøgler."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from registre.kontrakt import TAELLENDE
from registre.laesning.afvisning import Afvisning
from registre.laesning.fil import FELTANTAL
from registre.laesning.gentagelser import gentaget
from registre.tabel import Kolonne, Tabel, Type

RAEKKE = "__raekke"
_ISO_DATO = r"^(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])-[0-9]{2}-[0-9]{2}$"
"""År 0000 findes ikke."""
_DAGE = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}
_DAG_OG_MAANED = [
    dag * 100 + maaned
    for maaned, dage in _DAGE.items()
    for dag in (*range(1, dage + 1), *range(61, dage + 61))
]
"""De fire første cifre i et CPR-nummer; dagen kan være forhøjet med 60."""


@dataclass(frozen=True, slots=True)
class Fejlsoegning:
    """En kontrol: navnet på kolonnen, hvornår rækken er forkert, og hvad der var ventet."""

    kolonne: str
    forkert: pl.Expr
    forventet: str


@dataclass(frozen=True, slots=True)
class Kontrolleret:
    """De antagne rækker (typede; CPR som Int64), afvisningerne og de berørte personer."""

    ramme: pl.DataFrame
    afvisninger: list[Afvisning]
    personer: frozenset[int | str]


def kontroller(raa: pl.DataFrame, tabel: Tabel, fil: str) -> Kontrolleret:
    """Skil de rækker fra, der bryder kontrakten."""
    raa = raa.with_row_index(RAEKKE, offset=1)
    if not tabel.noegle:
        raa = _uden_dubletter(raa)
    typet = raa.with_columns(_typet(kolonne, raa.schema) for kolonne in tabel.kolonner)
    soegninger = [
        *(_kolonnefejl(kolonne, raa, typet) for kolonne in tabel.kolonner),
        *_raekkefejl(tabel, typet),
    ]
    masker = typet.select(s.forkert.alias(str(nr)) for nr, s in enumerate(soegninger))
    masker = _med_noeglekontrol(masker, typet, tabel)
    forkert = masker.select(pl.any_horizontal(pl.all().fill_null(value=False))).to_series()
    if not forkert.any():
        return Kontrolleret(_kun_kontraktens(typet, tabel), [], frozenset())
    return Kontrolleret(
        _kun_kontraktens(typet.filter(~forkert), tabel),
        _beskriv(raa.filter(forkert), masker.filter(forkert), soegninger, tabel, fil),
        _personer(typet.filter(forkert), tabel),
    )


def _uden_dubletter(raa: pl.DataFrame) -> pl.DataFrame:
    """Helt ens rækker, som de blev leveret, er én i en tabel uden nøgle.

    Rækker med hver sit aftryk er forskellige; kun de få, der deler et, sammenlignes helt.
    """
    leveret = [kolonne for kolonne in raa.columns if kolonne != RAEKKE]
    aftryk = raa.select(leveret).hash_rows()
    flere = gentaget(aftryk)
    if not flere.any():
        return raa
    beholdt = raa.filter(flere).unique(leveret, keep="first")[RAEKKE]
    return raa.filter(~flere | raa[RAEKKE].is_in(beholdt.implode()))


def _kun_kontraktens(ramme: pl.DataFrame, tabel: Tabel) -> pl.DataFrame:
    """Kontraktens kolonner; en tabel med nøgle beholder rækkens nummer til senere kontroller."""
    return ramme.select(*([RAEKKE] if tabel.noegle else []), *tabel.kolonnenavne)


def _med_noeglekontrol(masker: pl.DataFrame, typet: pl.DataFrame, tabel: Tabel) -> pl.DataFrame:
    """Tilføj kontrollen af dobbelte nøgler: den senere af to ellers gyldige rækker er forkert."""
    if not tabel.noegle:
        return masker
    gyldig = ~masker.select(pl.any_horizontal(pl.all().fill_null(value=False))).to_series()
    noegle = typet.select(pl.when(gyldig).then(tabel.noegle)).to_series()
    if noegle.hash().n_unique() == noegle.len():
        return masker
    senere = noegle.is_not_null() & ~noegle.is_first_distinct()
    return masker.with_columns(senere.alias(str(masker.width)))


def _personer(afvist: pl.DataFrame, tabel: Tabel) -> frozenset[int | str]:
    if not tabel.person:
        return frozenset()
    return frozenset(afvist[tabel.person].drop_nulls().to_list())


def _typet(kolonne: Kolonne, skema: pl.Schema) -> pl.Expr:
    """Værdien i kolonnens type; det, der ikke kan tolkes, bliver null."""
    raa = pl.col(kolonne.navn)
    fra_tekst = skema[kolonne.navn] in (pl.String, pl.Null)
    match kolonne.type:
        case Type.CPR:
            return pl.when(gyldigt_cpr(kolonne.navn)).then(raa.cast(pl.Int64, strict=False))
        case Type.DATO if fra_tekst:
            gyldig = raa.cast(pl.String).str.contains(_ISO_DATO)
            tolket = raa.cast(pl.String).str.to_date("%Y-%m-%d", strict=False)
            return pl.when(gyldig).then(tolket).alias(kolonne.navn)
        case Type.HELTAL if fra_tekst:
            gyldig = raa.cast(pl.String).str.contains(r"^-?[0-9]+$")
            return pl.when(gyldig).then(raa.cast(pl.String).cast(pl.Int64, strict=False))
        case Type.SANDT_FALSK if fra_tekst:
            return raa.cast(pl.String).replace_strict(
                {"true": True, "false": False}, default=None, return_dtype=pl.Boolean
            )
        case Type.TEKST:
            return raa.cast(pl.String)
        case _:
            return raa


def gyldigt_cpr(navn: str) -> pl.Expr:
    """Om teksten er et CPR-nummer: 10 cifre, måned 01–12, dag 01–31 eller 61–91 i måneden.

    Modulus 11 prøves ikke: numre uden findes siden 2007.
    """
    tekst = pl.col(navn).cast(pl.String)
    dag_og_maaned = tekst.cast(pl.Int64, strict=False) // 1_000_000
    ti_cifre = (tekst.str.len_bytes() == 10) & ~tekst.str.starts_with("+")
    return ti_cifre & dag_og_maaned.is_in(_DAG_OG_MAANED)


def _kolonnefejl(kolonne: Kolonne, raa: pl.DataFrame, typet: pl.DataFrame) -> Fejlsoegning:
    """Kolonnens egen kontrol: udfyldt, læselig og blandt de tilladte værdier."""
    raa_fyldt = pl.lit(raa[kolonne.navn].is_not_null())
    vaerdi = pl.col(kolonne.navn)
    forkert = raa_fyldt & vaerdi.is_null()
    if not kolonne.maa_vaere_tom:
        forkert = forkert | ~raa_fyldt
    if kolonne.type is Type.TEKST and not (kolonne.koder or kolonne.moenster):
        # Ingen database kan gemme et nul-tegn, og intet register mener det.
        nul_tegn = vaerdi.str.contains("\0", literal=True).fill_null(value=False)
        forkert = forkert | nul_tegn
    if kolonne.koder:
        forkert = forkert | ~vaerdi.is_in(list(kolonne.koder)).fill_null(value=True)
    if kolonne.moenster:
        forkert = forkert | vaerdi.is_in(_uden_moenster(typet[kolonne.navn], kolonne.moenster))
    return Fejlsoegning(kolonne.navn, forkert, kolonne.forventet or "en værdi")


def _uden_moenster(vaerdier: pl.Series, moenster: str) -> list[str]:
    """De værdier, der ikke har mønstret; hver værdi prøves én gang, hvor ofte den end står."""
    forskellige = vaerdier.drop_nulls().unique()
    return forskellige.filter(~forskellige.str.contains(moenster)).to_list()


def _raekkefejl(tabel: Tabel, typet: pl.DataFrame) -> list[Fejlsoegning]:
    """Kontroller, der ser på hele rækken."""
    soegninger = []
    if FELTANTAL in typet.columns:
        soegninger.append(
            Fejlsoegning("(alle)", pl.col(FELTANTAL), "lige så mange felter som hovedet")
        )
    if tabel.interval:
        fra, til = tabel.interval
        taeller = (
            pl.col("register_status").is_in(list(TAELLENDE)) if tabel.har_registerstatus else True
        )
        soegninger.append(
            Fejlsoegning(til, (pl.col(til) < pl.col(fra)) & taeller, f"ikke før {fra}")
        )
    return soegninger


def _beskriv(
    raa: pl.DataFrame,
    masker: pl.DataFrame,
    soegninger: list[Fejlsoegning],
    tabel: Tabel,
    fil: str,
) -> list[Afvisning]:
    """Én afvisning pr. række: den første kontrol, rækken ikke bestod."""
    noeglesoegning = Fejlsoegning(
        tabel.noegle, pl.lit(value=True), "en nøgle, der ikke er brugt før"
    )
    afvisninger = []
    for raekke, maske in zip(raa.iter_rows(named=True), masker.iter_rows(), strict=True):
        nr = maske.index(True)
        soegning = soegninger[nr] if nr < len(soegninger) else noeglesoegning
        vaerdi = raekke.get(soegning.kolonne)
        afvisninger.append(
            Afvisning(
                fil,
                raekke[RAEKKE],
                soegning.kolonne,
                None if vaerdi is None else str(vaerdi),
                soegning.forventet,
            )
        )
    return afvisninger
