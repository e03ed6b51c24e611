"""Kontrol af én tabels rækker: typer, koder, CPR-numre, intervaller og nøgler."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import polars as pl

from registre.kontrakt import TAELLENDE
from registre.laesning.afvisning import Afvisning
from registre.laesning.fil import FELTANTAL
from registre.laesning.gentagelser import er_forskellige, gentaget_hos, ingen
from registre.tabel import Kolonne, Tabel, Type

RAEKKE = "__raekke"
_BID = 250_000
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
    """De antagne rækker (typede; CPR som Int64), afvisningerne, de berørte personer, og hvor
    mange rækker der var helt magen til en, der er med."""

    ramme: pl.DataFrame
    afvisninger: list[Afvisning]
    personer: frozenset[int | str]
    ens: int


def kontroller(raa: pl.DataFrame, tabel: Tabel, fil: str) -> Kontrolleret:
    """Skil de rækker fra, der bryder kontrakten."""
    raa = raa.with_row_index(RAEKKE, offset=1)
    typet = raa.with_columns(_typet(kolonne, raa.schema) for kolonne in tabel.kolonner)
    ens = raa.height
    if not tabel.noegle:
        raa, typet = _uden_dubletter(raa, typet, tabel)
    ens -= raa.height
    soegninger = [*_kolonnefejl(tabel, raa, typet), *_raekkefejl(tabel, typet)]
    masker = typet.select(s.forkert.alias(str(nr)) for nr, s in enumerate(soegninger))
    masker = _med_noeglekontrol(masker, typet, tabel)
    forkert = _enhver(masker, typet.height)
    if not forkert.any():
        return Kontrolleret(_kun_kontraktens(typet, tabel), [], frozenset(), ens)
    return Kontrolleret(
        _kun_kontraktens(typet.filter(~forkert), tabel),
        _beskriv(raa.filter(forkert), masker.filter(forkert), soegninger, tabel, fil),
        _personer(typet.filter(forkert), tabel),
        ens,
    )


def _uden_dubletter(
    raa: pl.DataFrame, typet: pl.DataFrame, tabel: Tabel
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Helt ens rækker, som de blev leveret, er én i en tabel uden nøgle.

    Ens rækker handler om de samme og har de samme datoer; kun de få, der deler et aftryk af
    det, sammenlignes helt.
    """
    leveret = [kolonne for kolonne in raa.columns if kolonne != RAEKKE]
    numre_og_datoer = [
        kolonne.navn
        for kolonne in tabel.kolonner
        if kolonne.type in (Type.CPR, Type.DATO) or kolonne.navn == tabel.person
    ]
    flere = gentaget_hos(typet[tabel.person], typet.select(numre_og_datoer).hash_rows())
    if not flere.any():
        return raa, typet
    beholdt = raa.filter(flere).unique(leveret, keep="first")[RAEKKE]
    een = ~flere | raa[RAEKKE].is_in(beholdt.implode())
    return raa.filter(een), typet.filter(een)


def _kun_kontraktens(ramme: pl.DataFrame, tabel: Tabel) -> pl.DataFrame:
    """Kontraktens kolonner; en tabel med nøgle beholder rækkens nummer til senere kontroller."""
    return ramme.select(*([RAEKKE] if tabel.noegle else []), *tabel.kolonnenavne)


def _med_noeglekontrol(masker: pl.DataFrame, typet: pl.DataFrame, tabel: Tabel) -> pl.DataFrame:
    """Tilføj kontrollen af dobbelte nøgler: den senere af to ellers gyldige rækker er forkert."""
    if not tabel.noegle:
        return masker
    gyldig = ~_enhver(masker, typet.height)
    noegle = typet.select(pl.when(gyldig).then(tabel.noegle)).to_series()
    if er_forskellige(noegle):
        return masker
    senere = noegle.is_not_null() & ~noegle.is_first_distinct()
    # Uden andre kontroller har maskerne ingen rækker, en ny kunne lægges ved siden af.
    return pl.DataFrame([*masker.get_columns(), senere.alias(str(masker.width))])


def _enhver(masker: pl.DataFrame, antal: int) -> pl.Series:
    """Om rækken er forkert efter mindst én kontrol; uden kontroller er ingen det."""
    if not masker.width:
        return ingen(antal)
    return masker.select(pl.any_horizontal(pl.all().fill_null(value=False))).to_series()


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
            nummer = raa.cast(pl.Int64, strict=False)
            return pl.when(_er_cpr(raa.cast(pl.String), nummer)).then(nummer)
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


def _er_cpr(tekst: pl.Expr, nummer: pl.Expr) -> pl.Expr:
    """Om teksten er et CPR-nummer: 10 cifre, måned 01–12, dag 01–31 eller 61–91 i måneden.

    ``nummer`` er teksten læst som tal. Modulus 11 prøves ikke: numre uden findes siden 2007.
    """
    ti_cifre = (tekst.str.len_bytes() == 10) & (tekst >= "0")  # et tal må begynde med +, - og blank
    return ti_cifre & (nummer // 1_000_000).is_in(_DAG_OG_MAANED)


def _kolonnefejl(tabel: Tabel, raa: pl.DataFrame, typet: pl.DataFrame) -> list[Fejlsoegning]:
    """Kolonnernes egen kontrol: udfyldt, læselig og blandt de tilladte værdier.

    En kolonne uden fejl giver ingen søgning: så ser ingen på dens rækker én for én.
    """
    forkerte = _med_forkerte_tekster(tabel, typet)
    soegninger = []
    for kolonne in tabel.kolonner:
        fejl = _tomme(kolonne, raa[kolonne.navn], typet[kolonne.navn])
        if kolonne.navn in forkerte:
            fejl.append(~_er_tilladt(kolonne).fill_null(value=True))
        if fejl:
            forventet = kolonne.forventet or "en værdi"
            soegninger.append(Fejlsoegning(kolonne.navn, pl.any_horizontal(fejl), forventet))
    return soegninger


def _tomme(kolonne: Kolonne, raa: pl.Series, typet: pl.Series) -> list[pl.Expr]:
    """Rækker, hvor værdien mangler eller ikke kan læses; antallene siger, om der er nogen."""
    fejl = []
    if typet.null_count() > raa.null_count():
        fejl.append(pl.lit(raa.is_not_null()) & pl.col(kolonne.navn).is_null())
    if raa.null_count() and not kolonne.maa_vaere_tom:
        fejl.append(pl.lit(raa.is_null()))
    return fejl


def _med_forkerte_tekster(tabel: Tabel, typet: pl.DataFrame) -> set[str]:
    """De tekstkolonner, hvor mindst én værdi ikke er tilladt; alle spørges på én gang."""
    spoergsmaal = [
        tilladte.alias(f"{nr} {kolonne.navn}")
        for kolonne in tabel.kolonner
        if kolonne.type is Type.TEKST
        for nr, tilladte in enumerate(_alle_er_tilladt(kolonne, typet.height))
    ]
    if not spoergsmaal:
        return set()
    svar = typet.select(spoergsmaal).row(0, named=True)
    return {navn.split(" ")[1] for navn, tilladte in svar.items() if tilladte is False}


def _alle_er_tilladt(kolonne: Kolonne, antal: int) -> Iterator[pl.Expr]:
    """Spørgsmål om kolonnens rækker; har de alle svaret sandt (eller null), er ingen forkert.

    Få tilladte koder er hurtigst at holde rækkerne op mod én for én. Et mønster prøves på hver
    værdi én gang, hvor ofte den end står. Nul-tegnet søges i teksterne sat i forlængelse af
    hinanden; bidderne er små nok til, at den samme hukommelse bruges igen.
    """
    vaerdier = pl.col(kolonne.navn)
    if kolonne.koder:
        yield _er_tilladt(kolonne).all()
    elif kolonne.moenster:
        yield vaerdier.unique().str.contains(kolonne.moenster).all()
    else:
        for fra in range(0, antal, _BID):
            yield ~vaerdier.slice(fra, _BID).str.join("").str.contains("\0", literal=True)


def _er_tilladt(kolonne: Kolonne) -> pl.Expr:
    """Om værdien er en, kontrakten tillader; null for en tom.

    Ingen tekst må have et nul-tegn: ingen database kan gemme det, og intet register mener det.
    """
    vaerdi = pl.col(kolonne.navn)
    if kolonne.koder:
        return pl.any_horizontal(vaerdi == kode for kode in kolonne.koder)
    if kolonne.moenster:
        return vaerdi.str.contains(kolonne.moenster)
    return ~vaerdi.str.contains("\0", literal=True)


def _raekkefejl(tabel: Tabel, typet: pl.DataFrame) -> list[Fejlsoegning]:
    """Kontroller, der ser på hele rækken."""
    soegninger = []
    if FELTANTAL in typet.columns:
        soegninger.append(
            Fejlsoegning("(alle)", pl.col(FELTANTAL), "lige så mange felter som hovedet")
        )
    if tabel.interval:
        fra, til = tabel.interval
        taeller = raekken_taeller() if tabel.har_registerstatus else True
        soegninger.append(
            Fejlsoegning(til, (pl.col(til) < pl.col(fra)) & taeller, f"ikke før {fra}")
        )
    return soegninger


def raekken_taeller() -> pl.Expr:
    """Om rækken kan give en hændelse eller beskrive en person.

    At sammenligne med få tekster én for én er hurtigere end at slå hver række op i dem.
    """
    return pl.any_horizontal(pl.col("register_status") == status for status in TAELLENDE)


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
