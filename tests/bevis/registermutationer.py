"""Måder, et register kan levere halvt eller forkert på, hver anvendt på én fil i et udtræk.

Undervejs: filen er ikke den, følgesedlen nævner. Fra kilden: følgesedlen passer med filen, men
leverancen er gammel, for en anden periode, påfaldende lille eller i et andet skema.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from random import Random

import polars as pl

from registre.kontrakt import TABELLER
from registre.laesning import foelgeseddel
from tests.bevis.registerverden import ALLE, Verden, skriv_seddel

Mutator = Callable[[Verden, str, Random], None]
MINDST = 100


@dataclass(frozen=True)
class Mutation:
    """En mutation af en tabel, og hvilke tabeller der så ikke mere kan stoles på."""

    navn: str
    tabel: str
    froe: int
    undervejs: bool

    def anvend(self, verden: Verden) -> frozenset[str]:
        """Ødelæg tabellen (mappen genskabes af ``Verden.genskab``); giver de ramte tabeller."""
        terning = Random(f"{self.navn}{self.tabel}{self.froe}")
        (UNDERVEJS if self.undervejs else FRA_KILDEN)[self.navn](verden, self.tabel, terning)
        if self.navn == "følgesedlens bytes":
            return frozenset(ALLE)
        if self.undervejs:
            return frozenset({self.tabel})
        rum = ALLE[self.tabel].register
        return frozenset(navn for navn, t in TABELLER.items() if t.register == rum)


def _bytes(skift: Callable[[bytes, Random], bytes]) -> Mutator:
    def mutator(verden: Verden, tabel: str, terning: Random) -> None:
        fil = verden.fil(tabel)
        fil.write_bytes(skift(fil.read_bytes(), terning))

    return mutator


def _raekker(skift: Callable[[pl.DataFrame, Random], pl.DataFrame]) -> Mutator:
    """Rækkerne ændres, og filen er bagefter en gyldig fil i sit format."""

    def mutator(verden: Verden, tabel: str, terning: Random) -> None:
        fil = verden.fil(tabel)
        if fil.suffix == ".csv":
            skift(_som_tekst(fil), terning).write_csv(fil, quote_style="necessary")
        else:
            skift(pl.read_parquet(io.BytesIO(fil.read_bytes())), terning).write_parquet(fil)

    return mutator


def _som_tekst(fil: Path) -> pl.DataFrame:
    return pl.read_csv(io.BytesIO(fil.read_bytes()), infer_schema=False)


def _oedelagte(indhold: bytes, terning: Random) -> bytes:
    ny = bytearray(indhold)
    for _ in range(terning.choice((1, 2, 8, 64))):
        ny[terning.randrange(len(ny))] ^= terning.randrange(1, 256)
    return bytes(ny)


def _nulstillet(indhold: bytes, terning: Random) -> bytes:
    """Et hul af nuller, som et filsystem efterlader det."""
    fra = terning.randrange(len(indhold))
    til = min(len(indhold), fra + terning.choice((16, 512, 4096)))
    return indhold[:fra] + bytes(til - fra) + indhold[til:]


def _ved_linje(indhold: bytes, terning: Random) -> bytes:
    """Afkortet lige efter en række: filen ser hel ud."""
    ender = [nr for nr, tegn in enumerate(indhold) if tegn == 10] or [len(indhold) // 2]
    return indhold[: terning.choice(ender[:-1] or ender) + 1]


def _tegnsaet(indhold: bytes, terning: Random) -> bytes:
    tekst = indhold.decode("utf-8", errors="replace")
    return tekst.encode(terning.choice(("utf-16", "cp500", "utf-8-sig", "utf-32")), "replace")


def _byttede(ramme: pl.DataFrame, terning: Random) -> pl.DataFrame:
    """To kolonner af samme type bytter navn."""
    ens = [
        (a, b) for a in ramme.columns for b in ramme.columns
        if a < b and ramme[a].dtype == ramme[b].dtype
    ]  # fmt: skip
    if not ens:
        return ramme.select(pl.all().shift(1))
    a, b = terning.choice(ens)
    return ramme.rename({a: b, b: a})


def _uden_nogle(ramme: pl.DataFrame, terning: Random) -> pl.DataFrame:
    return ramme.filter([terning.random() > 0.3 for _ in range(ramme.height)])


def _uden_en(ramme: pl.DataFrame, terning: Random) -> pl.DataFrame:
    vaek = terning.randrange(max(1, ramme.height))
    return pl.concat([ramme.head(vaek), ramme.slice(vaek + 1)])


def _uden_en_person(ramme: pl.DataFrame, terning: Random) -> pl.DataFrame:
    noegle = ramme[ramme.columns[0]]
    return ramme.filter(noegle != terning.choice(noegle.to_list())) if len(noegle) else ramme


def _dobbelt(ramme: pl.DataFrame, terning: Random) -> pl.DataFrame:
    return pl.concat([ramme, ramme.sample(fraction=terning.choice((0.1, 1)), seed=1)])


def _slet(verden: Verden, tabel: str, terning: Random) -> None:
    verden.fil(tabel).unlink()


def _anden_tabel(verden: Verden, tabel: str, terning: Random) -> None:
    anden = terning.choice([navn for navn in ALLE if navn != tabel])
    verden.fil(tabel).write_bytes(verden.fil(anden).read_bytes())


def _gaarsdagens_fil(verden: Verden, tabel: str, terning: Random) -> None:
    fil = verden.fil(tabel)
    fil.write_bytes((verden.gaars / fil.name).read_bytes())


def _begge_formater(verden: Verden, tabel: str, terning: Random) -> None:
    fil = verden.fil(tabel)
    anden = ".csv" if fil.suffix == ".parquet" else ".parquet"
    fil.with_suffix(anden).write_bytes(fil.read_bytes())


def _sedlens_bytes(verden: Verden, tabel: str, terning: Random) -> None:
    """Følgesedlen selv går i stykker, mens en fil er afkortet."""
    seddel = verden.mappe / foelgeseddel.FIL
    seddel.write_bytes(_oedelagte(seddel.read_bytes(), terning))
    if terning.random() < 0.5:
        _raekker(_uden_nogle)(verden, tabel, terning)


UNDERVEJS: dict[str, Mutator] = {
    "afkortet": _bytes(lambda b, t: b[: t.randrange(len(b))]),
    "afkortet ved en række": _bytes(_ved_linje),
    "halv": _bytes(lambda b, _: b[: len(b) // 2]),
    "sidste byte tabt": _bytes(lambda b, _: b[:-1]),
    "begyndelsen tabt": _bytes(lambda b, t: b[t.randrange(1, len(b)) :]),
    "tom fil": _bytes(lambda b, _: b""),
    "kun hoved": _raekker(lambda r, _: r.clear()),
    "fordoblet": _bytes(lambda b, _: b + b),
    "fordoblede rækker": _raekker(_dobbelt),
    "ødelagte bytes": _bytes(_oedelagte),
    "hul af nuller": _bytes(_nulstillet),
    "forkert tegnsæt": _bytes(_tegnsaet),
    "byttede kolonner": _raekker(_byttede),
    "rækker tabt": _raekker(_uden_nogle),
    "en række tabt": _raekker(_uden_en),
    "en person tabt": _raekker(_uden_en_person),
    "fil tabt": _slet,
    "en anden tabels fil": _anden_tabel,
    "gårsdagens fil": _gaarsdagens_fil,
    "begge formater": _begge_formater,
    "følgesedlens bytes": _sedlens_bytes,
}


def _ret_linjen(verden: Verden, tabel: str, **felter: object) -> None:
    """Ret registerets linje, som kilden selv ville have skrevet den."""
    fil = verden.mappe / foelgeseddel.FIL
    raa = json.loads(fil.read_text(encoding="utf-8"))
    linje = raa[ALLE[tabel].register]
    for navn, vaerdi in felter.items():
        for hvor in [linje] if navn == "data_fra" else linje["tabeller"].values():
            hvor[navn] = vaerdi
    fil.write_text(json.dumps(raa), encoding="utf-8")


def _hele_gaarsdagen(verden: Verden, tabel: str, terning: Random) -> None:
    """Hele registerets leverance fra i går, hel og med sin egen dato."""
    for navn, t in TABELLER.items():
        if t.register == ALLE[tabel].register:
            _gaarsdagens_fil(verden, navn, terning)
    skriv_seddel(verden.mappe, verden.dag)
    dage = terning.choice((1, 1, 2, 7, 365))
    _ret_linjen(verden, tabel, data_fra=str(verden.dag - timedelta(days=dage)))


def _forkert_periode(verden: Verden, tabel: str, terning: Random) -> None:
    fra, til = verden.krav.periode_fra, verden.dag
    dage = timedelta(days=terning.choice((1, 31, 365)))
    forkert = terning.choice(
        [(fra - dage, til - dage), (til + dage, til + 2 * dage), (fra, fra + dage)]
    )
    if tabel == "r75_moms":
        forkert = (fra, til)  # når ikke momsens tidligere start
    _raekker(_uden_nogle)(verden, tabel, terning)
    skriv_seddel(verden.mappe, verden.dag)
    if forkert[0] <= fra and forkert[1] >= til and tabel != "r75_moms":
        forkert = (fra + dage, til)
    _ret_linjen(
        verden, tabel, periode_fra=forkert[0].isoformat(), periode_til=forkert[1].isoformat()
    )


def _for_lidt(verden: Verden, tabel: str, terning: Random) -> None:
    """Kilden selv mistede over halvdelen og ved det ikke: manifestet passer med det lidt."""
    foer = verden.krav.forrige[tabel].antal
    behold = terning.choice((0, 1, foer // 4, (foer - 1) // 2))
    _raekker(lambda ramme, _: ramme.head(behold))(verden, tabel, terning)
    skriv_seddel(verden.mappe, verden.dag)


def _nyt_skema(verden: Verden, tabel: str, terning: Random) -> None:
    """Kilden har omdøbt en kolonne: rækker og fingeraftryk passer med det, den sendte."""
    _raekker(_omdoebt)(verden, tabel, terning)
    fil = verden.mappe / foelgeseddel.FIL
    raa = json.loads(fil.read_text(encoding="utf-8"))
    aftryk = foelgeseddel.fingeraftryk(verden.fil(tabel))
    raa[ALLE[tabel].register]["tabeller"][tabel]["sha256"] = aftryk
    fil.write_text(json.dumps(raa), encoding="utf-8")


def _omdoebt(ramme: pl.DataFrame, terning: Random) -> pl.DataFrame:
    navn = terning.choice(ramme.columns)
    return ramme.rename({navn: f"{navn}_ny"})


FRA_KILDEN: dict[str, Mutator] = {
    "gårsdagens leverance": _hele_gaarsdagen,
    "forkert periode": _forkert_periode,
    "for lidt": _for_lidt,
    "nyt skema": _nyt_skema,
}


def alle(verden: Verden) -> list[tuple[str, str, bool]]:
    """Hver mutation af hver tabel, den giver mening for: (navn, tabel, undervejs)."""
    store = [navn for navn in TABELLER if verden.krav.forrige[navn].antal >= MINDST]
    undervejs = [(navn, tabel, True) for navn in UNDERVEJS for tabel in ALLE]
    kilden = [
        (navn, tabel, False)
        for navn in FRA_KILDEN
        for tabel in (store if navn == "for lidt" else TABELLER)
    ]
    return undervejs + kilden
