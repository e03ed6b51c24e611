"""Forsøgene på at se en beskyttet adresse: uden grund, med for lidt, som en anden, bagefter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from uuid import uuid4

from django.test import Client

from adgang.models import Opslag, Rolle
from adgang.opslagslog.arter import Art
from kontrol.bestillingsliste.bestil import bestil
from registre.laesning import Udtraek
from samkoering.koersel import koer
from samkoering.models import Sag
from tests import fabrik
from tests.bevis import adressesider, adresseverden, spor
from tests.bevis.adresseverden import Scene
from tests.conftest import klient_for

GRUND = "Partshøringen skal sendes med brev."
FOR_LIDT = ("", " " * 20, "x" * 9, "x" * 201, "Brev til 670585-1000")
ROLLER = (Rolle.SAGSBEHANDLER, Rolle.TEAMLEDER, Rolle.DPO, Rolle.DRIFT)
Scener = dict[str, Callable[[Scene], None]]


@dataclass(frozen=True, slots=True)
class Ark:
    """En scene med sin bestilte sag."""

    scene: Scene
    sag: Sag

    @property
    def sti(self) -> str:
        """Kontrolarkets adresse."""
        return f"/kontrolark/{self.sag.pk}/"


@dataclass
class Verden:
    """En nat i en kommune: scenerne er bestilt, og de beskyttede hjem er kendt."""

    kommune: str
    ark: list[Ark]
    klienter: dict[Rolle, Client]
    fremmed: Client
    hemmelige: dict[str, str] = field(default_factory=dict)
    """Det, et beskyttet hjem kendes på, og navnet på dets scene."""

    def fund(self, hvor: str, tekst: str, maa_vises: Iterable[str] = ()) -> list[str]:
        """Et brud for hvert beskyttet hjem i teksten, som ikke må stå dér."""
        maa = set(maa_vises)
        return [
            f"{hvor}: et hjem fra »{scene}« ({kende})"
            for kende, scene in self.hemmelige.items()
            if kende not in maa and kende in tekst
        ]


def byg(
    mappe: Path, kommune: tuple[str, str], scener: Scener, fra: int = 0, *, udelad: str = ""
) -> Verden:
    """Kør natten på scenerne, evt. uden en af registrenes tabeller, og bestil alle sagerne."""
    mappe.mkdir()
    hjemme, kode = fabrik.kommune(*kommune), kommune[0]
    byggede = adresseverden.byg(mappe, kommune, scener, fra)
    if udelad:
        (mappe / f"{udelad}.csv").unlink()
    koer(Udtraek(mappe), adresseverden.NAT)
    brugere = {
        rolle: fabrik.bruger(f"{rolle}{kode}".lower(), rolle, None if rolle == "DRIFT" else hjemme)
        for rolle in ROLLER
    }
    sager = {sag.cpr: sag for sag in Sag.objects.i_kommune(kode)}
    bestil([sag.pk for sag in sager.values()], brugere[Rolle.SAGSBEHANDLER], uuid4())
    ark = [Ark(scene, sager[scene.ym]) for scene in byggede]
    fjern = fabrik.bruger(f"fjern{kode}", hjemme=fabrik.kommune("0165", "Albertslund"))
    klienter = {rolle: klient_for(bruger) for rolle, bruger in brugere.items()}
    hemmelige = {
        kende: et.scene.navn
        for et in ark
        for kende in et.scene.spor(et.scene.egne | et.scene.andres)
    }
    return Verden(kode, ark, klienter, klient_for(fjern), hemmelige)


@contextmanager
def loggen(verden: Verden, brud: list[str]) -> Iterator[None]:
    """Også loggen og det, siderne efterlader, er uden beskyttede adresser."""
    with spor.al_logning() as samler:
        yield
        brud += verden.fund("loggen", samler.tag())
    for sted, tekst in spor.efterladt().items():
        brud += verden.fund(sted, tekst)


def arket(verden: Verden, et: Ark, *, helt: bool = True) -> tuple[int, list[str]]:
    """Forløbet på ét kontrolark: før, vist og bagefter; ``helt`` også for lidt og som en anden."""
    egen, brud = verden.klienter[Rolle.SAGSBEHANDLER], list[str]()
    navn, adresse = et.scene.navn, f"{et.sti}adresse/"
    side = adressesider.hent(egen, et.sti)
    brud += verden.fund(f"{navn}: arket", side)
    brud += [f"{navn}: {t} vises ikke" for t in _veje(et.scene, et.scene.fri) if t not in side]
    forsoeg = _uden_ret(verden) if helt else []
    for klient, felter, status in forsoeg:
        svar = klient.post(adresse, felter)
        hvor = f"{navn}: begrundelse på {len(felter.get('begrundelse', ''))} tegn ({status})"
        brud += verden.fund(hvor, adressesider.tekst_i(svar))
        brud += [f"{hvor}: svarede {svar.status_code}"] * (svar.status_code != status)
    brud += afsloer(verden, et)
    leder = verden.klienter[Rolle.TEAMLEDER]
    bagefter = [(egen, et.sti), (egen, adresse), (leder, et.sti)][: 3 if helt else 1]
    for klient, sti in bagefter:
        brud += verden.fund(f"{navn}: bagefter", adressesider.hent(klient, sti))
    return len(forsoeg) + len(bagefter) + 2, brud


def _uden_ret(verden: Verden) -> list[tuple[Client, dict[str, str], int]]:
    """De begrundelser, der ikke er nok, og dem, der kommer fra en anden: klient, felter, svar."""
    egen = verden.klienter[Rolle.SAGSBEHANDLER]
    return [
        *((egen, {"begrundelse": tekst}, 422) for tekst in FOR_LIDT),
        (egen, {}, 422),
        (verden.fremmed, {"begrundelse": GRUND}, 404),
        (verden.klienter[Rolle.DPO], {"begrundelse": GRUND}, 403),
        (verden.klienter[Rolle.DRIFT], {"begrundelse": GRUND}, 403),
    ]


def afsloer(verden: Verden, et: Ark) -> list[str]:
    """Med en begrundelse vises borgerens egne hjem, kun dem, og det står i opslagsloggen."""
    scene, egen = et.scene, verden.klienter[Rolle.SAGSBEHANDLER]
    foer = Opslag.objects.i_kommune(verden.kommune).filter(art=Art.AFSLOERING, sag=et.sag.pk)
    antal = foer.count()
    svar = egen.post(f"{et.sti}adresse/", {"begrundelse": GRUND})
    tekst = adressesider.tekst_i(svar)
    brud = verden.fund(f"{scene.navn}: vist", tekst, scene.spor(scene.egne))
    brud += [f"{scene.navn}: {t} vises ikke" for t in _veje(scene, scene.egne) if t not in tekst]
    skrevet = list(foer.order_by("-pk").values_list("begrundelse", flat=True))
    if (len(skrevet), skrevet[:1]) != (antal + 1, [GRUND]):
        brud.append(f"{scene.navn}: afsløringen står ikke i opslagsloggen")
    return brud


def _veje(scene: Scene, hjem: set[str]) -> list[str]:
    return [scene.hjem[navn].vej for navn in sorted(hjem)]


def filen(verden: Verden, et: Ark) -> list[str]:
    """PDF'en med sin vedhæftning; adressen har været vist på skærmen."""
    egen, sti = verden.klienter[Rolle.SAGSBEHANDLER], f"/kontrolark/{et.sag.pk}.pdf"
    tekst = adressesider.hent(egen, sti)
    assert et.sag.sagsnr in tekst
    return verden.fund(f"{et.scene.navn}: PDF", tekst)


Sidebesoeg = tuple[Rolle, str, frozenset[str]]
"""Rolle, sti, og det, netop den side må vise."""


def alle_sider(verden: Verden) -> list[Sidebesoeg]:
    """Hver rolle på hver af portalens sider, om hver sag og hver person i scenerne."""
    ukendt = frozenset[str]()
    personer = [(et.scene, hvem) for et in verden.ark for hvem in adresseverden.PERSONER]
    besoeg = [
        (rolle, sti, ukendt)
        for rolle in ROLLER
        for sti in adressesider.adresser([et.sag for et in verden.ark], [])
    ]
    for scene, hvem in personer:
        kendt = adressesider.kendt(verden.kommune, scene.cpr(hvem))
        for sti in adressesider.adresser([], [kendt]):
            if str(kendt.pk) in sti:
                # Filerne, borgeren selv får udleveret, rummer borgerens egne adresser.
                egne = scene.spor(scene.hos(hvem)) if sti.startswith("/indsigt/") else ()
                maa = frozenset(egne) if sti.endswith((".pdf", ".json")) else ukendt
                besoeg += [(rolle, sti, maa) for rolle in ROLLER]
    return besoeg


def besoeg(verden: Verden, sider: Iterable[Sidebesoeg]) -> list[str]:
    """Beskyttede adresser på siderne."""
    brud = []
    for rolle, sti, maa in sider:
        brud += verden.fund(f"{rolle} {sti}", adressesider.hent(verden.klienter[rolle], sti), maa)
    return brud
