"""Indsigt i partshøringerne: breve, svar, grunde og varsler."""

from __future__ import annotations

from collections.abc import Iterator

from adgang.indsigt import EN_SAGSBEHANDLER, Afsnit, Celle, uden_andre
from adgang.models import Bruger, Kommune
from kontrol.indsigt.ark import andres_navne, egne_ark
from kontrol.models import Hoeringsbrev, Partshoering, Varsel
from samkoering.models import Udfald

_FORKLARING = (
    "Du skal høres, før din sag afgøres. Her står brevene til dig, dine svar, og hvorfor du "
    "eventuelt ikke blev hørt. Andres navne er udeladt af det, sagsbehandleren har skrevet."
)


def hoeringer(kommune: Kommune, cpr: str) -> list[Afsnit]:
    """Hver høring i borgerens egne sager, varslerne, og de breve, der nævner en ægtefælle."""
    alle = Partshoering.objects.i_kommune(kommune).filter(sag__cpr=cpr).select_related("sag")
    fundne = list(alle.prefetch_related("breve").order_by("oprettet", "id"))
    andre, egne = _navne(kommune, cpr) if fundne else (set(), "")
    egne_hoeringer = Afsnit(
        "Partshøringer",
        _FORKLARING,
        automatisk=False,
        tom="Du er ikke partshørt i en sag.",
        under=tuple(
            Afsnit(
                f"Partshøring i sag {hoering.sag.sagsnr}",
                kolonner=("Oplysning", "Indhold"),
                raekker=tuple(_fakta(hoering, andre, egne)),
                automatisk=False,
            )
            for hoering in fundne
        ),
    )
    som_aegtefaelle = _naevnt(kommune, cpr)
    return [egne_hoeringer, _varsler(kommune, cpr), *som_aegtefaelle]


def _fakta(hoering: Partshoering, andre: set[str], egne: str) -> Iterator[tuple[str, Celle]]:
    yield "Tilstand", hoering.get_tilstand_display()
    yield "Begyndt", hoering.oprettet
    for brev in hoering.breve.all():
        yield from _brevet(brev)
    if hoering.tekst:
        yield "Kladde, ikke sendt", uden_andre(hoering.tekst, andre, egne)
    if hoering.frist:
        yield "Svar senest", hoering.frist
    if hoering.svar_modtaget:
        yield "Dit svar modtaget", hoering.svar_modtaget
        yield "Dit svar, som det er gengivet", uden_andre(hoering.svar, andre, egne)
    if hoering.grund:
        yield "Hvorfor du ikke blev hørt", uden_andre(hoering.grund, andre, egne)
    yield "Behandlet af", EN_SAGSBEHANDLER


def _brevet(brev: Hoeringsbrev) -> Iterator[tuple[str, Celle]]:
    """Et brev, der er sendt til borgeren selv; det gives, som det blev sendt."""
    yield f"{brev} sendt", brev.sendt
    yield f"{brev}, hvordan", "Digital Post" if brev.kanal == "DIGITAL_POST" else "Af kommunen selv"
    yield f"{brev}, tekst", brev.tekst


def _varsler(kommune: Kommune, cpr: str) -> Afsnit:
    alle = Varsel.objects.i_kommune(kommune).filter(sag__cpr=cpr).select_related("sag")
    return Afsnit(
        "Varsel om kontrollen",
        "Den dag, du ifølge sagen fik skriftlig besked om kontrollen.",
        ("Sag", "Sendt", "Noteret"),
        tuple((v.sag.sagsnr, v.dato, v.noteret) for v in alle.order_by("noteret", "id")),
        automatisk=False,
        tom="Der er ikke noteret et varsel i en sag om dig.",
    )


def _naevnt(kommune: Kommune, cpr: str) -> list[Afsnit]:
    """Breve til ægtefællen om en hændelse, der handler om borgeren; uden brevets tekst."""
    andens = Udfald.objects.i_kommune(kommune).filter(cpr=cpr, rolle="AEF")
    ider = {str(pk): sag for pk, sag in andens.values_list("pk", "sag_id")}
    breve = (
        Hoeringsbrev.objects.i_kommune(kommune)
        .filter(partshoering__sag__in=set(ider.values()))
        .select_related("partshoering")
        .order_by("sendt", "id")
    )
    sendte = [brev.sendt for brev in breve if ider.keys() & set(brev.partshoering.udfald)]
    if not sendte:
        return []
    return [
        Afsnit(
            "Breve, hvor du er nævnt som ægtefælle",
            "Brevet siger, at en hændelse om en ægtefælle er fundet, og hvornår den skete. Dit "
            "navn, beløb og arbejdsgivere nævnes ikke af systemet.",
            ("Sendt",),
            tuple((sendt,) for sendt in sendte),
            automatisk=False,
        )
    ]


def _navne(kommune: Kommune, cpr: str) -> tuple[set[str], str]:
    """(andres navne, som fri tekst kan nævne; borgerens egne navne)."""
    ark = egne_ark(kommune, cpr)
    brugere = set(Bruger.objects.filter(kommune=kommune).values_list("navn", flat=True))
    return andres_navne(ark) | brugere, " ".join(et.indhold["ym"]["navn"] for et in ark)
