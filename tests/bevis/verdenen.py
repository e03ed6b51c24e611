"""To kommuner med alt det, en bruger i den ene kunne finde på at spørge efter i den anden."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.test import Client
from django.utils import timezone

from adgang.api import klienter as apiklienter
from adgang.api.omfang import Apiomfang
from adgang.models import Bruger, Kommune, Opslag, Rolle, Stikproeve, Stikproeveopslag
from adgang.omfang import omfang_for
from adgang.scoping import KommuneManager
from feedback.feedbackliste.registrer import Ventende, registrer
from feedback.feedbackliste.svar import Svar
from feedback.models import Resultat
from journal.models import Journalpost
from kontrol.models import Hoeringsbrev
from samkoering.models import Sagstilstand
from tests import fabrik
from tests.bevis import verdenens_dag
from tests.conftest import klient_for
from tests.feedback.opstilling import i_journalen

KANARIE = "Kanariefugl"
CPR = "7705850028"
ROLLER = (
    Rolle.SAGSBEHANDLER, Rolle.TEAMLEDER, Rolle.DPO, Rolle.DRIFT, Rolle.STAR_IMPORT,
    Rolle.API_KLIENT,
)  # fmt: skip
DET_SKREVNE = re.compile(rf'<input type="text" name="cpr" value="{CPR}"')
HEMMELIGT = (KANARIE, CPR, "770585-0028", "R-99-", "198.18.7.0/24")


@dataclass(slots=True)
class Verden:
    """Den fremmede kommunes ting, og de indloggede klienter, der ikke må få dem."""

    ider: list[str]
    """Alle uigennemsigtige id'er i den fremmede kommune, og ét, der ikke findes."""
    klienter: dict[Rolle, Client]
    egne: dict[Rolle, Client] = field(default_factory=dict)
    """De samme roller i den fremmede kommune; de skal kunne se tingene."""
    par: list[tuple[str, str]] = field(default_factory=list)
    """(sag, ting i sagen) til de adresser, der har to id'er."""


def byg(udfyld: int = 1) -> Verden:
    """Rødovre har tingene; brugerne kommer fra Lyngby-Taarbæk."""
    offer, fremmed = fabrik.kommune(), fabrik.kommune("0173", "Lyngby-Taarbæk")
    fabrik.netvaerk(offer, "198.18.7.0/24")
    mette = fabrik.bruger("mette", navn=f"Mette {KANARIE}")
    leder = fabrik.bruger("leder", Rolle.TEAMLEDER, navn=f"Leder {KANARIE}")
    for nr in range(udfyld):
        _sager(mette, leder, nr)
        verdenens_dag.fyld(mette, KANARIE, nr)
    egne = {
        Rolle.SAGSBEHANDLER: klient_for(mette),
        Rolle.TEAMLEDER: klient_for(leder),
        Rolle.DPO: klient_for(fabrik.bruger("dpo", Rolle.DPO)),
        Rolle.PROJEKT: klient_for(fabrik.bruger("projekt", Rolle.PROJEKT)),
    }
    _log_og_stikproeve(egne[Rolle.SAGSBEHANDLER], leder)
    klienter = {
        rolle: klient_for(fabrik.bruger(f"fremmed-{rolle}".lower(), rolle, _hjemme(rolle, fremmed)))
        for rolle in ROLLER
        if rolle != Rolle.API_KLIENT
    }
    klienter[Rolle.API_KLIENT] = fagsystem(fremmed)
    return Verden([*ider(offer.kode), str(uuid.uuid4())], klienter, egne, par(offer.kode))


def fagsystem(hjemme: Kommune) -> Client:
    """En klient til programgrænsefladen med alle omfang."""
    _, noegle = apiklienter.opret(hjemme, "Fagsystemet", list(Apiomfang), dage=30)
    return Client(headers={"Authorization": f"Bearer {noegle}"})


def _hjemme(rolle: Rolle, fremmed: Any) -> Any:
    return fremmed if rolle not in (Rolle.DRIFT, Rolle.STAR_IMPORT) else None


def _sager(mette: Bruger, leder: Bruger, nr: int) -> None:
    """En sag i hver tilstand; den første borger er kanarien selv."""
    for plads, tilstand in enumerate(Sagstilstand.values):
        cpr = CPR if (nr, plads) == (0, 0) else ""
        felter = {"cpr": cpr, "navn": f"{KANARIE} Kendelig", "sagsnr": f"R-99-{nr:03d}{plads:02d}"}
        if tilstand in (Sagstilstand.LEDIG, Sagstilstand.UDLOEBET, Sagstilstand.BORTFALDET):
            fabrik.sag_med_udfald(mette.kommune, tilstand=tilstand, **felter)
        else:
            fabrik.bestilt_sag(mette, tilstand=tilstand, **felter)
    afsluttes = fabrik.bestilt_sag(mette, navn=KANARIE, sagsnr=f"R-99-{nr:03d}99")
    i_journalen(afsluttes, mette)
    omfang = omfang_for(leder)
    registrer(
        Ventende(afsluttes.pk, leder, omfang, afsluttes.version, uuid.uuid4()),
        Svar(Resultat.HENLAGT_VISITERING, bemaerkning=f"{KANARIE} ringede"),
    )


def _log_og_stikproeve(klient: Client, leder: Bruger) -> None:
    """Noget i loggen, en stikprøve af det og en PDF i journalen."""
    assert klient.get("/prioriteringsliste/").status_code == 200
    opslag = Opslag.objects.i_kommune(leder.kommune_id).latest("id")
    i_dag = timezone.localdate()
    proeve = Stikproeve.objects.i_kommune(leder.kommune_id).create(
        kommune=leder.kommune, trukket=timezone.now(), trukket_af=leder, fra=i_dag, til=i_dag,
        iblandt=1,
    )  # fmt: skip
    Stikproeveopslag.objects.i_kommune(leder.kommune_id).create(
        kommune=leder.kommune, stikproeve=proeve, opslag=opslag, bemaerkning=KANARIE
    )


def kommunale_modeller() -> list[type[models.Model]]:
    """Alle modeller, hvis rækker hører til en kommune."""
    return [m for m in apps.get_models() if isinstance(m._default_manager, KommuneManager)]


def ider(kommune: str) -> list[str]:
    """Hvert UUID, kommunen har i en nøgle, og brugernes uigennemsigtige referencer."""
    fundne = [
        str(pk)
        for model in kommunale_modeller()
        if isinstance(model._meta.pk, models.UUIDField)
        for pk in model._default_manager.i_kommune(kommune).values_list("pk", flat=True)
    ]
    brugere = Bruger.objects.filter(kommune=kommune)
    fundne += [str(getattr(b, "reference", "")) for b in brugere if getattr(b, "reference", "")]
    return fundne


def par(kommune: str) -> list[tuple[str, str]]:
    """Hver post og hvert brev med den sag, det hører til."""
    poster = Journalpost.objects.i_kommune(kommune).values_list("sag", "pk")
    breve = Hoeringsbrev.objects.i_kommune(kommune).values_list("partshoering__sag", "pk")
    return [(str(sag), str(ting)) for sag, ting in (*poster, *breve)]


def aftryk(kommune: str) -> dict[str, list[Any]]:
    """Alt, kommunen har, undtagen det, loggen selv føjer til: er det uændret, er intet ændret."""
    udenfor = {"Opslag", "Opslagsborger", "Borger"}
    return {
        model.__name__: list(model._default_manager.i_kommune(kommune).order_by("pk").values())
        for model in kommunale_modeller()
        if model.__name__ not in udenfor
    } | {
        "Bruger": list(
            Bruger.objects.filter(kommune=kommune)
            .order_by("pk")
            .values("pk", "password", "is_active", "rolle", "kle", "enhed", "spaerret_til")
        )
    }


def spor(svar: Any) -> list[str]:
    """Det hemmelige i svarets krop, hoveder og cookies.

    Det nummer, forsøget selv skrev i feltet, røber intet, når formularen kommer igen med det.
    """
    hoved = " ".join(f"{navn}: {vaerdi}" for navn, vaerdi in svar.items())
    krop = DET_SKREVNE.sub("", svar.content.decode("utf-8", errors="replace"))
    alt = krop + hoved + str(svar.cookies)
    return [ord_ for ord_ in HEMMELIGT if ord_ in alt]


def adresser(
    moenster: str, ider_: list[str], par_: list[tuple[str, str]] | None = None
) -> Iterator[str]:
    """Mønsteret udfyldt med hvert id; uden id'er én adresse, og én med id'et som søgedel.

    Et mønster med to id'er udfyldes med hvert par.
    """
    from tests.adgang.test_rettigheder import ET_ID, som_adresse

    sti = som_adresse(moenster)
    if moenster.count("<uuid:") == 2:
        yield from (_med_par(sti, ET_ID, *et) for et in par_ or [(ider_[0], ider_[0])])
    elif "<uuid:" in moenster:
        yield from (sti.replace(ET_ID, id_) for id_ in ider_)
    else:
        yield sti
        yield from (f"{sti}?sag={id_}&id={id_}&vis=teamet" for id_ in ider_)


def _med_par(sti: str, et_id: str, foerste: str, andet: str) -> str:
    return sti.replace(et_id, foerste, 1).replace(et_id, andet, 1)
