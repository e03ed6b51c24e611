"""Trussel 2: intet, der peger på en borger, slipper ud, før sagen er bestilt."""

from __future__ import annotations

import json
import logging
import random
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from adgang.opslagslog.skriv import Brug
from kontrol.bestillingsliste import forespoergsel, liste, views
from registre.laesning import Udtraek
from samkoering.koersel import koer
from samkoering.models import Kontrolark, Sag, Udfald
from samkoering.regelkatalog import regler
from tests import fabrik
from tests.bevis import kanarier, listeforsoeg, listelaeser, spor
from tests.bevis.bevisbog import Bevisbog
from tests.bevis.listeforsoeg import Forsoeg
from tests.bevis.listelaeser import Laeser, proev, slap_ud

TEKST = f"{kanarier.cpr(0)} {kanarier.NAVN}, Kanarievej 1, {kanarier.OERE}"
"""En fejls ord, når den bærer kanarier."""
SET_LISTEN = [Forsoeg("listen", ens=True)]


@pytest.fixture
def natten(db: None, tmp_path: Path) -> None:
    """Rigtige sager fra en rigtig nat; det, den frøs, rummer hver slags kanarie."""
    fabrik.kommune()
    koer(Udtraek(kanarier.kanarieudtraek(tmp_path)), kanarier.NAT)
    ark = Kontrolark.objects.i_kommune("0175")
    frosset = json.dumps([et.indhold for et in ark], ensure_ascii=False)
    assert kanarier.fundne(frosset) == list(kanarier.KENDETEGN)
    assert {u.regel for u in Udfald.objects.i_kommune("0175")} == {r["slug"] for r in regler()}


def test_intet_om_borgeren_foer_bestilling(
    bevis: Bevisbog, natten: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    laesere, andre = listelaeser.maa_se(), listelaeser.maa_ikke_se()
    lovlige = udvalg(listeforsoeg.lovlige(), bevis.antal(16, 10_000))
    fjendtlige = udvalg(listeforsoeg.fjendtlige(), bevis.antal(36, 10_000))
    # En fremmed får sin egen adresse igen i »next«; kun et CPR-nummer må ikke følge med.
    uden_ord = [f for f in listeforsoeg.fjendtlige() if not kanarier.andet_end_cpr(f.soeg)]
    naegtet = udvalg(uden_ord, bevis.antal(5, 400))
    fejl = [*FEJL, "IntegrityError", "uden CSRF"]
    brud = proev(laesere, lovlige + fjendtlige) + proev(andre, naegtet)
    brud += [b for navn in fejl for b in fejlside(navn, laesere, monkeypatch)]
    koe = koeens_dele()
    brud += slap_ud("mægler", koe) + bestil_een(laesere[0])
    ufangede = [navn for navn in PLANTET if not plant(navn, laesere, monkeypatch)]
    brud += proev(laesere, SET_LISTEN)  # intet af det plantede er tilbage
    if ufangede:
        warnings.warn(f"Ikke fanget: {', '.join(ufangede)}", stacklevel=1)
    bevis.foer(
        2,
        "Intet om borgeren før bestilling",
        forsoeg=len(laesere) * len(lovlige + fjendtlige + fejl + SET_LISTEN)
        + len(andre) * len(naegtet)
        + len(koe)
        + 1,
        brud=brud,
        plantet_fejl_fanget=not ufangede,
    )


def udvalg(alle: list[Forsoeg], antal: int) -> list[Forsoeg]:
    """Så mange af forsøgene, trukket ens hver gang; alle, når der ikke er flere."""
    return random.Random(2).sample(alle, min(antal, len(alle)))


FEJL: dict[str, Callable[[], Exception]] = {
    "ValueError": lambda: ValueError(TEKST),
    "KeyError": lambda: KeyError(TEKST),
    "UnicodeDecodeError": lambda: UnicodeDecodeError("utf-8", TEKST.encode(), 0, 9, TEKST),
    "404": lambda: Http404(TEKST),
    "403": lambda: PermissionDenied(TEKST),
}


def fejlside(navn: str, laesere: list[Laeser], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Siden falder, og fejlen selv bærer kanarier."""
    if navn == "uden CSRF":
        return _uden_csrf(laesere)

    def fald(*_: object) -> None:
        if navn == "IntegrityError":
            _en_sag_for_meget()
        raise FEJL[navn]()

    with monkeypatch.context() as plantet:
        plantet.setattr(views, "visning", fald)
        return proev(laesere, [Forsoeg(f"siden falder: {navn}")])


def _en_sag_for_meget() -> None:
    """Databasen afviser en sag mere om samme borger; PostgreSQL gentager nummeret."""
    en = Sag.objects.i_kommune("0175").order_by("cpr")[0]
    Sag.objects.i_kommune("0175").create(
        kommune_id="0175", cpr=en.cpr, kle=en.kle, fundet=en.fundet, udloeber=en.udloeber
    )


def _uden_csrf(laesere: list[Laeser]) -> list[str]:
    for laeser in laesere:
        laeser.klient.handler.enforce_csrf_checks = True
    brud = proev(laesere, [Forsoeg("uden CSRF", metode="POST", krop=f"cpr={kanarier.cpr(0)}")])
    for laeser in laesere:
        laeser.klient.handler.enforce_csrf_checks = False
    return brud


def koeens_dele() -> dict[str, str]:
    """Hver opgave, som den ligger i køen, og natten, som den står i databasen."""
    dag = kanarier.NAT.isoformat()
    sendt = {opgave: spor.send_og_laes(opgave) for opgave in spor.opgaver()}
    med_dato = spor.send_og_laes("samkoering.tasks.nat", dag)
    return {**sendt, "natten med dato": med_dato, "kørslerne": spor.koersler()}


def bestil_een(laeser: Laeser) -> list[str]:
    """Selve bestillingen: svaret, loggen og sessionen nævner stadig ingen."""
    krop = f"token={uuid4()}&sag={laeser.orden[0]}&cpr={kanarier.cpr(0)}"
    with rullet_tilbage(), spor.al_logning() as samler:
        brud = laeser.proev(Forsoeg("bestil", metode="POST", krop=krop), samler)
        efterladt = spor.efterladt()
        assert not Sag.objects.i_kommune("0175").filter(pk=laeser.orden[0], tilstand="LEDIG")
    # Nu er det borgerens sag, og opslagsloggen kender hende under hendes id.
    assert efterladt.pop("borgere i opslagsloggen") != "[]"
    return brud + slap_ud("efter bestilling", efterladt)


@contextmanager
def rullet_tilbage() -> Iterator[None]:
    """Det, der sker herinde, er ikke sket bagefter."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


Plantet = Callable[[list[Laeser], pytest.MonkeyPatch], list[str]]


def vis_cpr(laesere: list[Laeser], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Listens rækker får CPR-nummeret med, og skabelonen viser det."""
    aegte = liste._raekke

    def med_cpr(post: tuple, fund: set, *, valgt: bool) -> liste.Raekke:
        raekke = aegte(post, fund, valgt=valgt)
        cpr = Sag.objects.i_kommune("0175").get(pk=raekke.id).cpr
        return replace(raekke, kontroltyper=(*raekke.kontroltyper, cpr))

    monkeypatch.setattr(liste, "_raekke", med_cpr)
    return proev(laesere, SET_LISTEN)


def slip_sorteringen(laesere: list[Laeser], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Et ukendt felt i adressen når order_by; svaret viser intet, men ordenen røber numrene."""
    aegte = views.laes_filtre

    def raa(valg, kommune):
        sorter = valg.get("sorter", "udloeber")
        felter = {"sorter": sorter.removeprefix("-"), "faldende": sorter.startswith("-")}
        return replace(aegte(valg, kommune), **felter)

    class Alt(dict):
        def __missing__(self, felt: str) -> tuple[str, ...]:
            return (felt, "id")

    monkeypatch.setattr(views, "laes_filtre", raa)
    monkeypatch.setattr(forespoergsel, "ORDEN", Alt(forespoergsel.ORDEN))
    sorteret = [f for f in listeforsoeg.fjendtlige() if f.navn == "sorter=cpr"]
    return proev(laesere, sorteret)


def efterlad(hvad: Callable[..., object]) -> Plantet:
    """Siden efterlader en kanarie et sted, mens den svarer."""

    def plantet(laesere: list[Laeser], monkeypatch: pytest.MonkeyPatch) -> list[str]:
        aegte = views.skriv

        def skriv(request, brug):
            hvad(request)
            return aegte(request, brug)

        monkeypatch.setattr(views, "skriv", skriv)
        return proev(laesere, SET_LISTEN)

    return plantet


def kriteriet_er_raat(laesere: list[Laeser], monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Opslagsloggen får adressens søgedel, som den er skrevet."""
    aegte = views.skriv
    raa = lambda request, _: aegte(request, Brug(kriterium=request.META["QUERY_STRING"]))  # noqa: E731
    monkeypatch.setattr(views, "skriv", raa)
    return proev(laesere, [Forsoeg("cpr=(CPR-nummer)", f"cpr={kanarier.cpr(0)}")])


PLANTET: dict[str, Plantet] = {
    "CPR-nummeret i listens rækker": vis_cpr,
    "en ukendt sortering": slip_sorteringen,
    "et navn i loggen": efterlad(lambda _: logging.getLogger("kontrol").debug(kanarier.NAVN)),
    "et navn i sessionen": efterlad(lambda r: r.session.update({"seneste": kanarier.NAVN})),
    "et nummer i cachen": efterlad(lambda _: cache.set(f"sag-{kanarier.cpr(0)}", 1)),
    "et råt kriterium": kriteriet_er_raat,
    "DEBUG i drift": lambda laesere, m: fejlside("ValueError", laesere, m),
    "et nummer i køen": lambda _laesere, _m: slap_ud(
        "kø", {"kø": spor.send_og_laes("samkoering.tasks.nat", kanarier.cpr(0))}
    ),
}


def plant(navn: str, laesere: list[Laeser], monkeypatch: pytest.MonkeyPatch) -> bool:
    """Om de samme forsøg finder fejlen; den er væk igen bagefter."""
    with monkeypatch.context() as plantet, rullet_tilbage():
        plantet.setattr(settings, "DEBUG", navn == "DEBUG i drift")
        fundet = bool(PLANTET[navn](laesere, plantet))
    cache.clear()
    return fundet
