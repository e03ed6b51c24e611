"""Borgerens egne sager, deres historik og de hændelser, der er fredet."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q

from adgang.indsigt import AUTOMATISK, EN_SAGSBEHANDLER, Afsnit, Celle
from adgang.models import Kommune
from samkoering.grundlag.kle import nummer
from samkoering.indsigt.hvidliste import BOERNENES
from samkoering.models import Fredning, Sag, Sagstilstand
from samkoering.regelkatalog import regel

_IKKE_BESTILT = "Ledig: ingen sagsbehandler har bestilt sagen eller kan se, hvem den handler om"
FOR_ALTID = "For altid"


def sager(kommune: Kommune, cpr: str) -> list[Afsnit]:
    """Sagerne, hvor borgeren selv er modtager, og fredningerne."""
    egne = Sag.objects.i_kommune(kommune).filter(cpr=cpr).order_by("-fundet", "sagsnr")
    return [
        Afsnit(
            "Dine sager",
            "En sag samler de hændelser, der venter på at blive set på. Hændelser om andre end "
            "dig vises ikke her, selv om de kan høre til sagen.",
            tom="Du har ingen sager.",
            under=tuple(_sag(sag) for sag in egne),
        ),
        _fredninger(kommune, cpr),
    ]


def ydelse(kle: str) -> str:
    """Ydelsens navn og KLE-nummer; et nummer, der ikke længere kontrolleres, står alene."""
    try:
        return f"{nummer(kle).navn} ({kle})"
    except KeyError:
        return kle


def _sag(sag: Sag) -> Afsnit:
    return Afsnit(
        f"Sag {sag.sagsnr}",
        "",
        ("Oplysning", "Indhold"),
        tuple(_fakta(sag)),
        under=(_historik(sag),),
    )


def _fakta(sag: Sag) -> Iterator[tuple[str, Celle]]:
    ledig = sag.tilstand == Sagstilstand.LEDIG
    yield "Ydelse", ydelse(sag.kle)
    yield "Tilstand", _IKKE_BESTILT if ledig else sag.get_tilstand_display()
    yield "Fundet", sag.fundet
    yield "Kan senest bestilles" if ledig else "Frist", sag.udloeber
    yield "Kontroltrin", sag.kontroltrin
    if sag.tildelt_id:
        yield "Tildelt", EN_SAGSBEHANDLER
    if sag.afsluttet:
        yield "Afsluttet", sag.afsluttet


def _historik(sag: Sag) -> Afsnit:
    """Hvad der skete; detaljen er udeladt, for den kan nævne andre og er skrevet til kommunen."""
    return Afsnit(
        "Det, der er sket i sagen",
        "",
        ("Tidspunkt", "Hvad der skete", "Hvem"),
        tuple(
            (
                linje.tidspunkt,
                linje.get_handling_display(),
                EN_SAGSBEHANDLER if linje.bruger_id else AUTOMATISK,
            )
            for linje in sag.historik.order_by("tidspunkt", "id")
        ),
    )


def _fredninger(kommune: Kommune, cpr: str) -> Afsnit:
    mulige = Fredning.objects.i_kommune(kommune).filter(
        Q(ym_cpr=cpr) | Q(identitet__contains=f"|{cpr}")
    )
    fundne = [
        (linje, f.oprettet, f.til or FOR_ALTID)
        for f in mulige.order_by("oprettet", "id")
        if (linje := _fredet(f, cpr))
    ]
    return Afsnit(
        "Fredede hændelser",
        "En hændelse, der er behandlet, giver ikke en ny sag, så længe den er fredet.",
        ("Hændelse", "Fredet fra", "Fredet til"),
        tuple(fundne),
        automatisk=False,
        tom="Ingen hændelser om dig er fredet.",
    )


def _fredet(fredning: Fredning, cpr: str) -> str:
    """Hændelsens navn, når den handler om borgeren; tom, når den handler om en anden."""
    slug, _, person, noegle = fredning.identitet.split("|", 3)
    navn = regel(slug)["navn"]
    if person == cpr or (not person and fredning.ym_cpr == cpr):
        return navn
    return f"{navn} (du er barnet)" if slug in BOERNENES and noegle.startswith(cpr) else ""
