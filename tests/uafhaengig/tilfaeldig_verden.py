"""Den tilfældige verdens byggesten: terning, datoer ved vinduets kanter, personer og rækker."""

import random
from dataclasses import dataclass, field
from datetime import date, timedelta

from .grundlag import DAG, maanedens_sidste, plus_aar, plus_maaneder, seneste_hele_maaned, vindue
from .skema import TABELLER, kolonner

FYLD = {
    "fornavn": "Prøve",
    "efternavn": "Person",
    "koen": "K",
    "navn": "Prøvekommune",
    "vejnavn": "Prøvevej",
    "postnr": "2610",
    "postdistrikt": "Rødovre",
    "virksomhed": "Prøve ApS",
    "virksomhedsform": "Enkeltmandsvirksomhed",
    "register_status": "AKTUEL",
    "aarsag": "FLYTNING",
}


@dataclass(frozen=True)
class Uheld:
    """Hvor ofte hver slags besvær rammer: pr. person, pr. række eller pr. mappe (0-1)."""

    udskiftet_nummer: float = 0.2  # pr. person
    gammelt_nummer_i_raekke: float = 0.4  # pr. celle, når personen har flere numre
    uden_person: float = 0.08  # pr. person: ingen række i cpr_personer
    ikke_taellende: float = 0.07  # pr. række: RETTET, FORTRUDT …
    samme_dag: float = 0.12  # pr. historikrække: to rækker fra samme dag
    fiktiv_vej: float = 0.12  # pr. flytning: vejkode fra 9900
    uden_foerste_registrering: float = 0.15  # pr. bil
    tilbagefoersel: float = 0.2  # pr. indkomstrække
    dobbelt_raekke: float = 0.04  # pr. række i tabeller uden nøgle
    dobbelt_noegle: float = 0.1  # pr. mappe
    ikke_besvaret: float = 0.8  # pr. mappe
    manglende_tabel: float = 0.2  # pr. mappe, kun tabeller, bestanden kan undvære
    manglende_bestandstabel: float = 0.01  # pr. mappe
    ugyldig_raekke: float = 0.5  # pr. mappe
    for_mange_ugyldige: float = 0.06  # pr. mappe: to skæve rækker i én tabel
    kreds: float = 0.04  # pr. mappe


@dataclass
class Person:
    """En person med sine numre i den rækkefølge, de blev givet; det sidste er det gældende."""

    foedt: date
    numre: list[str]
    voksen: bool


@dataclass
class Verden:
    """Alt, generatoren bygger på, og rækkerne, den har lavet, som tekst pr. tabel."""

    terning: random.Random
    dag: date
    uheld: Uheld
    folk: list[Person] = field(default_factory=list)
    raekker: dict[str, list[dict[str, str]]] = field(
        default_factory=lambda: {navn: [] for navn in TABELLER}
    )

    def sker(self, chance: float) -> bool:
        return self.terning.random() < chance

    def nummer(self, person: Person) -> str:
        """Et af personens numre: som regel det gældende, ellers et gammelt."""
        if self.sker(self.uheld.gammelt_nummer_i_raekke):
            return self.terning.choice(person.numre)
        return person.numre[-1]

    def skriv(self, tabel: str, /, **celler: object) -> dict[str, str]:
        """Læg en række til; celler, der ikke er nævnt, fyldes eller er tomme."""
        raekke = {k.navn: _tekst(celler.get(k.navn, FYLD.get(k.navn, ""))) for k in kolonner(tabel)}
        if raekke.get("register_status") and self.sker(self.uheld.ikke_taellende):
            andre = ("RETTET", "FORTRUDT", "TEKNISK_AENDRING", "AFVENTER", "HISTORISK")
            raekke["register_status"] = self.terning.choice(andre)
        self.raekker[tabel].append(raekke)
        return raekke

    def kant(self) -> date:
        """En dag, der helst ligger på en af vinduets kanter."""
        slags = self.terning.random()
        start, slut = vindue(self.dag)
        if slags < 0.5:
            return self.terning.choice(self._kanter())
        if slags < 0.9:
            return start + self.terning.randrange((slut - start).days + 1) * DAG
        return self.dag + timedelta(days=self.terning.randrange(-420, 61))

    def _kanter(self) -> list[date]:
        start, slut = vindue(self.dag)
        hel_foerste, hel_sidste = seneste_hele_maaned(self.dag)
        return [
            *(start + n * DAG for n in (-1, 0, 1)),
            *(self.dag + n * DAG for n in (-61, -60, -1, 0, 1)),
            *(slut, slut + DAG, hel_foerste, hel_sidste),
            maanedens_sidste(start),
            maanedens_sidste(plus_maaneder(start, 1)),
            date(self.dag.year, 2, 28),
            maanedens_sidste(date(self.dag.year, 2, 1)),
        ]

    def laenge_siden(self) -> date:
        """Mellem et halvt og tyve år før dagen."""
        return self.dag - timedelta(days=self.terning.randrange(200, 7300))

    def ny_person(self, voksen: bool) -> Person:
        foedt = self._voksens_foedsel() if voksen else self._barns_foedsel()
        antal = 1
        while self.sker(self.uheld.udskiftet_nummer) and antal < 4:
            antal += 1
        person = Person(foedt, [self._nyt_nummer(foedt) for _ in range(antal)], voksen)
        self.folk.append(person)
        return person

    def _voksens_foedsel(self) -> date:
        return self.dag - timedelta(days=self.terning.randrange(20 * 366, 60 * 366))

    def _barns_foedsel(self) -> date:
        slags = self.terning.random()
        if slags < 0.3:
            return self.kant()
        if slags < 0.55:
            return plus_aar(self.kant(), -18) + self.terning.choice((-1, 0, 1)) * DAG
        if slags < 0.65:
            return maanedens_sidste(date(self.dag.year - 18, 2, 1))
        return self.dag - timedelta(days=self.terning.randrange(300, 24 * 365))

    def _nyt_nummer(self, foedt: date) -> str:
        """Dag + 60, så nummeret aldrig kan være et virkeligt; modulus 11 passer sjældent."""
        brugte = {nummer for person in self.folk for nummer in person.numre}
        while True:
            nummer = f"{foedt.day + 60}{foedt:%m%y}{self.terning.randrange(10000):04}"
            if nummer not in brugte:
                return nummer


def _tekst(vaerdi: object) -> str:
    return "" if vaerdi is None else str(vaerdi).lower() if vaerdi is True else str(vaerdi)
