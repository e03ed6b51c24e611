"""Hvad der blev kontrolleret, fra hvilken nat til hvilken, også når intet blev fundet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from adgang.indsigt import Afsnit, Celle
from adgang.models import Kommune
from samkoering.grundlag.ord import dansk_dato
from samkoering.indsigt.haendelser import dag
from samkoering.models import Koerselsdel, Kontrolark, Kontrolregnskab
from samkoering.regelkatalog import regler

ORD = {
    "U": "Kontrolleret: en hændelse blev fundet",
    "I": "Kontrolleret: ingen ændring",
    "R": "Ikke relevant: reglen gælder ikke for ydelsen",
    "F": "Ikke kontrolleret: kommunen har slået reglen fra",
    "N": "Ikke kontrolleret: et register svarede ikke, eller en oplysning manglede",
}
_FRA_ARKET = {
    "UDFALD": ORD["U"],
    "INGEN_AENDRING": ORD["I"],
    "IKKE_RELEVANT": "Ikke relevant: reglen gælder ikke for ægtefællen",
    "FRAVALGT": ORD["F"],
    "IKKE_UDFOERT": ORD["N"],
}
_FORBEHOLD = (
    "En kontrol uden ændring gælder kun de forhold, reglen ser efter. "
    "Den er ikke en fuld vurdering."
)


class Stykke(NamedTuple):
    """Ét ord for én regel, fra og med en dag til og med en anden; uden ``til`` gælder det endnu."""

    nr: int
    bogstav: str
    fra: Celle
    til: Celle


def kontroller(kommune: Kommune, cpr: str) -> list[Afsnit]:
    """Borgerens egne ydelsessager, regel for regel, og kontrollen af borgeren som ægtefælle."""
    pr_sag: dict[str, list[Kontrolregnskab]] = defaultdict(list)
    regnskab = Kontrolregnskab.objects.i_kommune(kommune).filter(cpr=cpr)
    for raekke in regnskab.order_by("sag_id", "fra"):
        pr_sag[raekke.sag_id].append(raekke)
    egne = Afsnit(
        "Hvad der er kontrolleret",
        f"Hver nat sammenholdes registrene efter 17 regler. {_FORBEHOLD}",
        automatisk=True,
        tom="Du har ikke haft en ydelse, der blev kontrolleret.",
        under=tuple(_sag(kommune, sag_id, raekker) for sag_id, raekker in pr_sag.items()),
    )
    som_aef = _som_aegtefaelle(kommune, cpr)
    return [egne, som_aef] if som_aef.raekker else [egne]


def _sag(kommune: Kommune, sag_id: str, raekker: list[Kontrolregnskab]) -> Afsnit:
    navne = {regel["nr"]: regel["navn"] for regel in regler()}
    stykker = _stykker(raekker)
    return Afsnit(
        f"Ydelsessag {sag_id}",
        _koersler(kommune, raekker),
        ("Regel", "Fra", "Til", "Hvad der skete"),
        tuple((f"{s.nr} {navne[s.nr]}", s.fra, s.til, ORD[s.bogstav]) for s in stykker),
        automatisk=True,
    )


def _stykker(raekker: list[Kontrolregnskab]) -> list[Stykke]:
    """Rækkerne som ét stykke pr. regel og ord; naboer med samme ord lægges sammen."""
    en_dag = timedelta(days=1)
    stykker: list[Stykke] = []
    for nr in range(1, len(regler()) + 1):
        seneste: Stykke | None = None
        for raekke in raekker:
            til: Celle = raekke.til or "stadig"
            ny = Stykke(nr, raekke.status[nr - 1], raekke.fra, til)
            if seneste and seneste.bogstav == ny.bogstav and seneste.til == raekke.fra - en_dag:
                stykker[-1] = seneste = seneste._replace(til=til)
            else:
                stykker.append(ny)
                seneste = ny
    return stykker


def _koersler(kommune: Kommune, raekker: Iterable[Kontrolregnskab]) -> str:
    """Hvor mange kørsler sagen var med i, med den første og den seneste dato."""
    datoer = set()
    for raekke in raekker:
        dele = Koerselsdel.objects.i_kommune(kommune).filter(koersel__dato__gte=raekke.fra)
        if raekke.til:
            dele = dele.filter(koersel__dato__lte=raekke.til)
        datoer |= set(dele.values_list("koersel_id", "koersel__dato"))
    if not datoer:
        return ""
    dage = [dato for _, dato in datoer]
    if len(dage) == 1:
        return f"Du var med i én kørsel, den {dansk_dato(dage[0])}."
    periode = f"fra den {dansk_dato(min(dage))} til den {dansk_dato(max(dage))}"
    return f"Du var med i {len(dage)} kørsler {periode}."


def _som_aegtefaelle(kommune: Kommune, cpr: str) -> Afsnit:
    """Kontrollen af borgeren som ægtefælle, som den blev frosset; intet om modtageren."""
    datoer: dict[tuple[int, str, str], list[str]] = defaultdict(list)
    for ark in arkene_som_aegtefaelle(kommune, cpr):
        koersel = dansk_dato(dag(ark.indhold["koersel"]["dato"]))
        for linje in ark.indhold["regnskab"]:
            fundet = datoer[linje["nr"], linje["navn"], _FRA_ARKET[linje["aef"]]]
            if koersel not in fundet:
                fundet.append(koersel)
    raekker = (
        (f"{nr} {navn}", ", ".join(d), ord_) for (nr, navn, ord_), d in sorted(datoer.items())
    )
    return Afsnit(
        "Hvad der er kontrolleret om dig som ægtefælle",
        "Du har været med i kontrollen, fordi du var ægtefælle til en modtager af en ydelse. "
        f"Her står kontrollen de nætter, hvor der blev lavet et kontrolark. {_FORBEHOLD}",
        ("Regel", "Kørsel", "Hvad der skete"),
        tuple(raekker),
        automatisk=True,
    )


def arkene_som_aegtefaelle(kommune: Kommune, cpr: str) -> list[Kontrolark]:
    """Kontrolark, hvor borgeren er frosset som ægtefælle, ældste først."""
    alle = Kontrolark.objects.i_kommune(kommune).filter(indhold__aef__cpr=cpr)
    return list(alle.select_related("koersel").order_by("oprettet", "udgave", "id"))
