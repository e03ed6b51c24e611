"""Tilfældige husstande: personer, status, civilstand, separation, adresser, børn og sager."""

from datetime import date, timedelta

from .grundlag import DAG, plus_maaneder, seneste_hele_maaned, vindue
from .tilfaeldig_verden import Person, Verden

HUSE = (
    ("0175", "0100", "001", "", ""),
    ("0175", "0100", "001", "2", "tv"),
    ("0175", "0100", "001", "2", "th"),
    ("0175", "0200", "012B", "", ""),
    ("0173", "0100", "001", "", ""),
    ("0173", "9899", "007", "st", "1"),
)
FIKTIVE = (("0175", "9900", "001", "", ""), ("0173", "9955", "099", "", ""))
KLE = ("04", "10", "32", "48") * 4 + ("08", "12", "28", "30", "14", "24")


def byg_folk(v: Verden, antal: int) -> None:
    """Husstande, til der er `antal` personer, med hele deres CPR-historik og deres sager."""
    _kommuner(v)
    while len(v.folk) < antal:
        _husstand(v)
    for person in v.folk:
        _personraekker(v, person)
        _status(v, person)


def _kommuner(v: Verden) -> None:
    aktiveret = v.kant() if v.sker(0.7) else v.dag
    for kode, dato in (
        ("0175", date(2010, 1, 1)),
        ("0173", aktiveret),
        ("0147", v.terning.choice((None, v.dag + DAG))),
        ("0151", v.terning.choice((v.dag, v.dag - DAG))),
    ):
        v.skriv("kommuner", kommunekode=kode, par10_aktiveringsdato=dato)


def _husstand(v: Verden) -> None:
    voksne = [v.ny_person(voksen=True) for _ in range(2 if v.sker(0.75) else 1)]
    boern = [v.ny_person(voksen=False) for _ in range(v.terning.choice((0, 1, 1, 2, 3)))]
    for barn in boern:
        for foraelder in voksne:
            if v.sker(0.85):
                v.skriv("cpr_boern", foraelder_cpr=v.nummer(foraelder), barn_cpr=v.nummer(barn))
    _adresser(v, voksne, boern)
    _civilstand(v, voksne)
    for voksen in voksne:
        if v.sker(0.75):
            for _ in range(1 if v.sker(0.8) else 2):
                _sag(v, voksen)


def _personraekker(v: Verden, person: Person) -> None:
    if v.sker(v.uheld.uden_person):
        return
    for plads, nummer in enumerate(person.numre):
        senere = person.numre[plads + 1 :]
        # et gammelt nummers egen fødselsdato må aldrig bruges
        foedt = person.foedt - timedelta(days=900) if senere and v.sker(0.5) else person.foedt
        v.skriv(
            "cpr_personer",
            cpr=nummer,
            foedselsdato=foedt,
            koen=v.terning.choice("KM"),
            gaeldende_cpr=v.terning.choice((senere[0], senere[-1])) if senere else None,
        )


def _slut(v: Verden, fra: date) -> date | None:
    if v.sker(0.6):
        return None
    return fra + timedelta(days=v.terning.choice((0, 1, 30, 59, 60, 61, 90, 200)))


def _status(v: Verden, person: Person) -> None:
    begivenheder = sorted(v.kant() for _ in range(v.terning.choice((0, 0, 0, 1, 1, 2))))
    if v.sker(0.9):
        til = begivenheder[0] - DAG if begivenheder and v.sker(0.8) else None
        fra = min(person.foedt, til or person.foedt)
        kode = v.terning.choice(("01", "01", "01", "03", "80", "70"))
        v.skriv("cpr_status", cpr=v.nummer(person), status=kode, fra=fra, til=til)
    for fra in begivenheder:
        for _ in range(2 if v.sker(v.uheld.samme_dag) else 1):
            kode = v.terning.choice(
                ("90", "90", "80", "05", "07", "20", "70", "30", "50", "60", "01", "03")
            )
            til = _slut(v, fra)
            v.skriv("cpr_status", cpr=v.nummer(person), status=kode, fra=fra, til=til)


def _civilstand(v: Verden, voksne: list[Person]) -> None:
    gift = v.laenge_siden() if v.sker(0.75) else v.kant()
    par = len(voksne) == 2 and v.sker(0.85)
    for person in voksne:
        anden = next((p for p in voksne if p is not person), None)
        aegtefaelle = v.nummer(anden) if anden and v.sker(0.93) else None
        ugift = gift - timedelta(days=1000)
        v.skriv("cpr_civilstand", cpr=v.nummer(person), civilstand="U", fra=ugift)
        if not par:
            continue
        kode = v.terning.choice("GGGP")
        cpr = v.nummer(person)
        v.skriv("cpr_civilstand", cpr=cpr, civilstand=kode, aegtefaelle_cpr=aegtefaelle, fra=gift)
        if v.sker(0.2):
            _senere_civilstand(v, person, aegtefaelle, gift)
        if v.sker(0.4):
            _separation(v, person, gift)


def _senere_civilstand(v: Verden, person: Person, anden: str | None, gift: date) -> None:
    fra = gift if v.sker(v.uheld.samme_dag) else v.kant()
    kode = v.terning.choice("UGFEPOLD")
    v.skriv(
        "cpr_civilstand",
        cpr=v.nummer(person),
        civilstand=kode,
        aegtefaelle_cpr=anden if kode in "GP" else None,
        fra=fra,
        til=_slut(v, fra),
    )


def _separation(v: Verden, person: Person, gift: date) -> None:
    fra = v.terning.choice(
        (
            v.kant(),
            plus_maaneder(v.kant(), -3),
            plus_maaneder(v.dag, -3) + v.terning.choice((-1, 0, 1)) * DAG,
            gift + v.terning.choice((-1, 0, 1)) * DAG,
            v.laenge_siden(),
        )
    )
    til = v.terning.choice((None, None, plus_maaneder(fra, 3), plus_maaneder(fra, 3) - DAG))
    v.skriv("cpr_separation", cpr=v.nummer(person), fra=fra, til=til)


def _adresser(v: Verden, voksne: list[Person], boern: list[Person]) -> None:
    hjem = v.terning.choice(HUSE)
    tidligst = vindue(v.dag)[0] - timedelta(days=v.terning.randrange(200, 3000))
    historik = {id(p): [_bor(v, p, hjem, tidligst, "FLYTNING")] for p in voksne + boern}
    for fra in sorted(v.kant() for _ in range(v.terning.choice((0, 1, 1, 2, 3)))):
        maal = v.terning.choice(HUSE)
        aarsag = v.terning.choice(("FLYTNING", "FLYTNING", "OMKODNING"))
        for person in _flyttende(v, voksne, boern):
            if v.sker(v.uheld.fiktiv_vej):
                maal = v.terning.choice(FIKTIVE)
            elif v.sker(0.2):
                maal = v.terning.choice(HUSE)
            _flyt(v, person, historik[id(person)], fra, maal, aarsag)


def _flyttende(v: Verden, voksne: list[Person], boern: list[Person]) -> list[Person]:
    alle = voksne + boern
    slags = v.terning.random()
    if slags < 0.3:
        return alle
    if slags < 0.6 and boern:
        return [v.terning.choice(boern)]
    if slags < 0.8:
        return [v.terning.choice(voksne)]
    return [p for p in alle if v.sker(0.5)]


def _flyt(
    v: Verden,
    person: Person,
    historik: list[dict[str, str]],
    fra: date,
    maal: tuple[str, ...],
    aarsag: str,
) -> None:
    maade = v.terning.random()
    sidste = historik[-1]
    gammel_slut = fra - (DAG if maade < 0.85 else timedelta(days=v.terning.randrange(2, 20)))
    if maade < 0.95 and gammel_slut.isoformat() >= sidste["fra"]:
        sidste["til"] = gammel_slut.isoformat()
    if 0.75 < maade < 0.85:
        return  # rejser uden ny adresse
    for _ in range(2 if v.sker(v.uheld.samme_dag) else 1):
        historik.append(_bor(v, person, maal, fra, aarsag))
        maal = v.terning.choice(HUSE)


def _bor(v: Verden, person: Person, hus: tuple[str, ...], fra: date, aarsag: str) -> dict[str, str]:
    navne = ("kommunekode", "vejkode", "husnr", "etage", "sidedoer")
    celler = dict(zip(navne, hus, strict=True))
    return v.skriv("cpr_adresser", cpr=v.nummer(person), fra=fra, aarsag=aarsag, **celler)


def _sag(v: Verden, person: Person) -> None:
    oprettet = v.laenge_siden() if v.sker(0.65) else v.kant()
    afsluttet = None
    if v.sker(0.2):
        afsluttet = max(oprettet, v.dag + v.terning.choice((-1, 0, 0, 1, 1, 40)) * DAG)
    sag_id = f"S{len(v.raekker['ydelse_sager']):03}"
    v.skriv(
        "ydelse_sager",
        sag_id=sag_id,
        kommunekode=v.terning.choice(("0175",) * 5 + ("0173",) * 3 + ("0147", "0151")),
        cpr=v.nummer(person),
        kle=f"32.24.{v.terning.choice(KLE)}",
        oprettet=oprettet,
        afsluttet=afsluttet,
    )
    foerste, sidste = seneste_hele_maaned(v.dag)
    dage = (foerste, sidste, foerste, sidste, foerste - DAG, sidste + DAG)
    for beloeb in v.terning.choice(((1,), (900_000,), (500_000, -500_000), (500_001, -500_000))):
        v.skriv(
            "ydelse_udbetalinger",
            sag_id=sag_id,
            udbetalt=v.terning.choice(dage[: 6 if v.sker(0.2) else 4]),
            beloeb_oere=beloeb,
        )
