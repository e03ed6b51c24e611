"""Trussel 13: en ændret opslagslog bliver opdaget, også når halen er skåret af."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from random import Random

import pytest
import time_machine
from django.db import connection, transaction
from django.utils import timezone

from adgang.models import Borger, Bruger, Logrensning, Logsegl, Opslag, Opslagsborger
from adgang.opslagslog import segl as forseglingen
from adgang.opslagslog.arter import Art
from adgang.opslagslog.bekraeft import bekraeft
from adgang.opslagslog.fingeraftryk import aftryk, segl_hash
from adgang.opslagslog.oprydning import ryd_op
from adgang.opslagslog.segl import forsegl, seglfil
from adgang.opslagslog.skriv import periode_af
from tests.aaben_log import uden_vaern

GRUND = "prøven"
BEGYNDT = timedelta(days=200)
SEGL, PR_SEGL = 6, 8


def skriv(bruger: Bruger, antal: int) -> None:
    """Så mange opslag lige nu, hvert om en borger."""
    nu, kommune = timezone.now(), bruger.kommune
    for nr in range(antal):
        opslag = Opslag.objects.i_kommune(kommune).create(
            periode=periode_af(nu),
            tidspunkt=nu,
            kommune=kommune,
            bruger=bruger,
            rolle=bruger.rolle,
            ip="127.0.0.1",
            art=Art.VISNING,
            side="kontrolark",
            formaal="§ 10-opfølgning",
            kriterium=f"nr {nr}",
            antal=1,
        )
        borger, _ = Borger.objects.i_kommune(kommune).get_or_create(
            kommune=kommune, cpr=f"6705850{nr:03d}"
        )
        Opslagsborger.objects.i_kommune(kommune).create(
            kommune=kommune, opslag=opslag, borger=borger
        )


@pytest.fixture
def loggen(mette: Bruger) -> Bruger:
    """Seks forseglede perioder, den ældste for 200 dage siden, og lidt uforseglet til sidst."""
    begynd = timezone.now() - BEGYNDT
    for nr in range(SEGL):
        with time_machine.travel(begynd + timedelta(days=30 * nr)):
            skriv(mette, PR_SEGL)
        with time_machine.travel(begynd + timedelta(days=30 * nr, minutes=6)):
            assert forsegl() is not None
    skriv(mette, 3)
    return mette


@contextmanager
def som_superbruger() -> Iterator[None]:
    """Slå værnet fra, som den, der ejer databasen, kan; og rul alt tilbage bagefter."""
    fil = seglfil().read_text(encoding="utf-8")
    with transaction.atomic():
        punkt = transaction.savepoint()
        with uden_vaern():
            yield
        transaction.savepoint_rollback(punkt)
    seglfil().write_text(fil, encoding="utf-8")


def sql(saetning: str, *vaerdier: object) -> int:
    with connection.cursor() as markoer:
        markoer.execute(saetning, vaerdier)
        return markoer.rowcount


def rettet(felt: str, vaerdi: object) -> Callable[[int], None]:
    def ret(nr: int) -> None:
        assert sql(f"UPDATE adgang_opslag SET {felt} = %s WHERE id = %s", vaerdi, nr) == 1

    return ret


def slettet(nr: int) -> None:
    sql("DELETE FROM adgang_opslagsborger WHERE opslag_id = %s", nr)
    sql("DELETE FROM adgang_opslag WHERE id = %s", nr)


def borgeren_slettet(nr: int) -> None:
    sql("DELETE FROM adgang_opslagsborger WHERE opslag_id = %s", nr)


def borgeren_byttet(nr: int) -> None:
    anden = Borger.objects.paa_tvaers(grund=GRUND).create(kommune_id="0175", cpr="6805850099")
    Opslagsborger.objects.paa_tvaers(grund=GRUND).filter(opslag=nr).update(borger=anden)


def indsat(nr: int) -> None:
    """En række lagt ind bagud i tid, fx for at give en kollega skylden."""
    gammel = Opslag.objects.paa_tvaers(grund=GRUND).get(pk=nr)
    gammel.pk = None
    gammel.save(force_insert=True)


def flyttet(nr: int) -> None:
    """Rækken flyttet frem i det uforseglede."""
    sql("UPDATE adgang_opslag SET periode = %s WHERE id = %s", periode_af(timezone.now()), nr)


RAEKKER: dict[str, Callable[[int], None]] = {
    "tidspunkt": rettet("tidspunkt", "2020-01-01 00:00:00+00"),
    "kommune": rettet("kommune_id", None),
    "bruger": rettet("bruger_id", None),
    "rolle": rettet("rolle", "DPO"),
    "ip": rettet("ip", "192.0.2.1"),
    "art": rettet("art", "LISTE"),
    "side": rettet("side", "overblik"),
    "formål": rettet("formaal", "Noget andet"),
    "kriterium": rettet("kriterium", "noget andet"),
    "begrundelse": rettet("begrundelse", "opfundet bagefter"),
    "antal": rettet("antal", 0),
    "slettet": slettet,
    "borgeren slettet": borgeren_slettet,
    "borgeren byttet": borgeren_byttet,
    "indsat bagud": indsat,
    "flyttet frem": flyttet,
}


def test_hver_aendring_af_en_raekke_opdages(loggen: Bruger, bevis):
    forseglede = list(
        Opslag.objects.paa_tvaers(grund=GRUND)
        .order_by("id")
        .values_list("id", flat=True)[: SEGL * PR_SEGL]
    )
    valgte = forseglede if bevis.fuld else Random(13).sample(forseglede, 3)
    assert bekraeft().brud == ()
    uopdaget = []
    for nr in valgte:
        for navn, aendr in RAEKKER.items():
            with som_superbruger():
                aendr(nr)
                if not bekraeft().brud:
                    uopdaget.append(f"{navn} på række {nr}")
    assert bekraeft().brud == ()  # alt er rullet tilbage
    bevis.foer(
        13, "Rækker ændret, slettet, indsat eller flyttet af en superbruger",
        forsoeg=len(valgte) * len(RAEKKER), brud=uopdaget,
        plantet_fejl_fanget=uden_segl_ses_intet(loggen),
    )  # fmt: skip


def uden_segl_ses_intet(_bruger: Bruger) -> bool:
    """Plant fejlen: uden segl og fil er en ændret log som ny."""
    with som_superbruger():
        sql("DELETE FROM adgang_logsegl")
        seglfil().write_text("", encoding="utf-8")
        slettet(
            Opslag.objects.paa_tvaers(grund=GRUND).order_by("id").values_list("id", flat=True)[0]
        )
        return bekraeft().brud == ()


def skaer(antal: int) -> None:
    """Skær de seneste segl og alle deres rækker af, som om de aldrig var skrevet."""
    sidste = Logsegl.objects.order_by("-nr")[antal]
    sql("DELETE FROM adgang_opslagsborger WHERE opslag_id IN "
        "(SELECT id FROM adgang_opslag WHERE periode > %s)", sidste.til_periode)  # fmt: skip
    sql("DELETE FROM adgang_opslag WHERE periode > %s", sidste.til_periode)
    sql("DELETE FROM adgang_logsegl WHERE nr > %s", sidste.nr)


def regn_om() -> None:
    """Regn hele kæden om, så databasen passer med sig selv."""
    forrige = None
    for segl in Logsegl.objects.order_by("nr"):
        fundet = aftryk(segl.fra_periode, segl.til_periode)
        segl.antal, segl.raekker = fundet.antal, fundet.sha256
        segl.forrige = forrige.hash if forrige else segl.forrige
        segl.hash = segl_hash(segl)
        segl.save(force_update=True)
        forrige = segl


def foerste() -> int:
    return int(
        Opslag.objects.paa_tvaers(grund=GRUND).order_by("id").values_list("id", flat=True)[0]
    )


def omregnet() -> None:
    slettet(foerste())
    regn_om()


def falsk_oprydning() -> None:
    """Slet det nyeste, og skriv en kvittering for, at det var en oprydning."""
    segl = Logsegl.objects.order_by("-nr")[0]
    slet_til(segl.til_periode)
    Logrensning.objects.create(
        til_segl=segl.nr, til_periode=segl.til_periode, antal=1, tidspunkt=timezone.now()
    )


def fremtidig_oprydning() -> None:
    """Samme, med en kvittering, der først ville være sand om et år."""
    segl = Logsegl.objects.order_by("-nr")[0]
    slet_til(segl.til_periode)
    Logrensning.objects.create(
        til_segl=segl.nr, til_periode=segl.til_periode, antal=1,
        tidspunkt=timezone.now() + timedelta(days=365),
    )  # fmt: skip


def slet_til(periode: int) -> None:
    sql("DELETE FROM adgang_opslagsborger WHERE opslag_id IN "
        "(SELECT id FROM adgang_opslag WHERE periode <= %s)", periode)  # fmt: skip
    sql("DELETE FROM adgang_opslag WHERE periode <= %s", periode)


def filens_hale() -> None:
    """Også filen er skåret: kæden i databasen er da længere end filen."""
    linjer = seglfil().read_text(encoding="utf-8").splitlines()
    seglfil().write_text("\n".join(linjer[:-2]) + "\n", encoding="utf-8")


def filen_rettet() -> None:
    linjer = [json.loads(linje) for linje in seglfil().read_text(encoding="utf-8").splitlines()]
    linjer[2]["hash"] = "0" * 64
    seglfil().write_text("\n".join(map(json.dumps, linjer)) + "\n", encoding="utf-8")


def filen_vrovl() -> None:
    with seglfil().open("a", encoding="utf-8") as ud:
        ud.write("ikke en linje\n")


KAEDEN: dict[str, Callable[[], None]] = {
    "halen skåret: 1 segl": lambda: skaer(1),
    "halen skåret: 3 segl": lambda: skaer(3),
    "alle segl slettet": lambda: sql("DELETE FROM adgang_logsegl") and None,
    "et segl midt i slettet": lambda: sql("DELETE FROM adgang_logsegl WHERE nr = 3") and None,
    "et segl rettet": lambda: sql("UPDATE adgang_logsegl SET antal = 0 WHERE nr = 4") and None,
    "kæden regnet om": omregnet,
    "falsk oprydning": falsk_oprydning,
    "oprydning med falsk dato": fremtidig_oprydning,
    "filens hale skåret": filens_hale,
    "filens linje rettet": filen_rettet,
    "filen ødelagt": filen_vrovl,
}


def test_hver_aendring_af_kaeden_opdages(loggen: Bruger, bevis):
    uopdaget = []
    for navn, aendr in KAEDEN.items():
        with som_superbruger():
            aendr()
            if not bekraeft().brud:
                uopdaget.append(navn)
    assert bekraeft().brud == ()
    with som_superbruger():  # plant fejlen: filen bor hos angriberen
        omregnet()
        seglfil().unlink()
        forseglingen.skriv_ud()
        fanget = bekraeft().brud == ()
    bevis.foer(
        13, "Kæden, halen, oprydningen og seglfilen", forsoeg=len(KAEDEN), brud=uopdaget,
        plantet_fejl_fanget=fanget,
    )  # fmt: skip


def test_oprydningen_beholder_ankrene(loggen: Bruger, bevis):
    """Det ældste segl er mere end 183 dage gammelt; dets rækker går, dets hash bliver."""
    foer = bekraeft()
    rensning = ryd_op()
    efter = bekraeft()
    assert rensning is not None
    assert (rensning.til_segl, rensning.antal) == (1, PR_SEGL)
    assert ryd_op() is None  # to gange er som én
    brud = [*foer.brud, *efter.brud]
    assert (efter.segl, efter.ankre, efter.raekker) == (SEGL, 1, (SEGL - 1) * PR_SEGL)
    with som_superbruger():  # plant fejlen: oprydning uden kvittering
        slet_til(Logsegl.objects.get(nr=2).til_periode)
        fanget = bool(bekraeft().brud)
    bevis.foer(
        13, "Oprydning efter 183 dage med ankre", forsoeg=SEGL, brud=brud,
        plantet_fejl_fanget=fanget,
    )  # fmt: skip


@pytest.mark.parametrize(("dage", "ryddes"), [(182, False), (184, True)])
def test_fristen(mette: Bruger, dage: int, ryddes: bool):
    naar = timezone.now() - timedelta(days=dage)
    with time_machine.travel(naar):
        skriv(mette, 2)
    with time_machine.travel(naar + timedelta(minutes=6)):
        forsegl()
    assert (ryd_op() is not None) is ryddes
    assert (Opslag.objects.paa_tvaers(grund=GRUND).count() == 0) is ryddes
    assert (Borger.objects.paa_tvaers(grund=GRUND).count() == 0) is ryddes
    assert bekraeft().brud == ()


def test_en_afbrudt_forsegling_skrives_ud_naeste_gang(loggen: Bruger):
    filens_hale()
    assert bekraeft().brud  # to segl mangler i filen
    forsegl()
    assert bekraeft().brud == ()


def test_den_seneste_forsegling_maa_mangle_i_filen(loggen: Bruger):
    """Strømmen gik mellem databasen og filen: det er ikke et brud."""
    linjer = seglfil().read_text(encoding="utf-8").splitlines()
    seglfil().write_text("\n".join(linjer[:-1]) + "\n", encoding="utf-8")
    assert bekraeft().brud == ()


def test_perioden_i_gang_forsegles_ikke(mette: Bruger):
    skriv(mette, 2)
    assert forsegl() is None
    assert bekraeft().uforseglede == 2
