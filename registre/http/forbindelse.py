"""Ét kald til registerets server: et helt svar af den rigtige slags, eller hvad der gik galt."""

from __future__ import annotations

import base64
import hashlib
import http.client
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, urlsplit

from registre.http.taalmod import Budget, Midlertidig, Opgivet

HOEJST_PR_SVAR = 64 * 1024 * 1024
_BID = 64 * 1024
_OVER = frozenset({408, 425, 500, 502, 503, 504})
"""Svar, der kan være anderledes om lidt."""
_LOKALE = frozenset({"127.0.0.1", "::1", "localhost"})


class ForkertOpsat(ValueError):
    """Forbindelsens indstillinger kan ikke bruges; teksten siger, hvad der skal sættes."""


@dataclass(frozen=True, slots=True)
class Forbindelse:
    """Serverens adresse, den delte nøgle, og hvor længe ét kald må være tavst."""

    adresse: str
    noegle: str
    timeout: float = 10.0

    @classmethod
    def fra_miljoeet(cls, register: str, miljoe: Mapping[str, str]) -> Forbindelse:
        """``REGISTERSERVER_<RUM>_URL`` eller ``REGISTERSERVER_URL``, med nøglen ved siden af."""
        rum = register.upper()
        adresse, noegle, timeout = (
            miljoe.get(f"REGISTERSERVER_{rum}_{navn}") or miljoe.get(f"REGISTERSERVER_{navn}", "")
            for navn in ("URL", "NOEGLE", "TIMEOUT")
        )
        if not (adresse and noegle):
            raise ForkertOpsat("Sæt REGISTERSERVER_URL og REGISTERSERVER_NOEGLE.")
        dele = _adressens_dele(adresse)
        if dele.scheme == "http" and dele.hostname not in _LOKALE and not _maa_ukrypteret(miljoe):
            raise ForkertOpsat(
                "REGISTERSERVER_URL er uden https, og nøglen ville kunne læses undervejs. Brug "
                "https, eller sæt REGISTERSERVER_UKRYPTERET=ja på et lukket net."
            )
        try:
            return cls(adresse.rstrip("/"), noegle, float(timeout or 10))
        except ValueError:
            raise ForkertOpsat("REGISTERSERVER_TIMEOUT er ikke et tal.") from None

    def hent(self, sti: str, ventet_type: str, budget: Budget, sendt: bytes | None = None) -> bytes:
        """Svarets krop. Kaster ``Midlertidig``, når det kan gå over, og ellers ``Opgivet``.

        ``sendt`` er JSON, der skal stå i kroppen og aldrig i adressen; så er kaldet et ``POST``.
        """
        timeout = min(self.timeout, budget.tilbage())
        dele = urlsplit(self.adresse)
        klasse = http.client.HTTPSConnection if dele.scheme == "https" else _Ukrypteret
        kald = klasse(dele.hostname or "", dele.port, timeout=timeout)
        try:
            hoved = {"Authorization": f"Bearer {self.noegle}", "Connection": "close"}
            if sendt is not None:
                hoved["Content-Type"] = "application/json"
            metode = "GET" if sendt is None else "POST"
            kald.request(metode, dele.path + sti, body=sendt, headers=hoved)
            svar = kald.getresponse()
            _kraev_status(svar)
            _kraev_type(svar, ventet_type)
            return _krop(svar, budget)
        except ssl.SSLCertVerificationError as fejl:
            raise Opgivet("Registerets certifikat kan ikke godkendes.") from fejl
        except TimeoutError as fejl:
            grund = f"Registeret svarede ikke inden for {_saa_laenge(timeout)}."
            raise Midlertidig(grund) from fejl
        except ConnectionRefusedError as fejl:
            raise Midlertidig("Registeret tager ikke imod kald.") from fejl
        except socket.gaierror as fejl:
            raise Midlertidig("Registerets adresse kan ikke slås op.") from fejl
        except (OSError, http.client.HTTPException) as fejl:
            raise Midlertidig("Forbindelsen til registeret blev afbrudt.") from fejl
        finally:
            kald.close()


_Ukrypteret = http.client.HTTPConnection


def _saa_laenge(sekunder: float) -> str:
    tal = f"{round(sekunder, 1):g}".replace(".", ",")
    return f"{tal} sekund" if tal == "1" else f"{tal} sekunder"


def _adressens_dele(adresse: str) -> SplitResult:
    try:
        dele = urlsplit(adresse)
        brugbar = dele.scheme in ("http", "https") and dele.hostname and dele.port != 0
    except ValueError:  # en port, der ikke er et tal, eller en skæv IPv6-adresse
        brugbar = False
    if not brugbar:
        raise ForkertOpsat("REGISTERSERVER_URL er ikke en adresse. Skriv https://vært.")
    return dele


def _maa_ukrypteret(miljoe: Mapping[str, str]) -> bool:
    return miljoe.get("REGISTERSERVER_UKRYPTERET", "").lower() == "ja"


def _kraev_status(svar: http.client.HTTPResponse) -> None:
    if svar.status == 200:
        return
    vent = _sekunder(svar.getheader("Retry-After", ""))
    if svar.status == 429:
        raise Midlertidig("Registeret beder om færre kald.", vent, fejl=False)
    if svar.status in _OVER:
        raise Midlertidig(f"Registeret svarede {svar.status}.", vent)
    if svar.status in (401, 403):
        raise Opgivet(f"Registeret afviste nøglen ({svar.status}). Ret REGISTERSERVER_NOEGLE.")
    raise Opgivet(f"Registeret svarede {svar.status}, som ikke kan bruges.")


def _sekunder(retry_after: str) -> float:
    """``Retry-After`` er sekunder eller et tidspunkt; det uforståelige er ingenting."""
    if retry_after.isascii() and retry_after.isdigit():
        return float(retry_after)
    try:
        tid = parsedate_to_datetime(retry_after)
    except ValueError:
        return 0.0
    return max(0.0, (tid - datetime.now(tid.tzinfo or UTC)).total_seconds()) if tid.tzinfo else 0.0


def _kraev_type(svar: http.client.HTTPResponse, ventet: str) -> None:
    """Slagsen skal være den ventede; nævnes et tegnsæt, er det UTF-8."""
    hoved = Message()
    hoved["Content-Type"] = svar.getheader("Content-Type", "")
    slags, _, _ = ventet.partition(";")
    if hoved.get_content_type() != slags or hoved.get_content_charset("utf-8") != "utf-8":
        raise Midlertidig(f"Registeret svarede med en anden slags indhold end {ventet}.")


def _krop(svar: http.client.HTTPResponse, budget: Budget) -> bytes:
    """Hele kroppen; en dråbe ad gangen kan ikke vare længere end budgettet."""
    laengde, krop = svar.length, bytearray()
    while laengde is None or len(krop) < laengde:
        bid = svar.read1(_BID)
        if not bid:
            break
        krop += bid
        budget.tilbage()
        if len(krop) > HOEJST_PR_SVAR:
            raise Opgivet("Registeret sendte et for stort svar.")
    if laengde is not None and len(krop) != laengde:
        raise Midlertidig("Registeret sendte kun en del af svaret.")
    _kraev_fingeraftryk(svar.getheader("Content-Digest", ""), bytes(krop))
    return bytes(krop)


def digest(krop: bytes) -> str:
    """``Content-Digest`` (RFC 9530) for kroppen."""
    aftryk = base64.b64encode(hashlib.sha256(krop).digest()).decode()
    return f"sha-256=:{aftryk}:"


def _kraev_fingeraftryk(sagt: str, krop: bytes) -> None:
    """Andre slags aftryk end SHA-256 må stå ved siden af; manifestets holder filen hel."""
    aftryk = [led.strip() for led in sagt.split(",") if led.strip().startswith("sha-256=")]
    if aftryk and aftryk != [digest(krop)]:
        raise Midlertidig("Svaret passer ikke med sit fingeraftryk.")
