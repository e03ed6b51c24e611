"""En ansøgning, hvis registre svarer, det prøven siger; ingen server og ingen verden."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.utils import timezone

from adgang.models import Bruger, Kommune
from registre.adapter import RegisterSvarerIkke
from registre.opslag import Opslagssvar, Spoergsmaal
from registre.opslag.kontrakt import OPSLAGSTABELLER
from sagsopstart.models import Ansoegning, Grundlag, Opslagstilstand, Registeropslag
from sagsopstart.modtagelse.modtag import Indkommen, modtag
from sagsopstart.opslag import udfoer
from tests import fabrik

Raekker = Mapping[str, list[dict[str, Any]]]
Svarer = Callable[[Spoergsmaal], Raekker]


def cpr_raekker(om: Spoergsmaal, aegtefaelle: str | None = None, **mere: Any) -> Raekker:
    """CPR's svar om en person med navn og adresse; ``mere`` er tabeller i stedet for de tomme."""
    cpr = om.numre[0]
    aktuel = {"fra": "2020-01-01", "til": None, "register_status": "AKTUEL"}
    civil = {"civilstand": "G" if aegtefaelle else "U", "aegtefaelle_cpr": aegtefaelle}
    adresse = {
        "kommunekode": "0175", "vejkode": "0123", "husnr": "007", "etage": "2", "sidedoer": "tv",
        "vejnavn": "Prøvevej", "postnr": "2610", "postdistrikt": "Rødovre", "aarsag": "FLYTNING",
    }  # fmt: skip
    person = {
        "fornavn": "Bo", "mellemnavn": None, "efternavn": "Testesen", "koen": "M",
        "foedselsdato": "1990-05-01", "statsborgerskab": None, "gaeldende_cpr": None,
    }  # fmt: skip
    return {
        "cpr_personer": [{"cpr": cpr, **person}],
        "cpr_status": [{"cpr": cpr, "status": "01", **aktuel}],
        "cpr_civilstand": [{"cpr": cpr, **civil, **aktuel}],
        "cpr_adresser": [{"cpr": cpr, **adresse, **aktuel}],
        **mere,
    }


class Registre:
    """Registrene, som de svarer i prøven; uden andet svarer de, at der intet er."""

    def __init__(self) -> None:
        self.svar: dict[str, Svarer] = {"cpr": cpr_raekker}
        self.fejl: dict[str, str] = {}
        self.spurgt: list[tuple[str, Spoergsmaal]] = []

    def svarer(self, register: str, svarer: Svarer) -> None:
        """Lad registeret svare det."""
        self.svar[register] = svarer
        self.fejl.pop(register, None)

    def adapter(self, register: str) -> Any:
        return _Adapter(self, register)


class _Adapter:
    def __init__(self, registre: Registre, register: str) -> None:
        self.registre, self.register = registre, register

    def slaa_op(self, om: Spoergsmaal) -> Opslagssvar:
        self.registre.spurgt.append((self.register, om))
        if grund := self.registre.fejl.get(self.register):
            raise RegisterSvarerIkke(self.register, grund)
        raekker = self.registre.svar.get(self.register, lambda _om: {})(om)
        alle = {t.navn: tuple(raekker.get(t.navn, ())) for t in OPSLAGSTABELLER[self.register]}
        return Opslagssvar(self.register, alle, om.dato, "prøven")


@contextmanager
def i_koeen() -> Iterator[list[tuple[str, UUID]]]:
    """Det, der lægges i kø herinde, uden at nogen arbejder tager det."""
    koe: list[tuple[str, UUID]] = []
    with pytest.MonkeyPatch.context() as lap:
        lap.setattr(
            "sagsopstart.opslag.koe.saet_i_koe",
            lambda kommune, ider: koe.extend((kommune, pk) for pk in ider),
        )
        yield koe


def ansoegning(
    bruger: Bruger, cpr: str = "", dag: date | None = None, i: Kommune | None = None
) -> Ansoegning:
    """En modtaget ansøgning, hvis opslag venter."""
    kommune = i or bruger.kommune or fabrik.kommune()
    dagen = dag or timezone.localdate()
    ny = Indkommen(cpr or fabrik.nyt_cpr(), dagen, Grundlag.KONTANTHJAELP)
    return modtag(kommune, ny, bruger)[0]


def arbejd(kommune: str = "0175") -> int:
    """Udfør alt, der venter, også det, svarene bestiller; giver antallet."""
    udfoert = 0
    while venter := list(_venter(kommune)):
        for pk in venter:
            udfoer.udfoer(kommune, pk)
            udfoert += 1
    return udfoert


def _venter(kommune: str) -> Iterator[UUID]:
    alle = Registeropslag.objects.i_kommune(kommune).filter(tilstand=Opslagstilstand.VENTER)
    yield from alle.order_by("bestilt").values_list("pk", flat=True)


def opslag(om: Ansoegning, register: str, rolle: str = "ANSOEGER") -> Registeropslag:
    """Det ene opslag."""
    alle = Registeropslag.objects.i_kommune(om.kommune_id)
    return alle.get(ansoegning=om, register=register, rolle=rolle)
