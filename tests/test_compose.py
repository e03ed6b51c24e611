"""docker-compose.yml: enhver mappe, portalens indstillinger peger på, deles af alle tjenester.

Filen læses; den startes ikke. En mappe, der ikke deles, opdages ellers først, når web ikke kan
finde den zip-fil, arbejderen har dannet.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

import pytest
import yaml
from django.conf import settings

ROD = Path(__file__).resolve().parent.parent
HUSETS = ("migrer", "web", "worker", "nat", "beat")
EGEN = {"VAR_MAPPE"}
"""Det, en tjeneste gerne må have for sig selv: urets plan og det, der kan dannes igen."""


def delte_stier() -> set[str]:
    """Indstillingerne, der er en mappe eller en fil, flere processer skal se."""
    return {navn for navn in dir(settings) if navn.endswith(("MAPPE", "SEGLFIL"))} - EGEN


def udelte(compose: Mapping[str, Any], stier: set[str]) -> list[str]:
    """Tjeneste og indstilling, hvor stien ikke ligger i et volumen, alle har det samme sted."""
    brud = []
    for tjeneste in HUSETS:
        svar = compose["services"][tjeneste]
        monteret = {
            PurePosixPath(sted): navn
            for navn, sted in (led.split(":")[:2] for led in svar["volumes"])
            if navn in compose["volumes"]
        }
        for navn in stier:
            sti = PurePosixPath(svar["environment"].get(navn, "/app/var"))
            if not {sti, *sti.parents} & set(monteret):
                brud.append(f"{tjeneste}: {navn}")
    return sorted(brud)


@pytest.fixture
def compose() -> dict[str, Any]:
    return yaml.safe_load((ROD / "docker-compose.yml").read_text("utf-8"))


def test_stierne_er_dem_huset_har():
    assert delte_stier() == {
        "DIGITAL_POST_MAPPE", "JOURNALMAPPE", "PAKKEMAPPE", "REGISTERMAPPE", "SEGLFIL",
        "UDTRAEKSMAPPE",
    }  # fmt: skip


def test_alle_tjenester_deler_hver_mappe(compose: dict[str, Any]):
    assert udelte(compose, delte_stier()) == []


@pytest.mark.parametrize("navn", sorted(["PAKKEMAPPE", "JOURNALMAPPE", "UDTRAEKSMAPPE"]))
def test_en_mappe_der_ikke_deles_opdages(compose: dict[str, Any], navn: str):
    web = compose["services"]["web"]
    web["environment"] = {**web["environment"], navn: "/app/var/for-sig-selv"}
    assert udelte(compose, delte_stier()) == [f"web: {navn}"]


def test_et_volumen_kan_skrives_af_portalens_bruger(compose: dict[str, Any]):
    """Docker giver et nyt volumen mappens ejer i billedet; mangler mappen, bliver det roots."""
    docker = (ROD / "Dockerfile").read_text("utf-8").replace("\\\n", " ")
    ejet = re.search(r"chown -R samkoering: ([^\n&]+)", docker)
    assert ejet is not None
    ejede = {PurePosixPath("/app", navn) for navn in ejet.group(1).split()}
    lavet = docker[docker.index("mkdir -p") : ejet.start()].split()
    for led in compose["x-portal"]["volumes"]:
        sted = PurePosixPath(led.split(":")[1])
        assert {sted, *sted.parents} & ejede, f"{sted} ejes af root"
        assert str(sted.relative_to("/app")) in lavet, f"{sted} findes ikke i billedet"
        assert not (ROD / sted.relative_to("/app") / "__init__.py").exists(), f"{sted} er et rum"
