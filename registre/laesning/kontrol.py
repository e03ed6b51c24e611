"""Kontrol af én tabels rækker: typer, koder, CPR-numre, intervaller og nøgler."""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from registre.kontrakt import TAELLENDE
from registre.laesning.afvisning import Afvisning
from registre.laesning.fil import FELTANTAL
from registre.laesning.gentagelser import er_forskellige, gentaget_hos
from registre.tabel import Kolonne, Tabel, Type

RAEKKE = "__raekke"
_BID = 50_000
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
    return masker.with_columns(senere.alias(str(masker.width)))


def _enhver(masker: pl.DataFrame, antal: int) -> pl.Series:
    """Om rækken er forkert efter mindst én kontrol; uden kontroller er ingen det."""
    if not masker.width:
        return pl.repeat(value=False, n=antal, dtype=pl.Boolean, eager=True)
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
    ti_cifre = (tekst.str.len_bytes() == 10) & ~tekst.str.starts_with("+")
    return ti_cifre & (nummer // 1_000_000).is_in(_DAG_OG_MAANED)


def _kolonnefejl(tabel: Tabel, raa: pl.DataFrame, typet: pl.DataFrame) -> list[Fejlsoegning]:
    """Kolonnernes egen kontrol: udfyldt, læselig og blandt de tilladte værdier.

    En kolonne uden fejl giver ingen søgning: så ser ingen på dens rækker én for én.
    """
    soegninger = []
    for kolonne in tabel.kolonner:
        fejl = _tomme(kolonne, raa[kolonne.navn], typet[kolonne.navn])
        if kolonne.koder or kolonne.moenster:
            if forkerte := _forkerte_vaerdier(kolonne, typet[kolonne.navn]):
                fejl.append(pl.col(kolonne.navn).is_in(forkerte).fill_null(value=False))
        elif kolonne.type is Type.TEKST and _har_nul_tegn(typet[kolonne.navn]):
            nul_tegn = pl.col(kolonne.navn).str.contains("\0", literal=True)
            fejl.append(nul_tegn.fill_null(value=False))
        if fejl:
            forventet = kolonne.forventet or "en værdi"
            soegninger.append(Fejlsoegning(kolonne.navn, pl.any_horizontal(fejl), forventet))
    return soegninger


def _tomme(kolonne: Kolonne, raa: pl.Series, typet: pl.Series) -> list[pl.Expr]:
    """Rækker, hvor værdien mangler eller ikke kan læses; antallene siger, om der er nogen."""
    tomme = pl.lit(raa.is_null())
    fejl = []
    if typet.null_count() > raa.null_count():
        fejl.append(~tomme & pl.col(kolonne.navn).is_null())
    if raa.null_count() and not kolonne.maa_vaere_tom:
        fejl.append(tomme)
    return fejl


def _forkerte_vaerdier(kolonne: Kolonne, vaerdier: pl.Series) -> list[str]:
    """De værdier, kontrakten ikke tillader; hver prøves én gang, hvor ofte den end står.

    Er der kun få tilladte, er det hurtigere at holde rækkerne op mod dem alle.
    """
    if kolonne.koder:
        tilladt = pl.any_horizontal(pl.col(kolonne.navn) == kode for kode in kolonne.koder)
        kendte = vaerdier.to_frame().select(tilladt).to_series()
        return [] if kendte.all() else vaerdier.filter(~kendte).unique().to_list()
    forskellige = vaerdier.drop_nulls().unique()
    return forskellige.filter(~forskellige.str.contains(kolonne.moenster)).to_list()


def _har_nul_tegn(vaerdier: pl.Series) -> bool:
    """Om et nul-tegn står noget sted; ingen database kan gemme det, og intet register mener det.

    Sat i forlængelse af hinanden søges teksterne igennem på én gang; bidderne er små nok til,
    at den samme hukommelse bruges igen.
    """
    bidder = (vaerdier.slice(fra, _BID) for fra in range(0, len(vaerdier), _BID))
    return any(b"\0" in bid.str.join("").cast(pl.Binary).item() for bid in bidder)


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
