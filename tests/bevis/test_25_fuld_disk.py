"""Trussel 25: disken løber fuld, og intet halvt ligner noget helt; med plads gøres det færdigt."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from adgang.opslagslog import segl
from adgang.opslagslog.bekraeft import bekraeft
from portal.sikkerhedskopi.arkiv import pak_ud
from portal.sikkerhedskopi.fejl import KopiFejl
from samkoering.models import Aarsag, Forsoeg, Koerselstilstand, Sag
from samkoering.natten.arbejder import UDEN_PLADS
from samkoering.natten.hovedbog import begynd
from tests.bevis import hele_filer
from tests.bevis.bevisbog import Bevisbog
from tests.bevis.hele_filer import SEGLENE, SKRIVERE, Skriver, facit, indhold
from tests.bevis.lille_disk import SIDE, Disk, filsystem, graense, kan_monteres
from tests.bevis.test_13_log import loggen, skriv  # noqa: F401 – en fixture
from tests.journal.conftest import art  # noqa: F401 – en fixture
from tests.portal.sikkerhedskopi.conftest import hus, mapper  # noqa: F401 – fixtures
from tests.samkoering.natten.conftest import mappe as nattens_mappe  # noqa: F401 – en fixture
from tests.samkoering.natten.gang import koer_faerdig
from tests.uafhaengig.haandlavet import Mappe

NAT = date(2018, 6, 19)
KIB = 1024


def diskene() -> list[Disk]:
    """De måder at løbe tør på, maskinen tillader."""
    return [graense, filsystem] if kan_monteres() else [graense]


@pytest.fixture
def steder(tmp_path: Path) -> Iterator[Path]:
    """Nye tomme steder til diskene."""
    return (tmp_path / f"disk{nr}" for nr in range(1_000_000))


def pladser(stoerrelse: int, antal: int) -> list[int]:
    """Så mange pladser, jævnt fra ingen til nok til det meste."""
    return sorted({stoerrelse * nr // antal for nr in range(antal)})


# ── Filerne ─────────────────────────────────────────────────────────────────────────────────


def forsoeg(skriver: Skriver, disk: Disk, sted: Path, plads: int, helt: dict) -> list[str]:
    """Skriv på den lille disk, se efter, skaf plads, og skriv igen."""
    hvor = f"{skriver.navn}, {disk.__name__}, {plads} bytes"
    with disk(sted, plads) as skaf_plads:
        gik = _gik(skriver, sted)
        brud = [f"{hvor}: {navn} er halv" for navn in halve(skriver, sted, helt)]
        if gik and indhold(sted).keys() != helt.keys():
            brud.append(f"{hvor}: skrivningen sagde, at den lykkedes")
        skaf_plads()
        if not _gik(skriver, sted) or indhold(sted).keys() != helt.keys():
            brud.append(f"{hvor}: den blev ikke færdig, da der var plads")
        return brud + [f"{hvor}: {navn} er halv bagefter" for navn in halve(skriver, sted, helt)]


def _gik(skriver: Skriver, sted: Path) -> bool:
    try:
        skriver.skriv(sted)
    except (OSError, pl.exceptions.PolarsError):
        return False
    return True


def halve(skriver: Skriver, sted: Path, helt: dict[str, bytes]) -> list[str]:
    """De filer, en læser ville tage for hele, og som ikke er det."""
    er_hel = skriver.er_hel
    return [
        navn
        for navn, fandt in indhold(sted).items()
        if not (er_hel(sted / navn) if er_hel else helt.get(navn) == fandt)
    ]


def gennem(skrivere: Sequence[Skriver], steder: Iterator[Path], antal: int) -> list[list[str]]:
    """Hver skriver på hver slags disk, så mange pladser; brud for hvert forsøg."""
    svar = []
    for skriver in skrivere:
        helt = facit(skriver, next(steder))
        stoerrelse = sum(map(len, helt.values())) + SIDE
        for disk in diskene():
            svar += [
                forsoeg(skriver, disk, next(steder), plads, helt)
                for plads in pladser(stoerrelse, antal)
            ]
    return svar


def test_ingen_fil_er_halv(bevis: Bevisbog, steder, settings):
    antal = bevis.antal(kort=3, fuldt=300)
    svar = gennem(SKRIVERE, steder, antal)
    naive = [Skriver("naivt", hele_filer.naivt), Skriver("naivt", hele_filer.naiv_polars)]
    fanget = [any("halv" in et for brud in gennem([n], steder, 3) for et in brud) for n in naive]
    bevis.foer(
        25, f"Fuld disk, {len(SKRIVERE)} slags filer", forsoeg=len(svar),
        brud=[et for brud in svar for et in brud], plantet_fejl_fanget=all(fanget),
    )  # fmt: skip


# ── Seglfilen, der kun må vokse ─────────────────────────────────────────────────────────────


def seglforsoeg(disk: Disk, sted: Path, plads: int, helt: bytes) -> list[str]:
    """Seglene skrives på den lille disk; det, der står, er altid begyndelsen på det rigtige."""
    hvor = f"seglfil, {disk.__name__}, {plads} bytes"
    fil = sted / "segl.jsonl"
    with disk(sted, plads) as skaf_plads:
        _gik(SEGLENE, sted)
        fandt = fil.read_bytes() if fil.exists() else b""
        brud = [] if helt.startswith(fandt) else [f"{hvor}: filen er en anden"]
        if not (fandt == b"" or fandt.endswith(b"\n")):
            brud.append(f"{hvor}: sidste linje er halv")
        skaf_plads()
        _gik(SEGLENE, sted)
        if fil.read_bytes() != helt or bekraeft().brud:
            brud.append(f"{hvor}: loggen er ikke hel, da der var plads")
    return brud


def naiv_tilfoejelse(fil: Path, indhold: bytes) -> None:
    """Plantet fejl: føj til, og lad det halve stå."""
    with fil.open("ab") as ud:
        ud.write(indhold)
        ud.flush()


@pytest.mark.django_db
def test_seglfilen_er_altid_hele_linjer(bevis: Bevisbog, steder, request, monkeypatch):
    bruger = request.getfixturevalue("loggen")
    for nr in range(1, bevis.antal(kort=4, fuldt=24)):
        naar = timezone.now() + timedelta(minutes=10 * nr)
        with time_machine.travel(naar):
            skriv(bruger, 1)
        with time_machine.travel(naar + timedelta(minutes=6)):
            segl.forsegl()
    (helt,) = facit(SEGLENE, next(steder)).values()
    alle = [
        (disk, plads)
        for disk in diskene()
        for plads in pladser(len(helt) + SIDE, bevis.antal(kort=5, fuldt=100))
    ]
    brud = [et for disk, plads in alle for et in seglforsoeg(disk, next(steder), plads, helt)]
    monkeypatch.setattr(segl, "_foej_til", naiv_tilfoejelse)
    naive = [et for plads in pladser(len(helt), 6) for et in
             seglforsoeg(graense, next(steder), plads, helt)]  # fmt: skip
    bevis.foer(
        25, "Fuld disk, seglfilen", forsoeg=len(alle), brud=brud, plantet_fejl_fanget=bool(naive)
    )


@pytest.mark.django_db
@pytest.mark.parametrize("tilbage", [0, 1, 40])
def test_en_halv_linje_fra_et_stroemsvigt_goeres_faerdig(tilbage: int, request):
    request.getfixturevalue("loggen")
    fil = segl.seglfil()
    helt = fil.read_bytes()
    sidste = helt.rstrip(b"\n").rpartition(b"\n")[0] + b"\n"
    os.truncate(fil, len(sidste) + tilbage)
    assert bekraeft().brud == ()
    segl.skriv_ud()
    assert fil.read_bytes() == helt


@pytest.mark.django_db
def test_en_halv_linje_der_er_en_anden_er_et_brud(request):
    request.getfixturevalue("loggen")
    with segl.seglfil().open("ab") as fil:
        fil.write(json.dumps({"nr": 99}).encode()[:-3])
    assert bekraeft().brud == ("Seglfilens sidste linje er halv og hører ikke til det næste segl.",)


# ── Natten ──────────────────────────────────────────────────────────────────────────────────


def natten(dag: date, disk: Disk, sted: Path, plads: int) -> list[str]:
    """En nat, hvis udtræk ikke er der plads til; den siger det, venter og bliver færdig."""
    hvor = f"natten, {disk.__name__}, {plads} bytes"
    brud, foer = [], _sager()
    with disk(sted, plads) as skaf_plads:
        koersel = koer_faerdig(begynd(dag, Aarsag.PLANLAGT))
        if koersel.aaben:
            if (koersel.fejl, koersel.proever) != (UDEN_PLADS, 1) or koersel.naeste_proeve is None:
                brud.append(f"{hvor}: natten siger »{koersel.fejl}« efter {koersel.proever} prøver")
            if list(sted.iterdir()) or _sager() != foer:
                brud.append(f"{hvor}: noget er efterladt")
            skaf_plads()
            koersel = koer_faerdig(koersel)
        if koersel.tilstand != Koerselstilstand.GENNEMFOERT or _sager() != 1:
            brud.append(f"{hvor}: natten endte {koersel.tilstand} med {_sager()} sager")
    return brud


def _sager() -> int:
    return Sag.objects.paa_tvaers(grund="prøven ser alle kommuner").count()


def nattens_forsoeg(mappe: Mappe, steder, settings, antal: int) -> tuple[int, int, list[str]]:
    """Natten på hver disk; forsøg, hvor mange der løb tør, og brud."""
    stoerst = max(fil.stat().st_size for fil in mappe.sti.iterdir())
    ialt = len(list(mappe.sti.iterdir())) * SIDE
    alle = [
        (disk, plads)
        for disk, stoerrelse in zip(diskene(), (stoerst, ialt), strict=False)
        for plads in pladser(stoerrelse, antal)
    ]
    brud = []
    for nr, (disk, plads) in enumerate(alle):
        settings.UDTRAEKSMAPPE = sted = next(steder)
        brud += natten(NAT + timedelta(days=nr), disk, sted, plads)
    return len(alle), Forsoeg.objects.filter(grund=UDEN_PLADS).count(), brud


@pytest.mark.django_db(transaction=True)
def test_natten_venter_paa_plads(bevis: Bevisbog, steder, settings, request, monkeypatch):
    mappe = request.getfixturevalue("nattens_mappe")
    n, tor, brud = nattens_forsoeg(mappe, steder, settings, bevis.antal(kort=2, fuldt=20))
    # Plantet fejl: en fuld disk kendes ikke fra et register, der tier.
    monkeypatch.setattr("registre.paa_plads.er_fuld", lambda _fejl: False)
    settings.UDTRAEKSMAPPE = sted = next(steder)
    try:
        naive = natten(NAT + timedelta(days=60), graense, sted, 16)
    except OSError:
        naive = ["natten faldt"]
    bevis.foer(
        25, f"Fuld disk, natten; {tor} af {n} nætter måtte vente på plads", forsoeg=n, brud=brud,
        plantet_fejl_fanget=bool(naive) and tor > 0,
    )  # fmt: skip


# ── Sikkerhedskopien ────────────────────────────────────────────────────────────────────────


def kopiforsoeg(disk: Disk, sted: Path, plads: int) -> list[str]:
    """En kopi på den lille disk: hel og navngivet, eller sagt på dansk og intet efterladt."""
    hvor = f"sikkerhedskopi, {disk.__name__}, {plads} bytes"
    with disk(sted, plads) as skaf_plads:
        brud = []
        try:
            call_command("sikkerhedskopi", str(sted))
        except CommandError as fejl:
            if not str(fejl).startswith("Der er ikke plads") or list(sted.iterdir()):
                brud.append(f"{hvor}: {fejl} {[f.name for f in sted.iterdir()]}")
            skaf_plads()
            call_command("sikkerhedskopi", str(sted))
        kopier = list(sted.iterdir())
        if len(kopier) != 1 or not er_hel_kopi(kopier[0], sted.parent / f"{sted.name}-ud"):
            brud.append(f"{hvor}: {[f.name for f in kopier]}")
    return brud


def er_hel_kopi(fil: Path, ud: Path) -> bool:
    ud.mkdir()
    try:
        pak_ud(fil, ud)
    except KopiFejl:
        return False
    return True


@pytest.mark.django_db(transaction=True)
def test_sikkerhedskopien_er_hel_eller_er_der_ikke(bevis: Bevisbog, steder, request, monkeypatch):
    request.getfixturevalue("hus")
    hel = next(steder)
    call_command("sikkerhedskopi", str(hel))
    (fil,) = hel.iterdir()
    # Databasen og arkivet ligger der samtidig, mens arkivet skrives.
    stoerrelser = dict(zip(diskene(), (fil.stat().st_size, 2 * fil.stat().st_size), strict=False))
    alle = [
        (disk, plads)
        for disk, stoerrelse in stoerrelser.items()
        for plads in pladser(stoerrelse, bevis.antal(kort=2, fuldt=40))
    ]
    brud = [et for disk, plads in alle for et in kopiforsoeg(disk, next(steder), plads)]
    halv = hel / "halv.tar"
    halv.write_bytes(fil.read_bytes()[:-KIB])  # plantet fejl: et arkiv, disken skar over
    bevis.foer(
        25, "Fuld disk, sikkerhedskopien", forsoeg=len(alle), brud=brud,
        plantet_fejl_fanget=not er_hel_kopi(halv, hel.parent / "halv"),
    )  # fmt: skip
