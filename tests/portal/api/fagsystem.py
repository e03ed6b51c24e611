"""Et fagsystem, som prøverne kalder grænsefladen med."""

from __future__ import annotations

import json
from typing import Any
from uuid import uuid4

from django.test import Client

from adgang.api import klienter
from adgang.api.omfang import Apiomfang
from adgang.models import Apiklient, Kommune
from tests import fabrik

ROD = "/api/v1/"


class Fagsystem:
    """En klient med en nøgle; hvert POST får sin egen Idempotency-Key, når intet andet siges."""

    def __init__(
        self,
        hvor: Kommune | None = None,
        *omfang: Apiomfang,
        navn: str = "Fagsystemet",
        **valg: Any,
    ) -> None:
        self.http = Client(raise_request_exception=False)
        self.klient: Apiklient
        self.klient, self.noegle = klienter.opret(
            hvor or fabrik.kommune(), navn, omfang or list(Apiomfang), dage=30, **valg
        )

    @property
    def hoveder(self) -> dict[str, str]:
        """Klientens nøgle."""
        return {"Authorization": f"Bearer {self.noegle}"}

    def get(self, sti: str, **hoveder: str) -> Any:
        """GET med nøglen."""
        return self.http.get(ROD + sti, headers=self.hoveder | _navne(hoveder))

    def delete(self, sti: str, **hoveder: str) -> Any:
        """DELETE med nøglen."""
        return self.http.delete(ROD + sti, headers=self.hoveder | _navne(hoveder))

    def post(self, sti: str, krop: Any, **hoveder: str) -> Any:
        """POST af JSON med nøglen."""
        alle = {"idempotency_key": str(uuid4()), "content_type": "application/json", **hoveder}
        art = alle.pop("content_type")
        raa = krop if isinstance(krop, (str, bytes)) else json.dumps(krop)
        return self.http.post(ROD + sti, raa, content_type=art, headers=self.hoveder | _navne(alle))


def _navne(hoveder: dict[str, str]) -> dict[str, str]:
    return {navn.replace("_", "-").title(): v for navn, v in hoveder.items() if v}


def problem(svar: Any) -> str:
    """Problemets slags; svaret skal være et problem med samme status i krop og hoved."""
    assert svar["Content-Type"] == "application/problem+json"
    assert svar["Cache-Control"] == "no-store"
    krop = svar.json()
    assert krop["status"] == svar.status_code
    return str(krop["type"]).rpartition(":")[2]


def felter(svar: Any) -> list[str]:
    """De felter, svaret siger skal rettes."""
    assert problem(svar) == "ugyldigt"
    return [et["felt"] for et in svar.json()["fejl"]]
