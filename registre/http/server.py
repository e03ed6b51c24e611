"""Registerserveren: taler kontrakten over HTTP om den syntetiske verden og fejler på bestilling.

Til prøver og øvelser. Den kender ingen virkelige personer.
"""

from __future__ import annotations

import hmac
import json
import threading
import time
from collections.abc import Callable
from datetime import date
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any
from urllib.parse import parse_qs, urlsplit

from registre.adapter import RegisterSvarerIkke
from registre.http.bestilling import Bestilling, Bestillinger, Slags, UkendtFejl
from registre.http.forbindelse import digest
from registre.http.lager import Format, Lager, Levering
from registre.http.manifest import JSON, MANIFEST
from registre.http.personsvar import besvar, laes_spoergsmaal
from registre.kontrakt import REGISTRE
from registre.opslag.http import OPSLAG
from registre.opslag.kontrakt import OPSLAGSREGISTRE

SIDESTOERRELSE = 4 * 1024 * 1024
KORTESTE_NOEGLE = 16
_LAENGSTE_BESTILLING = 10_000


class ForKortNoegle(ValueError):
    """Serveren starter ikke med en nøgle, der kan gættes."""


class Takt:
    """Højst så mange kald i sekundet; giver de sekunder, der skal ventes, når det er nok."""

    def __init__(self, pr_sekund: float, nu: Callable[[], float] = time.monotonic) -> None:
        self._pr_sekund, self._nu = pr_sekund, nu
        self._spand, self._sidst = pr_sekund, nu()
        self._laas = threading.Lock()

    def vent(self) -> float:
        """0, når kaldet må; ellers sekunder til det næste må."""
        if not self._pr_sekund:
            return 0.0
        with self._laas:
            nu = self._nu()
            opsparet = self._spand + (nu - self._sidst) * self._pr_sekund
            self._spand, self._sidst = min(max(self._pr_sekund, 1.0), opsparet), nu
            if self._spand < 1:
                return (1 - self._spand) / self._pr_sekund
            self._spand -= 1
            return 0.0


class Registerserver(ThreadingHTTPServer):
    """Serveren; som ``with`` kører den i en tråd og er væk bagefter.

    ``forsinkelse`` er sekunder før hvert svar, ``takt`` kald i sekundet (0: ubegrænset).
    """

    daemon_threads = True

    def __init__(
        self,
        verden: Path,
        noegle: str,
        adresse: tuple[str, int] = ("127.0.0.1", 0),
        *,
        sidestoerrelse: int = SIDESTOERRELSE,
        format_: Format = "parquet",
        forsinkelse: float = 0.0,
        takt: float = 0.0,
    ) -> None:
        if len(noegle) < KORTESTE_NOEGLE:
            raise ForKortNoegle(f"Nøglen skal have mindst {KORTESTE_NOEGLE} tegn.")
        self.lager = Lager(verden, sidestoerrelse, format_)
        self.noegle, self.forsinkelse, self.takt = noegle, forsinkelse, Takt(takt)
        self.bestillinger = Bestillinger()
        self.kald: list[str] = []
        self.lukker = threading.Event()
        super().__init__(adresse, Kald)

    @property
    def url(self) -> str:
        """Serverens adresse."""
        vaert, port = self.server_address[:2]
        return f"http://{vaert!s}:{port}"

    def __enter__(self) -> Registerserver:
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()
        return self

    def __exit__(
        self,
        art: type[BaseException] | None,
        fejl: BaseException | None,
        spor: TracebackType | None,
    ) -> None:
        self.lukker.set()
        self.shutdown()
        self.server_close()

    def server_close(self) -> None:
        """Slip porten og slet lageret."""
        super().server_close()
        self.lager.luk()


class Kald(BaseHTTPRequestHandler):
    """Ét kald."""

    server: Registerserver
    server_version = "Registerserver/1"
    sys_version = ""
    timeout = 30

    def do_GET(self) -> None:
        """Manifestet eller en side."""
        if not self._er_kendt():
            return
        dele = urlsplit(self.path)
        match dele.path.strip("/").split("/"):
            case ["v1", register, dato, hvad] if register in REGISTRE:
                side = parse_qs(dele.query).get("side", ["1"])[0]
                self._lever(register, dato, hvad, side)
            case _:
                self._svar(HTTPStatus.NOT_FOUND)

    def do_POST(self) -> None:
        """Opslaget på en person, eller en fejl på bestilling til ``/v1/fejl``."""
        if not self._er_kendt():
            return
        match urlsplit(self.path).path.strip("/").split("/"):
            case ["v1", register, dato, hvad] if hvad == OPSLAG and register in OPSLAGSREGISTRE:
                self._slaa_op(register, dato)
            case _:
                self._bestil()

    def _bestil(self) -> None:
        """``{"fejl": "500:feriekonto::3"}``."""
        laengde = self.headers.get("Content-Length", "")
        if urlsplit(self.path).path != "/v1/fejl" or not laengde.isdigit():
            self._svar(HTTPStatus.NOT_FOUND)
            return
        try:
            raa = json.loads(self.rfile.read(min(int(laengde), _LAENGSTE_BESTILLING)))
            self.server.bestillinger.bestil(Bestilling.laes(str(raa["fejl"])))
        except (UkendtFejl, ValueError, KeyError, TypeError) as fejl:
            tekst = str(fejl) if isinstance(fejl, UkendtFejl) else "Bestillingen forstås ikke."
            self._svar(HTTPStatus.BAD_REQUEST, tekst.encode(), "text/plain; charset=utf-8")
            return
        self._svar(HTTPStatus.NO_CONTENT)

    def do_DELETE(self) -> None:
        """Glem alle bestilte fejl."""
        if self._er_kendt():
            kendt = urlsplit(self.path).path == "/v1/fejl"
            if kendt:
                self.server.bestillinger.ryd()
            self._svar(HTTPStatus.NO_CONTENT if kendt else HTTPStatus.NOT_FOUND)

    def log_message(self, format: str, *args: Any) -> None:
        """Adressen bærer intet om personer, men en prøve behøver ingen log."""

    def _er_kendt(self) -> bool:
        sagt = self.headers.get("Authorization", "").encode()
        if hmac.compare_digest(sagt, f"Bearer {self.server.noegle}".encode()):
            return True
        self._svar(HTTPStatus.UNAUTHORIZED, hoveder={"WWW-Authenticate": "Bearer"})
        return False

    def _slaa_op(self, register: str, dato: str) -> None:
        laengde = self.headers.get("Content-Length", "")
        krop = (
            self.rfile.read(min(int(laengde), _LAENGSTE_BESTILLING)) if laengde.isdigit() else b""
        )
        gaar_det, slags = self._begynd(register, OPSLAG)
        if not gaar_det:
            return
        fejl = self.server.bestillinger.om_leverancen(register)
        try:
            om = laes_spoergsmaal(krop, date.fromisoformat(dato))
            svar = besvar(self.server.lager.verden, register, om, fejl, slags)
        except (ValueError, RegisterSvarerIkke):
            self._svar(HTTPStatus.NOT_FOUND)
            return
        latin = fejl is not None and fejl.slags is Slags.TEGNSAET
        type_ = f"{JSON}; charset=iso-8859-1" if latin else JSON
        self._svar(HTTPStatus.OK, svar, type_, slags=slags)

    def _begynd(self, register: str, hvad: str) -> tuple[bool, Slags | None]:
        """Om der skal svares, og hvad der skal gå galt i svaret selv."""
        self.server.kald.append(self.path)
        self.server.lukker.wait(self.server.forsinkelse)
        if vent := self.server.takt.vent():
            sekunder = {"Retry-After": str(max(1, round(vent)))}
            self._svar(HTTPStatus.TOO_MANY_REQUESTS, hoveder=sekunder)
            return False, None
        slags = self.server.bestillinger.om_kaldet(register, hvad)
        return not (slags and self._gaar_galt(slags)), slags

    def _lever(self, register: str, dato: str, hvad: str, side: str) -> None:
        gaar_det, slags = self._begynd(register, hvad)
        if not gaar_det:
            return
        fejl = self.server.bestillinger.om_leverancen(register)
        try:
            levering = self.server.lager.giv(register, date.fromisoformat(dato), fejl)
        except (ValueError, RegisterSvarerIkke):
            self._svar(HTTPStatus.NOT_FOUND)
            return
        if hvad == MANIFEST:
            self._svar(HTTPStatus.OK, levering.manifest.som_json(), JSON, slags=slags)
        else:
            self._send_side(levering, hvad, side, slags)

    def _gaar_galt(self, slags: Slags) -> bool:
        """Fejl, der står i stedet for svaret; falsk, når svaret selv skal gå galt."""
        match slags:
            case Slags.TIMEOUT:
                self.server.lukker.wait(self.timeout)
                self.close_connection = True
            case Slags.AFBRUDT:
                self.close_connection = True
            case Slags.FEJL_500:
                self._svar(HTTPStatus.INTERNAL_SERVER_ERROR)
            case Slags.FEJL_503 | Slags.FOR_MANGE:
                self._svar(HTTPStatus(int(slags.value)), hoveder={"Retry-After": "7"})
            case Slags.INDHOLDSTYPE:
                side = "<!doctype html><p>Vi er straks tilbage.</p>"
                self._svar(HTTPStatus.OK, side.encode(), "text/html; charset=utf-8")
            case _:
                return False
        return True

    def _send_side(self, levering: Levering, tabel: str, side: str, slags: Slags | None) -> None:
        manifest = levering.manifest.tabeller.get(tabel)
        nr = int(side) if side.isascii() and side.isdigit() else 0
        if manifest is None or not 1 <= nr <= manifest.sider:
            self._svar(HTTPStatus.NOT_FOUND)
            return
        if slags is Slags.DOBBELT_SIDE:
            nr = max(1, nr - 1)
        with levering.filer[tabel].open("rb") as fil:
            fil.seek((nr - 1) * self.server.lager.sidestoerrelse)
            krop = fil.read(self.server.lager.sidestoerrelse)
        if slags is Slags.TOM_SIDE:
            krop = b""
        self._svar(HTTPStatus.OK, krop, levering.content_type[tabel], slags=slags)

    def _svar(
        self,
        status: HTTPStatus,
        krop: bytes = b"",
        type_: str = "",
        *,
        hoveder: dict[str, str] | None = None,
        slags: Slags | None = None,
    ) -> None:
        self.send_response(status)
        if type_:
            self.send_header("Content-Type", type_)
            self.send_header("Content-Digest", digest(b"" if slags is Slags.AFTRYK else krop))
        for navn, vaerdi in (hoveder or {}).items():
            self.send_header(navn, vaerdi)
        self.send_header("Content-Length", str(len(krop)))
        self.end_headers()
        self.wfile.write(krop[: len(krop) // 2] if slags is Slags.HALV_SIDE else krop)
        self.close_connection = self.close_connection or slags is Slags.HALV_SIDE
