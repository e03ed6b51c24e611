"""Tilfældig økonomi: løn, b-indkomst, ydelser, biler, moms, virksomheder, bidrag, feriepenge."""

from datetime import date, timedelta

from .grundlag import DAG, maanedens_sidste, plus_aar, plus_maaneder, vindue
from .regel_virksomhed import ROLLER
from .tilfaeldig_verden import Person, Verden

CVR = ("10000001", "10000002", "10000003", "10000004")
YDELSER = (
    ("01", None),
    ("07", "0006"),
    ("04", "0005"),
    ("04", "0006"),
    ("04", "0013"),
    ("04", "0016"),
    ("04", "0001"),
)
GRAENSER = (50_000, 50_001, 49_999, 25_000, 25_001, 1_500_000, 100_000, 1, 0)


def byg_penge(v: Verden) -> None:
    """Rækker i alle ikke-CPR-tabeller for de voksne; børn får dem sjældent."""
    for person in v.folk:
        if not (person.voksen or v.sker(0.05)):
            continue
        for byg in (
            _loen,
            _b_indkomst,
            _ydelse,
            _biler,
            _biler,
            _moms,
            _virksomhed,
            _bidrag,
            _ferie,
        ):
            if v.sker(0.5):
                byg(v, person)


def _indkomst(v: Verden, person: Person, beloeb: int, meldt: date, **celler: object) -> None:
    nummer = len(v.raekker["eindkomst"])
    tilfaeldig_orden = v.terning.randrange(1000)
    celler.setdefault("periode_fra", meldt.replace(day=1))
    celler.setdefault("periode_til", maanedens_sidste(meldt))
    v.skriv(
        "eindkomst",
        indberetning_id=f"I{tilfaeldig_orden:03}-{nummer}",
        cpr=v.nummer(person),
        disposition=meldt,
        beloeb_oere=beloeb,
        **celler,
    )


def _loen(v: Verden, person: Person) -> None:
    nyeste = v.kant()
    mellemrum = v.terning.choice((0, 1, 30, 59, 60, 61, 62, 120))
    for meldt in (nyeste, nyeste - timedelta(days=mellemrum), v.kant(), v.laenge_siden()):
        if v.sker(0.35):
            continue
        celler = {
            "cvr": v.terning.choice(CVR[:2]) if v.sker(0.4) else CVR[0],
            "indkomsttype": v.terning.choice(("00", "00", "04", "04", "03")),
            "indtaegtsart": v.terning.choice((None, "0001", "0001", "0005", "0016")),
            "branchekode": v.terning.choice((None, "471120", "841100", "651200", "484000")),
            "periode_fra": meldt.replace(day=1),
            "periode_til": maanedens_sidste(meldt),
        }
        beloeb = v.terning.choice((1, 2_000_000, 2_000_000, 0))
        _indkomst(v, person, beloeb, meldt, **celler)
        if v.sker(v.uheld.tilbagefoersel):
            senere = meldt + v.terning.choice((0, 1, 20)) * DAG
            _indkomst(v, person, -beloeb + v.terning.choice((0, 1, -1)), senere, **celler)


def _b_indkomst(v: Verden, person: Person) -> None:
    fra = v.kant().replace(day=1)
    celler = {
        "cvr": v.terning.choice(CVR),
        "indkomsttype": "05",
        "periode_fra": fra,
        "periode_til": v.terning.choice((fra, maanedens_sidste(fra))),
    }
    for _ in range(v.terning.choice((1, 1, 2, 3))):
        beloeb = v.terning.choice(GRAENSER)
        meldt = v.kant()
        _indkomst(v, person, beloeb, meldt, **celler)
        if v.sker(v.uheld.tilbagefoersel):
            senere = meldt + v.terning.choice((0, 1, 30)) * DAG
            _indkomst(v, person, -v.terning.choice((beloeb, 1, 50_000)), senere, **celler)


def _ydelse(v: Verden, person: Person) -> None:
    slags, art = v.terning.choice(YDELSER)
    celler = {"cvr": v.terning.choice(CVR[:2]), "indkomsttype": slags, "indtaegtsart": art}
    maaned = plus_maaneder(vindue(v.dag)[0], -2)
    beloeb, fast = 800_000, v.sker(0.5)
    while maaned <= v.dag:
        if not fast:
            beloeb += v.terning.choice((0, 0, 0, 50_000, 50_001, -50_000, -50_001))
        if fast or v.sker(0.85):
            meldt = maanedens_sidste(maaned) + v.terning.choice((-40, -1, 0, 0, 0, 1, 15)) * DAG
            periode = {"periode_fra": maaned, "periode_til": maanedens_sidste(maaned)}
            _indkomst(v, person, beloeb, meldt, **celler, **periode)
            if not fast and v.sker(v.uheld.tilbagefoersel):
                _indkomst(v, person, -beloeb, meldt + DAG, **celler, **periode)
        maaned = plus_maaneder(maaned, 1)


def _biler(v: Verden, person: Person) -> None:
    handler = v.sker(0.25)  # en bilhandler har gamle biler, flere af dem
    for _ in range(v.terning.choice((2, 3, 4)) if handler else v.terning.choice((1, 2))):
        koebt = v.kant() if v.sker(0.7) else None
        solgt = v.kant() if v.sker(0.6) else None
        handel = koebt or solgt or v.dag
        foerste = v.terning.choice(
            (
                *(plus_aar(handel, -15) + n * DAG for n in (-1, 0, 1)),
                *(date(1990, 3, 1),) * 3,
                date(2000, 2, 29),
                v.dag - timedelta(days=900),
            )
        )
        foerste = date(1990, 3, 1) if handler else foerste
        v.skriv(
            "r75_biler",
            cpr=v.nummer(person),
            stelnummer=f"VIN{v.terning.randrange(8)}",
            foerste_registrering=None if v.sker(v.uheld.uden_foerste_registrering) else foerste,
            ejerbrugerkode=v.terning.choice((2, 3, 6, 9, 2, 3, 6, 9, 1, 4)),
            r75_indeks=v.terning.choice(("7500100",) * 9 + ("7500200",)),
            erhvervet=koebt,
            afhaendet=solgt,
        )


def _moms(v: Verden, person: Person) -> None:
    for _ in range(v.terning.choice((1, 2))):
        celler = {
            "cvr": v.terning.choice(CVR[:2]),
            "aar": v.dag.year - v.terning.choice((0, 0, 1)),
            "r75_indeks": f"420050{v.terning.randrange(1, 5)}",
        }
        beloeb = v.terning.choice((0, 1, -1, 100_000, -100_000))
        cpr = v.nummer(person)
        v.skriv("r75_moms", cpr=cpr, beloeb_oere=beloeb, indberettet=v.kant(), **celler)
        if v.sker(v.uheld.tilbagefoersel):
            v.skriv("r75_moms", cpr=cpr, beloeb_oere=-beloeb, indberettet=v.kant(), **celler)


def _virksomhed(v: Verden, person: Person) -> None:
    for _ in range(v.terning.choice((1, 2))):
        start = v.kant()
        v.skriv(
            "cvr_deltagelser",
            cpr=v.nummer(person),
            cvr=v.terning.choice(CVR),
            rolle=v.terning.choice((*ROLLER, "DIREKTOER", "BESTYRELSE")),
            virksomhed_start=start,
            rolle_fra=start + v.terning.choice((-1, 0, 0, 1)) * DAG,
        )


def _bidrag(v: Verden, person: Person) -> None:
    v.skriv(
        "udk_bidragssager",
        sagsnr=f"B{len(v.raekker['udk_bidragssager'])}",
        cpr=v.nummer(person),
        rolle=v.terning.choice(("BIDRAGSMODTAGER", "BIDRAGSBETALER")),
        kle=v.terning.choice(("32.15.08", "32.15.20", "32.15.24", "32.16.04", "32.16.04")),
        oprettet=v.kant(),
    )


def _ferie(v: Verden, person: Person) -> None:
    anmodet = v.kant()
    for _ in range(v.terning.choice((1, 1, 2))):
        v.skriv(
            "feriekonto_anmodninger",
            cpr=v.nummer(person),
            anmodet=anmodet,
            foerste_feriedag=v.dag + v.terning.choice((10, 10, 20)) * DAG,
            beloeb_oere=v.terning.choice((100_000, 200_000)),
            forventet_udbetaling=v.dag + 5 * DAG,
            annulleret="true" if v.sker(0.25) else "false",
        )
