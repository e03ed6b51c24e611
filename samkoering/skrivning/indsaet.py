"""Mange rækker på én gang: på PostgreSQL gennem COPY, ellers som databasens egen bunke.

COPY kan ikke skrive lige i en tabel med rækkesikkerhed. Rækkerne går derfor til en midlertidig
tabel og videre med ét INSERT, som muren ser. Den midlertidige tabel er forbindelsens og tømmes, når
transaktionen slutter: at lave den for hver kommune koster mere end at skrive få rækker, så dem
sendes der ét almindeligt INSERT om. Et sammenfald på en nøgle er en fejl og ruller delen tilbage;
hovedbogen prøver den igen.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django.db import connection, models
from django.utils import timezone
from psycopg2 import sql  # type: ignore[import-untyped]

if TYPE_CHECKING:
    Felt = models.Field[Any, Any]

PORTION = 500
"""Rækker pr. sætning, når der ikke er COPY."""
_INTET = "\\N"
_BID = 1 << 20
"""Så mange bytes gives COPY ad gangen."""
_FAA = 30
"""Så få rækker sendes uden om COPY."""
_MIDLERTIDIG = (
    "CREATE TEMPORARY TABLE IF NOT EXISTS {nye} ON COMMIT DELETE ROWS "
    "AS SELECT * FROM {tabel} WITH NO DATA",
    # Er der skrevet til den samme tabel tidligere i transaktionen, står rækkerne der endnu.
    "DELETE FROM {nye}",
)
_KOPI = "COPY {nye} ({kolonner}) FROM STDIN"
_FLYT = "INSERT INTO {tabel} ({alle}) SELECT {valgte} FROM {nye}"
_KANONISK = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def som_json(vaerdi: object) -> str:
    """Værdien som JSON med faste nøgler: den tekst, der gemmes, og som fingeraftryk tages af."""
    return _KANONISK.encode(vaerdi)


def indsaet(raekker: Iterable[models.Model], manager: Any) -> None:
    """Skriv nye rækker af samme model. ``manager`` er modellens, afgrænset til kommunen."""
    alle = list(raekker)
    if not alle:
        return
    if connection.vendor == "postgresql":
        felter = [felt for felt in _felter(type(alle[0])) if not _taelles_af_databasen(felt)]
        tupler = [[_vaerdi(felt, raekke) for felt in felter] for raekke in alle]
        _paa_postgresql(type(alle[0]), felter, tupler, {})
    else:
        manager.bulk_create(alle, batch_size=PORTION)


def indsaet_tupler(
    model: type[models.Model],
    felter: Sequence[str],
    raekker: Iterable[Sequence[object]],
    faelles: Mapping[str, object],
) -> None:
    """Skriv nye rækker uden at danne modellens objekter: det koster mere end at skrive dem.

    ``raekker`` følger ``felter`` (``attname``), og ``faelles`` er ens for dem alle. Resten får
    modellens udgangspunkt. JSON gives som færdig tekst (``som_json``).
    """
    alle = list(raekker)
    if not alle:
        return
    kendte = {felt.attname: felt for felt in _felter(model)}
    resten = {
        navn: _udgangspunkt(felt)
        for navn, felt in kendte.items()
        if navn not in felter and navn not in faelles and not _taelles_af_databasen(felt)
    }
    egne, ens = [kendte[navn] for navn in felter], {**resten, **faelles}
    fast = {kendte[navn]: _klar(kendte[navn], vaerdi) for navn, vaerdi in ens.items()}
    if connection.vendor == "postgresql":
        _paa_postgresql(model, egne, alle, fast)
    else:
        _i_bunke(model, egne, alle, fast)


def _felter(model: type[models.Model]) -> list[Felt]:
    return list(model._meta.concrete_fields)


def _taelles_af_databasen(felt: Felt) -> bool:
    return isinstance(felt, models.AutoField | models.BigAutoField)


def _udgangspunkt(felt: Felt) -> object:
    """Værdien i de rækker, der ikke selv siger den; en nøgle er aldrig den samme."""
    if felt.primary_key:
        raise LookupError(f"{felt} mangler i rækkerne.")
    return timezone.now() if getattr(felt, "auto_now_add", False) else felt.get_default()


def _klar(felt: Felt, vaerdi: Any) -> Any:
    """Værdien, som databasen tager den; JSON er allerede tekst."""
    er_json = isinstance(felt, models.JSONField)
    return vaerdi if er_json else felt.get_db_prep_save(vaerdi, connection)


def _vaerdi(felt: Felt, raekke: models.Model) -> Any:
    vaerdi = felt.pre_save(raekke, add=True)
    return som_json(vaerdi) if isinstance(felt, models.JSONField) else _klar(felt, vaerdi)


def _paa_postgresql(
    model: type[models.Model],
    felter: Sequence[Felt],
    raekker: Sequence[Sequence[object]],
    fast: Mapping[Felt, Any],
) -> None:
    kolonner = tuple(str(felt.column) for felt in [*felter, *fast])
    tabel = model._meta.db_table
    with connection.cursor() as markoer:
        if len(raekker) <= _FAA:
            vaerdier = [v for raekke in raekker for v in (*raekke, *fast.values())]
            markoer.execute(_faa_raekker(tabel, kolonner, len(raekker)), vaerdier)
        else:
            navne = _navne(tabel, kolonner[: len(felter)], kolonner[len(felter) :])
            _copy(markoer, navne, raekker, list(fast.values()))


@lru_cache(maxsize=512)
def _faa_raekker(tabel: str, kolonner: tuple[str, ...], antal: int) -> str:
    """Rækkerne i én sætning."""
    navn = connection.ops.quote_name
    raekke = f"({', '.join(['%s'] * len(kolonner))})"
    alle = ", ".join([raekke] * antal)
    return f"INSERT INTO {navn(tabel)} ({', '.join(map(navn, kolonner))}) VALUES {alle}"  # noqa: S608 – modellens egne navne


def _navne(tabel: str, egne: Sequence[str], ens: Sequence[str]) -> dict[str, sql.Composable]:
    """Navnene, COPY og INSERT skal bruge; ``ens`` er kolonnerne, rækkerne har til fælles."""
    kolonner, faste = [sql.Identifier(k) for k in egne], [sql.Identifier(k) for k in ens]
    return {
        "tabel": sql.Identifier(tabel),
        "nye": sql.Identifier(f"nye_{tabel}"),
        "kolonner": sql.SQL(", ").join(kolonner),
        "alle": sql.SQL(", ").join([*kolonner, *faste]),
        "valgte": sql.SQL(", ").join([*kolonner, *[sql.Placeholder()] * len(faste)]),
    }


def _copy(
    markoer: Any,
    navne: Mapping[str, sql.Composable],
    raekker: Iterable[Sequence[object]],
    ens: Sequence[object],
) -> None:
    """Rækkerne gennem den midlertidige tabel; ``ens`` er det, de har til fælles."""
    for saetning in _MIDLERTIDIG:
        markoer.execute(sql.SQL(saetning).format(**navne))
    markoer.copy_expert(sql.SQL(_KOPI).format(**navne), _som_tekst(raekker), _BID)
    markoer.execute(sql.SQL(_FLYT).format(**navne), ens)


def _som_tekst(raekker: Iterable[Sequence[object]]) -> io.BytesIO:
    """Rækkerne i COPYs tekstform."""
    ud = io.BytesIO()
    for raekke in raekker:
        ud.write(_linje(raekke).encode())
        ud.write(b"\n")
    ud.seek(0)
    return ud


def _linje(raekke: Sequence[object]) -> str:
    """Rækken på én linje; kun den, der rummer COPYs egne tegn, skrives om celle for celle."""
    celler = [celle if type(celle) is str else _tekst(celle) for celle in raekke]
    linje = "\t".join(celler)
    if "\\" in linje or "\n" in linje or "\r" in linje or linje.count("\t") >= len(celler):
        return "\t".join(map(_celle, raekke))
    return linje


def _tekst(vaerdi: object) -> str:
    return _INTET if vaerdi is None else str(vaerdi)


def _celle(vaerdi: object) -> str:
    """Cellen, som PostgreSQL læser den."""
    if vaerdi is None:
        return _INTET
    tekst = str(vaerdi).replace("\\", "\\\\").replace("\n", "\\n")
    return tekst.replace("\r", "\\r").replace("\t", "\\t")


def _i_bunke(
    model: type[models.Model],
    felter: Sequence[Felt],
    raekker: Iterable[Sequence[object]],
    fast: Mapping[Felt, Any],
) -> None:
    """Samme rækker med én sætning, databasen husker, når der ikke er COPY."""
    navn = connection.ops.quote_name
    kolonner = ", ".join(navn(str(felt.column)) for felt in [*felter, *fast])
    pladser = ", ".join(["%s"] * (len(felter) + len(fast)))
    ens = list(fast.values())
    with connection.cursor() as markoer:
        markoer.executemany(
            f"INSERT INTO {navn(model._meta.db_table)} ({kolonner}) VALUES ({pladser})",  # noqa: S608 – modellens egne navne
            [[*map(_klar, felter, raekke), *ens] for raekke in raekker],
        )
