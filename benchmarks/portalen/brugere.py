"""Locust: sagsbehandlere, der arbejder: overblik, lister, bestilling, kontrolark, PDF, feedback.

Sessionerne er oprettet på forhånd (``sessioner.py``); log-in med app måles ikke.
"""

from __future__ import annotations

import itertools
import json
import os
import random
import re
import sys
from typing import Any

from locust import HttpUser, between, events, task

SESSIONER = itertools.cycle(json.loads(os.environ["SESSIONER"]))
SAG = re.compile(r'name="sag" value="([0-9a-f-]{36})"')
TOKEN = re.compile(r'name="(token|csrfmiddlewaretoken)" value="([^"]+)"')
ARK = re.compile(r'href="/kontrolark/([0-9a-f-]{36})/"')
FILTRE = (
    "",
    "?tema=Indkomst",
    "?sorter=fundet",
    "?sorter=-udloeber",
    "?tema=Adresse&sorter=sagsnr",
)


@events.request.add_listener  # type: ignore[untyped-decorator]
def sig_fejlen(name: str, exception: Exception | None, **_: Any) -> None:
    """Et kald, der fejlede, siger hvorfor; så kan målingen gentages og ses efter."""
    if exception:
        print(f"{name}: {exception}", file=sys.stderr)


class Sagsbehandler(HttpUser):
    """Én bruger i én browser; et klik hvert andet sekund i snit."""

    wait_time = between(1, 3)

    def on_start(self) -> None:
        """Browseren har sin session med."""
        self.client.cookies.set("sessionid", next(SESSIONER))

    @task(2)
    def overblik(self) -> None:
        """Morgenens side."""
        self.client.get("/", name="overblik")

    @task(4)
    def bestillingsliste(self) -> None:
        """Listen med et filter."""
        self.client.get(f"/bestillingsliste/{random.choice(FILTRE)}", name="bestillingsliste")

    @task(1)
    def bestil(self) -> None:
        """Vælg to sager, og bestil dem."""
        side = self.client.get("/bestillingsliste/", name="bestillingsliste").text
        if sager := SAG.findall(side):
            felter = {**dict(TOKEN.findall(side)), "sag": random.sample(sager, min(2, len(sager)))}
            self.client.post("/bestillingsliste/", felter, name="bestil", headers=self._fra())

    @task(4)
    def prioriteringsliste(self) -> None:
        """Egne sager eller teamets."""
        vis = random.choice(("mine", "teamet"))
        self.client.get(f"/prioriteringsliste/?vis={vis}", name="prioriteringsliste")

    @task(6)
    def kontrolark(self) -> None:
        """Åbn en sag fra listen; hver tredje gang også som PDF."""
        if sag := self._en_sag():
            self.client.get(f"/kontrolark/{sag}/", name="kontrolark")
            if random.random() < 1 / 3:
                self.client.get(f"/kontrolark/{sag}.pdf", name="kontrolark som PDF")

    @task(2)
    def feedback(self) -> None:
        """Åbn formularen fra listen."""
        self.client.get("/feedbackliste/", name="feedbackliste")
        if sag := self._en_sag():
            self.client.get(f"/feedbackliste/{sag}/", name="feedback")

    def _en_sag(self) -> str:
        side = self.client.get("/prioriteringsliste/", name="prioriteringsliste").text
        fundne = ARK.findall(side)
        return random.choice(fundne) if fundne else ""

    def _fra(self) -> dict[str, str]:
        return {"Referer": f"{self.host}/bestillingsliste/"}
