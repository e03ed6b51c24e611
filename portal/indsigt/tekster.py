"""Det, indsigten siger, uanset hvem der spørger: hvorfor, hvem der afgør, og hvor længe."""

from __future__ import annotations

from adgang.indsigt import AUTOMATISK, EN_SAGSBEHANDLER, Afsnit
from adgang.kommuner import fulde_navn
from adgang.models import Kommune
from adgang.opslagslog.vaern import DAGE
from samkoering.regelkatalog import regler

REGISTRE = {
    "CPR": "CPR-registeret",
    "CVR": "CVR-registeret",
    "eIndkomst": "eIndkomst",
    "Feriekonto": "Feriekonto",
    "R75": "SKATs årsopgørelse (R75)",
    "UDK": "Udbetaling Danmark",
}
"""Registrenes navne, som borgeren kender dem."""


def hvem_og_hvorfor(kommune: Kommune) -> Afsnit:
    """Formål og grundlag, kun som guiden og husets kilder siger det."""
    navn = fulde_navn(kommune)
    kilder = dict.fromkeys(REGISTRE[r] for regel in regler() for r in regel["registre"])
    return Afsnit(
        "Hvem der har oplysningerne, og hvorfor",
        f"Her står det, {navn} har om dig i Registersamkøring.",
        ("Spørgsmål", "Svar"),
        (
            ("Hvem har oplysningerne?", navn),
            (
                "Hvad bruges de til?",
                "Løbende kontrol af, om der er sket noget, der kan betyde, at en ydelse skal "
                "ændres (§ 10-opfølgning). Ydelsen kan også blive større.",
            ),
            (
                "Efter hvilke regler?",
                "Kontrollen følger aktivlovens § 10. Efter retssikkerhedslovens § 12 skal du have "
                "haft skriftlig besked om kontrollen.",
            ),
            ("Hvor kommer de fra?", f"{', '.join(kilder)} og kommunens ydelsessystem."),
            (
                "Hvem er kontrolleret?",
                "Den, der modtager ydelsen, og for nogle regler ægtefællen.",
            ),
            (
                "Hvornår overtager kommunen en sag?",
                "Når en sagsbehandler bestiller den. Før det kan sagsbehandlerne ikke se, hvem den "
                "handler om.",
            ),
        ),
    )


def hvem_afgoer() -> Afsnit:
    """Maskinen peger, et menneske afgør."""
    return Afsnit(
        "Hvad der er automatisk, og hvad et menneske beslutter",
        "Maskinen peger på hændelser. Ingen afgørelse om din ydelse bliver truffet automatisk.",
        ("Trin", "Hvem"),
        (
            ("Registrene slås op og sammenholdes efter de 17 regler", AUTOMATISK),
            ("En hændelse findes og lægges i en sag", AUTOMATISK),
            ("Oplysningerne fryses i et kontrolark", AUTOMATISK),
            ("En hændelse falder bort, fordi registret er rettet", AUTOMATISK),
            ("En sag, ingen har bestilt, udløber efter tre måneder", AUTOMATISK),
            ("En sag bestilles, og kontrolarket åbnes", EN_SAGSBEHANDLER),
            ("Du bliver partshørt", EN_SAGSBEHANDLER),
            ("Sagen henlægges, eller ydelsen ændres", EN_SAGSBEHANDLER),
            ("Hændelserne fredes, når sagen er afsluttet", EN_SAGSBEHANDLER),
        ),
    )


def hvor_laenge() -> Afsnit:
    """Fristerne, som de er besluttet for huset."""
    return Afsnit(
        "Hvor længe oplysningerne gemmes",
        "",
        ("Oplysning", "Gemmes"),
        (
            ("Sager om ydelser under KLE 32.24", "5 år (KLE-koden P1825D)"),
            ("Opslagsloggen", f"{DAGE} dage; derefter slettes den automatisk"),
            ("Registrenes egne rækker", "Gemmes ikke; kun hændelser og deres bevis gemmes"),
            ("Alt andet", "Så længe formålet kræver det"),
        ),
    )
