"""Kanariefuglene: registeroplysninger, der ikke findes andre steder, og mønstrene, der kender dem.

En nat på ``kanarieudtraek`` fryser dem alle: CPR-numre, navne, adresser, beløb og datoer fra hver
af de 17 regler. Findes ét af mønstrene siden i et svar eller en log, er noget sluppet ud.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

from samkoering.regelkatalog import regler
from tests.samkoering.verden import Verden

NAT = date(2018, 6, 19)
HAENDELSE, SENERE = date(2018, 4, 7), date(2018, 5, 9)
FOEDT, BARN_FOEDT = date(1985, 5, 7), date(2011, 2, 13)
OERE = 84_713_129_90
CVR = "88471312"
NAVN = "Kanariefugl Kendelig"


def cpr(nr: int) -> str:
    """Kanarie nr. ``nr``; alle numre har den samme fødselsdato."""
    return f"670585{9000 + nr:04d}"


def _datoformer(*dage: date) -> str:
    """Datoerne, som huset, CPR og Python skriver dem."""
    former = ("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%Y%m%d", "datetime.date({d.year}, {d.month}")
    return "|".join(re.escape(dag.strftime(form).format(d=dag)) for dag in dage for form in former)


CPR_NUMMER = r"670585(?:%20|%2D|\D){0,3}9[0-9]{3}"
KENDETEGN: dict[str, re.Pattern[str]] = {
    "CPR-nummer": re.compile(CPR_NUMMER, re.IGNORECASE),
    "navn eller tekst": re.compile(r"kanarie|kendelig", re.IGNORECASE),
    "beløb": re.compile(r"84\.?713\.?129"),
    "CVR-nummer": re.compile(CVR),
    "dato": re.compile(_datoformer(HAENDELSE, SENERE, FOEDT, BARN_FOEDT)),
}


def fundne(tekst: str) -> list[str]:
    """De slags kanarier, teksten rummer; aldrig kanarien selv."""
    return [slags for slags, moenster in KENDETEGN.items() if moenster.search(tekst)]


def andet_end_cpr(tekst: str) -> list[str]:
    """De slags kanarier, teksten rummer, ud over CPR-numre."""
    return [slags for slags in fundne(tekst) if slags != "CPR-nummer"]


def kanarieudtraek(mappe: Path, borgere: int = 30) -> Path:
    """Et udtræk, hvor de første 17 borgere har hver sin regels hændelse, og resten har dem alle."""
    verden = Verden(mappe, NAT)
    verden.skriv("kommuner", kommunekode="0175", navn="Rødovre", par10_aktiveringsdato="2010-01-01")
    for nr in range(borgere):
        borger = Borger(verden, nr)
        egne = list(HAENDELSER)[nr : nr + 1] or list(HAENDELSER)
        for slug in egne:
            HAENDELSER[slug](borger)
    return verden.gem()


class Borger:
    """En gift ydelsesmodtager med to børn; alt om dem er kanarier."""

    def __init__(self, verden: Verden, nr: int) -> None:
        self.verden, self.nr = verden, nr
        self.ym, self.aef, self.barn, self.spaed = (cpr(4 * nr + led) for led in range(4))
        sag = f"KANARIESAG-{nr:03d}"
        self.verden.skriv(
            "ydelse_sager",
            sag_id=sag,
            kommunekode="0175",
            cpr=self.ym,
            kle="32.24.04",
            oprettet="2015-01-01",
        )
        for udbetalt in ("2018-04-30", "2018-05-31"):
            self.med("ydelse_udbetalinger", sag_id=sag, udbetalt=udbetalt, beloeb_oere=OERE)
        for voksen, partner in ((self.ym, self.aef), (self.aef, self.ym)):
            self.person(voksen, FOEDT)
            self.med("cpr_status", voksen, status="01", fra=FOEDT)
            self.bor(voksen, FOEDT, til="")
            self.med(
                "cpr_civilstand",
                voksen,
                civilstand="G",
                aegtefaelle_cpr=partner,
                fra="2010-05-05",
            )
        self.person(self.barn, BARN_FOEDT)
        self.bor(self.barn, BARN_FOEDT, til="")
        self.med("cpr_boern", foraelder_cpr=self.ym, barn_cpr=self.barn)

    def med(self, tabel: str, /, hvem: str = "", **celler: object) -> None:
        """Læg en række i tabellen om personen."""
        om = {"cpr": hvem} if hvem else {}
        self.verden.skriv(tabel, **om, **{navn: str(celle) for navn, celle in celler.items()})

    def begge(self, tabel: str, /, **celler: object) -> None:
        """Samme række om modtageren og ægtefællen."""
        for hvem in (self.ym, self.aef):
            self.med(tabel, hvem, **celler)

    def person(self, hvem: str, foedt: date) -> None:
        """Personens navn og fødselsdato."""
        navn, efternavn = NAVN.split()
        self.med("cpr_personer", hvem, fornavn=navn, efternavn=efternavn, foedselsdato=foedt)

    def bor(self, hvem: str, fra: object, til: object, husnr: str = "001") -> None:
        """En adresse på Kanarievej."""
        vej = {"vejkode": "0913", "vejnavn": "Kanarievej", "postdistrikt": "Kanarieby"}
        self.med("cpr_adresser", hvem, kommunekode="0175", husnr=husnr, fra=fra, til=til, **vej)

    def flyt(self, hvem: str, dag: date) -> None:
        """Personen flytter hen ad vejen den dag."""
        hidtil = [r for r in self.verden.raekker["cpr_adresser"] if r["cpr"] == hvem]
        hidtil[-1]["til"] = dag.replace(day=dag.day - 1).isoformat()
        self.bor(hvem, dag, "", husnr=f"{len(hidtil) + 1:03d}")

    def bil(self, nr: int, foerste: str, **handel: date) -> None:
        """Begge ægtefæller handler en bil."""
        self.begge(
            "r75_biler",
            stelnummer=f"KANARIESTEL{nr}",
            registreringsnummer=f"KANARIE{nr}",
            maerke="Kanariebil",
            model="Kendelig",
            foerste_registrering=foerste,
            ejerbrugerkode=2,
            r75_indeks="7500100",
            **handel,
        )

    def indkomst(self, indkomsttype: str, indtaegtsart: str = "") -> None:
        """Begge ægtefæller får udbetalt et beløb."""
        for hvem in (self.ym, self.aef):
            nr = len(self.verden.raekker["eindkomst"])
            self.med(
                "eindkomst",
                hvem,
                indberetning_id=f"KANARIE-{nr}",
                cvr=CVR,
                virksomhed="Kanarie ApS",
                indkomsttype=indkomsttype,
                indtaegtsart=indtaegtsart,
                beloeb_oere=OERE,
                periode_fra=HAENDELSE,
                periode_til=HAENDELSE,
                disposition=HAENDELSE,
            )

    def gamle_biler(self) -> None:
        """Tre handler med biler over 15 år."""
        for nr in (3, 4, 5):
            self.bil(nr, "1990-01-01", erhvervet=HAENDELSE)

    def virksomhed(self) -> None:
        """Begge ægtefæller har stiftet en virksomhed."""
        felter = {"cvr": CVR, "virksomhed": "Kanarie ApS", "virksomhedsform": "Kanarieform"}
        start = {"virksomhed_start": HAENDELSE, "rolle_fra": HAENDELSE}
        self.begge("cvr_deltagelser", rolle="STIFTER", **felter, **start)

    def moms(self) -> None:
        """Begge ægtefæller har angivet moms."""
        indeks = {"aar": 2018, "r75_indeks": "4200501"}
        self.begge("r75_moms", cvr=CVR, beloeb_oere=OERE, indberettet=HAENDELSE, **indeks)

    def gift_igen(self) -> None:
        """Modtageren får en ny civilstand i kontrolperioden."""
        par = {"civilstand": "G", "aegtefaelle_cpr": self.aef}
        self.med("cpr_civilstand", self.ym, fra=HAENDELSE, **par)

    def doer(self) -> None:
        """Modtageren dør efter alt det andet."""
        self.med("cpr_status", self.ym, status="90", fra=SENERE)

    def foedsel(self) -> None:
        """Modtageren får et barn."""
        self.person(self.spaed, HAENDELSE)
        self.med("cpr_boern", foraelder_cpr=self.ym, barn_cpr=self.spaed)

    def bidrag(self) -> None:
        """Modtageren skal betale børnebidrag."""
        sag = {"sagsnr": f"KANARIEBIDRAG-{self.nr}", "rolle": "BIDRAGSBETALER"}
        self.med("udk_bidragssager", self.ym, kle="32.16.04", oprettet=HAENDELSE, **sag)

    def ferie(self) -> None:
        """Begge ægtefæller har bedt om feriepenge."""
        dage = {"anmodet": HAENDELSE, "foerste_feriedag": SENERE, "forventet_udbetaling": SENERE}
        self.begge("feriekonto_anmodninger", beloeb_oere=OERE, annulleret="false", **dage)


HAENDELSER: dict[str, Callable[[Borger], None]] = {
    "bilkoeb": lambda b: b.bil(1, "2010-01-01", erhvervet=HAENDELSE),
    "bilsalg": lambda b: b.bil(2, "2010-01-01", afhaendet=HAENDELSE),
    "mange_bilhandler": Borger.gamle_biler,
    "ny_virksomhed": Borger.virksomhed,
    "b_indkomst": lambda b: b.indkomst("05"),
    "ny_arbejdsgiver": lambda b: b.indkomst("00"),
    "momsindberetning": Borger.moms,
    "aendring_andre_ydelser": lambda b: b.indkomst("04", "0005"),
    "civilstand": Borger.gift_igen,
    "barn_flytter": lambda b: b.flyt(b.barn, HAENDELSE),
    "flytning": lambda b: b.flyt(b.ym, SENERE),
    "borger_doer": Borger.doer,
    "borgerstatus": lambda b: b.med("cpr_status", b.ym, status="80", fra=HAENDELSE),
    "foedsel": Borger.foedsel,
    "barn_doer": lambda b: b.med("cpr_status", b.barn, status="90", fra=SENERE),
    "underholdsbidrag": Borger.bidrag,
    "feriekonto": Borger.ferie,
}
"""Hver regels hændelse, i regelnummerets orden."""
assert list(HAENDELSER) == [regel["slug"] for regel in regler()]
