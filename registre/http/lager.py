"""Det, serveren har at levere: den syntetiske verden, skåret for hver dato, med sit manifest."""

from __future__ import annotations

import shutil
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from registre.adapter import HELE_HISTORIKKEN, vaelg
from registre.http.bestilling import Bestilling, Slags
from registre.http.manifest import TYPER, Manifest, Tabelmanifest
from registre.laesning.foelgeseddel import fingeraftryk

if TYPE_CHECKING:
    import polars as pl

_DANSK_TID = ZoneInfo("Europe/Copenhagen")
_DOEGN = timedelta(days=1)
Format = Literal["parquet", "csv"]


@dataclass(frozen=True, slots=True)
class Levering:
    """Et registers filer for én dato med det manifest, der følger med."""

    manifest: Manifest
    filer: dict[str, Path]
    content_type: dict[str, str]


class Lager:
    """Leveringerne, dannet første gang der spørges, og gemt i en midlertidig mappe."""

    def __init__(self, verden: Path, sidestoerrelse: int, format_: Format = "parquet") -> None:
        self.verden, self.sidestoerrelse, self.format = verden, sidestoerrelse, format_
        self._rod = Path(tempfile.mkdtemp(prefix="registerserver-"))
        self._dannet: dict[tuple[str, date, Bestilling | None], Levering] = {}
        self._laas = threading.Lock()

    def luk(self) -> None:
        """Slet filerne."""
        shutil.rmtree(self._rod, ignore_errors=True)

    def giv(self, register: str, dato: date, fejl: Bestilling | None) -> Levering:
        """Registerets levering for datoen, evt. med en bestilt fejl i."""
        with self._laas:
            noegle = (register, dato, fejl)
            if noegle not in self._dannet:
                self._dannet[noegle] = self._dan(register, dato, fejl)
            return self._dannet[noegle]

    def _dan(self, register: str, dato: date, fejl: Bestilling | None) -> Levering:
        slags = fejl.slags if fejl else None
        gammel = slags in (Slags.GAARSDAGEN, Slags.GAMLE_TAL)
        data_fra = dato - _DOEGN if gammel else dato
        filer = self._skriv(register, data_fra, fejl)
        manifest = Manifest(
            register=register,
            dato=dato - _DOEGN if slags is Slags.GAARSDAGEN else dato,
            periode_fra=HELE_HISTORIKKEN,
            periode_til=dato,
            data_fra=data_fra,
            dannet=datetime.now(_DANSK_TID).replace(microsecond=0),
            tabeller={navn: self._linje(fil, antal) for navn, (fil, antal) in filer.items()},
        )
        if slags is Slags.PERIODE:
            aaret_foer = date(dato.year - 1, 1, 1), date(dato.year - 1, 12, 31)
            manifest = replace(manifest, periode_fra=aaret_foer[0], periode_til=aaret_foer[1])
        latin = "text/csv; charset=iso-8859-1" if slags is Slags.TEGNSAET else ""
        typer = {navn: latin or TYPER[fil.suffix[1:]] for navn, (fil, _) in filer.items()}
        return Levering(manifest, {navn: fil for navn, (fil, _) in filer.items()}, typer)

    def _linje(self, fil: Path, antal: int) -> Tabelmanifest:
        stoerrelse = fil.stat().st_size
        sider = -(-stoerrelse // self.sidestoerrelse)
        return Tabelmanifest(antal, stoerrelse, sider, fil.suffix[1:], fingeraftryk(fil))

    def _skriv(
        self, register: str, dato: date, fejl: Bestilling | None
    ) -> dict[str, tuple[Path, int]]:
        """Tabellernes filer og antal rækker."""
        import polars as pl

        adapter = vaelg(f"registre.{register}.adapter.MockAdapter", mappe=self.verden)
        mappe = Path(tempfile.mkdtemp(prefix=f"{register}-{dato.isoformat()}-", dir=self._rod))
        latin = fejl is not None and fejl.slags is Slags.TEGNSAET
        filer = {}
        for navn in adapter.hent(dato, mappe).tabeller:
            fil = mappe / f"{navn}.parquet"
            ramme = pl.read_parquet(fil)
            if fejl and fejl.tabel in ("", navn) and fejl.slags in _OEDELAEG:
                ramme = _OEDELAEG[fejl.slags](ramme)
                ramme.write_parquet(fil)
            if latin or self.format == "csv":
                fil = _som_csv(ramme, fil, "iso-8859-1" if latin else "utf-8")
            filer[navn] = (fil, ramme.height)
        return filer


_OEDELAEG: dict[Slags, Callable[[pl.DataFrame], pl.DataFrame]] = {
    Slags.TOM_TABEL: lambda ramme: ramme.clear(),
    Slags.SKRUMPET: lambda ramme: ramme.head((ramme.height - 1) // 2),
    Slags.SKEMA: lambda ramme: ramme.rename({ramme.columns[-1]: f"{ramme.columns[-1]}_ny"}),
}
"""Det, en bestilt fejl gør ved en tabels rækker."""


def _som_csv(ramme: pl.DataFrame, fil: Path, tegnsaet: str) -> Path:
    csv = fil.with_suffix(".csv")
    tekst = ramme.write_csv(date_format="%Y-%m-%d")
    csv.write_bytes(tekst.encode(tegnsaet, errors="replace"))
    fil.unlink()
    return csv
