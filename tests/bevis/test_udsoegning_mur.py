"""Muren om udsøgningen: ingen vej mellem den og sager, kontrol eller feedback.

Fire vægge. I koden: ingen vej i importerne, den ene vej eller den anden. I modellerne: ingen vej
over fremmednøgler. På siderne: ingen forespørgsel fra den ene side nævner den andens tabeller. I
PostgreSQL: ingen rolle, portalen kan have, kan læse begge dele.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import grimp
import pytest
from django.apps import apps
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from adgang import databaseroller
from tests import driftsrolle, fabrik
from tests.conftest import klient_for
from tests.udsoegning import opstilling
from udsoegning.models import Fundet, Projekt

HER = "udsoegning"
DER = (
    *("samkoering", "kontrol", "feedback", "persongrupper", "hjemmebesoeg", "sagsopstart"),
    "journal",
)
RUM = ("registre", "adgang", *DER, HER, "portal")
FAELLES_GULV = {"adgang_kommune", "adgang_bruger"}
"""De to tabeller, begge sider peger på. De rummer lejeren og de ansatte og ingen borger, så et
opslag over dem kan kun sige, at to rækker er i samme kommune eller skrevet af samme ansatte."""
PORTALENS = {"portal.indsigt.samling", "portal.sletning.nat"}
"""Det, der må kende begge: borgerens egen indsigt, og nattens sletning, som kun tæller."""
Graf = dict[str, set[str]]
_LAES = ("SELECT", "INSERT", "UPDATE", "DELETE", "REFERENCES", "TRIGGER", "TRUNCATE")


def test_ingen_vej_i_importerne(bevis):
    graf = grimp.build_graph(*RUM, cache_dir=None)
    uden_journal = [rum for rum in DER if rum != "journal"]  # PDF'ens motor er fælles gulv
    par = [(HER, rum) for rum in uden_journal] + [(rum, HER) for rum in DER]
    brud = list(_importveje(graf, par))
    kender = {m for m in graf.find_modules_that_directly_import(HER) if not m.startswith(HER)}
    direkte = {
        m
        for modul in graf.find_descendants(HER) | {HER}
        for m in graf.find_modules_that_directly_import(modul)
        if not m.startswith(HER)
    }
    brud += sorted((kender | direkte) - PORTALENS)
    plantet = []
    for fra, til in (
        ("udsoegning.rummet", "kontrol.sortering"),
        ("adgang.omfang", "udsoegning.nej"),
    ):
        graf.add_import(importer=fra, imported=til)
        plantet.append(bool(list(_importveje(graf, par))))
        graf.remove_import(importer=fra, imported=til)
    bevis.foer(
        "udsoegning-mur",
        "Vej i importerne mellem udsøgning og sager",
        forsoeg=len(par) + len(graf.modules),
        brud=brud,
        plantet_fejl_fanget=all(plantet),
    )


def _importveje(graf: grimp.ImportGraph, par: list[tuple[str, str]]) -> Iterator[str]:
    for fra, til in par:
        for vej in graf.find_shortest_chains(fra, til, as_packages=True):
            yield " → ".join(vej)


def test_ingen_vej_over_fremmednoegler(bevis):
    graf = fremmednoegler()
    egne = [tabel for tabel in graf if tabel.startswith(f"{HER}_")]
    assert len(egne) == 7
    brud = [vej for tabel in egne if (vej := vej_ud(graf, tabel))]
    plantede = []
    for fra, til in (
        ("udsoegning_fundet", "samkoering_sag"),
        ("kontrol_bestilling", "udsoegning_projekt"),
        ("udsoegning_kontakt", "adgang_borger"),  # derfra er der kort til loggens borgere
    ):
        plantet: Graf = {tabel: set(naboer) for tabel, naboer in graf.items()}
        plantet.setdefault(fra, set()).add(til)
        plantet.setdefault(til, set()).add(fra)
        plantede.append(any(vej_ud(plantet, tabel) for tabel in egne))
    bevis.foer(
        "udsoegning-mur",
        "Vej over fremmednøgler mellem udsøgning og sager",
        forsoeg=len(egne) * len(graf),
        brud=brud,
        plantet_fejl_fanget=all(plantede),
    )


def fremmednoegler() -> Graf:
    """Tabel → de tabeller, en nøgle forbinder den med, hvad vej den så peger."""
    graf: Graf = defaultdict(set)
    for model in apps.get_models(include_auto_created=True):
        graf[model._meta.db_table]
        for felt in model._meta.get_fields():
            if felt.is_relation and felt.related_model not in (None, "self"):
                en, anden = model._meta.db_table, felt.related_model._meta.db_table  # type: ignore[union-attr]
                graf[en].add(anden)
                graf[anden].add(en)
    return graf


def vej_ud(graf: Graf, fra: str) -> str:
    """Den korteste vej ud af rummet uden om det fælles gulv; tom, når der ingen er."""
    veje, sete = [[fra]], {fra}
    while veje:
        vej = veje.pop(0)
        for nabo in sorted(graf[vej[-1]] - sete - FAELLES_GULV):
            if not nabo.startswith(f"{HER}_"):
                return " → ".join([*vej, nabo])
            sete.add(nabo)
            veje.append([*vej, nabo])
    return ""


@pytest.mark.django_db
def test_det_faelles_gulv_rummer_ingen_borgere():
    for tabel in FAELLES_GULV:
        model = next(m for m in apps.get_models() if m._meta.db_table == tabel)
        assert not [felt.name for felt in model._meta.get_fields() if "cpr" in felt.name]


@pytest.mark.django_db
def test_ingen_side_spoerger_den_andens_tabeller(bevis, leder):
    for _ in range(2):
        fabrik.sag_med_udfald(leder.kommune)
    nadia = opstilling.medarbejder()
    et = opstilling.projekt(nadia)
    en = _en_paa_listen(et)
    her = (
        klient_for(nadia),
        ("/udsoegning/", f"/udsoegning/{et.pk}/", f"/udsoegning/borger/{en.pk}/"),
    )
    der = klient_for(leder), ("/bestillingsliste/", "/prioriteringsliste/", "/feedbackliste/",
                              "/effekt/", "/persongrupper/", "/soeg/")  # fmt: skip
    fremmede = tuple(f"{rum}_" for rum in DER)
    brud = [side for side in her[1] if _spoerger(her[0], side, fremmede)]
    brud += [side for side in der[1] if _spoerger(der[0], side, (f"{HER}_",))]
    plantet = _spoerger(*(her[0], her[1][0]), (f"{HER}_",)) and _spoerger(
        der[0], der[1][0], fremmede
    )
    bevis.foer(
        "udsoegning-mur",
        "Side, der spørger den anden sides tabeller",
        forsoeg=len(her[1]) + len(der[1]),
        brud=brud,
        plantet_fejl_fanget=plantet,
    )


def _en_paa_listen(et: Projekt) -> Fundet:
    return Fundet.objects.i_kommune(et.kommune_id).create(
        kommune_id=et.kommune_id, projekt=et, cpr=fabrik.nyt_cpr(), navn="Amina Testesen",
        adresse="Prøvevej 1", kursus="Dansk", afsluttet=et.kurser_fra,
    )  # fmt: skip


def _spoerger(klient: Client, side: str, tabeller: tuple[str, ...]) -> bool:
    with CaptureQueriesContext(connection) as spoergsmaal:
        svar = klient.get(side)
    assert svar.status_code == 200, side
    # Rollens navn begynder også med et rums; et rolleskift læser intet.
    sql = [s["sql"] for s in spoergsmaal.captured_queries if not s["sql"].startswith("SET LOCAL")]
    return any(f'"{tabel}' in et for et in sql for tabel in tabeller)


@pytest.mark.postgres
@pytest.mark.django_db
def test_ingen_rolle_kan_laese_begge_dele(bevis):
    tabeller = _tabeller()
    forsoeg, brud = 0, []
    for rolle, maa in _roller().items():
        for tabel in tabeller:
            forsoeg += len(_LAES)
            brud += [] if tabel.startswith(f"{HER}_") == maa else _rettigheder(rolle, tabel)
    brud += [f"{driftsrolle.ROLLE} arver rummets rolle"] if _arver() else []
    for rolle in _roller():
        forsoeg += 1
        brud += [f"{rolle} læste begge dele"] if _forbinder(rolle) else []
    bevis.foer(
        "udsoegning-mur",
        "Databaserolle, der kan læse både udsøgning og sager",
        forsoeg=forsoeg,
        brud=brud,
        plantet_fejl_fanget=_plantede_ses(),
    )


def _roller() -> dict[str, bool]:
    """Rollerne, portalen kan have → om de kan nå rummets tabeller (og så ingen andre)."""
    return {
        driftsrolle.ROLLE: False,
        databaseroller.rummets_rolle(driftsrolle.ROLLE, HER): True,
    }


def _tabeller() -> list[str]:
    with connection.cursor() as markoer:
        markoer.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        return [tabel for (tabel,) in markoer.fetchall()]


def _rettigheder(rolle: str, tabel: str) -> list[str]:
    """De rettigheder, rollen har på tabellen, hvor den ingen skal have."""
    uden_graense = tabel.startswith(f"{HER}_") or rolle.endswith(HER)
    if not uden_graense:
        return []
    with connection.cursor() as markoer:
        markoer.execute(
            "SELECT p FROM unnest(%s) p WHERE has_table_privilege(%s, %s, p)",
            [list(_LAES), rolle, tabel],
        )
        fundne = [f"{rolle} kan {ret} i {tabel}" for (ret,) in markoer.fetchall()]
        markoer.execute("SELECT has_any_column_privilege(%s, %s, 'SELECT')", [rolle, tabel])
        kolonner = markoer.fetchone()[0]
    return fundne + ([f"{rolle} læser kolonner i {tabel}"] if kolonner and not fundne else [])


def _arver() -> bool:
    rum = databaseroller.rummets_rolle(driftsrolle.ROLLE, HER)
    with connection.cursor() as markoer:
        markoer.execute("SELECT pg_has_role(%s, %s, 'USAGE')", [driftsrolle.ROLLE, rum])
        return bool(markoer.fetchone()[0])


def _forbinder(rolle: str) -> bool:
    """Om rollen får svar på en forespørgsel, der finder den samme borger på begge sider."""
    with transaction.atomic(), connection.cursor() as markoer:
        markoer.execute("SAVEPOINT foer")
        try:
            markoer.execute(f"SET LOCAL ROLE {rolle}")
            markoer.execute(
                "SELECT count(*) FROM udsoegning_fundet f JOIN samkoering_sag s ON s.cpr = f.cpr"
            )
        except ProgrammingError:  # permission denied; alt andet er en fejl i prøven
            return False
        else:
            return True
        finally:
            markoer.execute("ROLLBACK TO SAVEPOINT foer")


def _plantede_ses() -> bool:
    """En ret for meget til hver af rollerne, og en arv, ses alle tre."""
    drift, rum = _roller()
    set_: list[bool] = []
    with transaction.atomic(), connection.cursor() as markoer:
        for plantet, ses in (
            (f"GRANT SELECT ON udsoegning_fundet TO {drift}",
             lambda: bool(_rettigheder(drift, "udsoegning_fundet")) and _forbinder(drift)),
            (f"GRANT SELECT ON samkoering_sag TO {rum}",
             lambda: bool(_rettigheder(rum, "samkoering_sag")) and _forbinder(rum)),
            (f"GRANT SELECT (cpr) ON samkoering_sag TO {rum}",
             lambda: bool(_rettigheder(rum, "samkoering_sag"))),
            (f"ALTER ROLE {drift} INHERIT", _arver),
        ):  # fmt: skip
            markoer.execute("SAVEPOINT plantet")
            markoer.execute(plantet)
            set_.append(ses())
            markoer.execute("ROLLBACK TO SAVEPOINT plantet")
    return all(set_)
