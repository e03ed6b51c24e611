"""Den, der spørger bestillingslisten, og hvad der slap ud til hende."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.test import Client

from adgang.models import Bruger, Rolle
from adgang.roller import Ret, roller_med
from kontrol.bestillingsliste.liste import PR_SIDE
from tests import fabrik
from tests.bevis import kanarier, spor
from tests.bevis.listeforsoeg import ADRESSE, Forsoeg


@dataclass(frozen=True, slots=True)
class Laeser:
    """En klient med sin rolle, og listen, som den ser ud uden valg."""

    navn: str
    klient: Client
    orden: tuple[str, ...] = ()

    def proev(self, forsoeg: Forsoeg, samler: spor.Logsamler) -> list[str]:
        """Send forespørgslen; hvad der slap ud af svaret og loggen, og hvor."""
        svar = self.klient.generic(
            forsoeg.metode,
            forsoeg.sti,
            forsoeg.krop,
            content_type=forsoeg.art,
            headers=dict(forsoeg.hoveder),
            QUERY_STRING=forsoeg.soeg,
        )
        hvor, dele = f"{self.navn}: {forsoeg.navn}", spor.svarets_dele(svar)
        brud = slap_ud(hvor, {**dele, "log": samler.tag()})
        if forsoeg.ens and svar.status_code == 200 and viste(dele["krop"]) != self.orden:
            brud.append(f"{hvor}: sagerne eller deres orden følger værdien")
        return brud


def slap_ud(hvor: str, dele: dict[str, str]) -> list[str]:
    """Ét brud for hver slags kanarie hvert sted; kanarien selv nævnes ikke."""
    return [f"{hvor}: {s} i {sted}" for sted, tekst in dele.items() for s in kanarier.fundne(tekst)]


def viste(krop: str) -> tuple[str, ...]:
    """Sagerne på siden i orden."""
    return tuple(re.findall(r'name="sag" value="([0-9a-f-]{36})"', krop))


def proev(laesere: list[Laeser], forsoeg: list[Forsoeg]) -> list[str]:
    """Alt, der slap ud: af svarene, af loggen og af det, siderne efterlod."""
    with spor.al_logning() as samler:
        brud = [b for et in forsoeg for laeser in laesere for b in laeser.proev(et, samler)]
        brud += slap_ud("efterladt", {**spor.efterladt(), "log": samler.tag()})
    # Med DEBUG=False skriver databasen ikke sine spørgsmål i loggen, heller ikke på DEBUG.
    return brud + ["SQL i loggen"] * ("django.db.backends" in samler.navne)


def maa_se() -> list[Laeser]:
    """En for hver rolle, der må se listen."""
    return [_foran_listen(rolle) for rolle in sorted(roller_med(Ret.SAGER))]


def maa_ikke_se() -> list[Laeser]:
    """De andre roller, en, der kun har vist sin adgangskode, og en fremmed."""
    andre = sorted(set(Rolle) - roller_med(Ret.SAGER))
    halvt = fabrik.bruger("halvt")
    return [
        *(Laeser(rolle.label, _klient(fabrik.bruger(rolle.lower(), rolle))) for rolle in andre),
        Laeser("halvt indlogget", _klient(halvt, bekraeftet=False)),
        Laeser("fremmed", Client(raise_request_exception=False)),
    ]


def _foran_listen(rolle: Rolle) -> Laeser:
    klient = _klient(fabrik.bruger(rolle.lower(), rolle))
    orden = viste(klient.get(ADRESSE).content.decode())
    assert len(orden) == PR_SIDE
    return Laeser(rolle.label, klient, orden)


def _klient(hvem: Bruger, *, bekraeftet: bool = True) -> Client:
    klient = Client(raise_request_exception=False)
    fabrik.log_ind(klient, hvem, bekraeftet=bekraeftet)
    return klient
