"""En besked, formet som Fordelingskomponentens (SF2900), og dokumentet i en mappe pr. post.

Elementernes navne og orden er snitfladens; hvad der ikke er efterlignet, står i docs/journal.md.
"""

from __future__ import annotations

from pathlib import Path

from django.utils import timezone

from journal.adaptere import mappe, xml
from journal.adaptere.xml import Gren
from journal.models import Dokument, Leverance

NAVNERUM = "http://serviceplatformen.dk/xml/wsdl/soap11/DistributionService/2/types"
BESKED = "besked.xml"
SYSTEM = "urn:registersamkoering:portal"


class Fordeling:
    """Kvitteringen er mappens navn: postens id, som også er beskedens."""

    def __init__(self, rod: Path) -> None:
        self.rod = rod

    def aflever(self, leverance: Leverance, dokument: Dokument) -> str:
        """Læg beskeden og dokumentet i postens mappe, begge eller ingen af dem."""
        navn = str(leverance.pk)
        indhold = bytes(dokument.indhold)
        filer = {mappe.DOKUMENT: indhold, BESKED: besked(leverance, dokument.sha256, len(indhold))}
        mappe.aflever(self.rod, navn, filer)
        return f"{mappe.KVITTERING}{navn}"


def besked(post: Leverance, sha256: str, stoerrelse: int) -> bytes:
    """Anmodningen om at overdrage dokumentet til kommunens journal."""
    anmodning: list[Gren] = [
        ("DistributionContext", _kontekst(post)),
        (
            "DistributionObject",
            [
                ("ObjektType", "DOKUMENT"),
                (
                    "ObjektIndhold",
                    [("DistributionDokument", _dokument(post, sha256, stoerrelse))],
                ),
            ],
        ),
    ]
    return xml.dokument(NAVNERUM, "fk", "FordelingsobjektAfsendRequest", [("anmodning", anmodning)])


def _kontekst(post: Leverance) -> list[Gren]:
    """Hvem der sender til hvem, og hvordan der fordeles: samme kommune, efter KLE-emne."""
    return [
        ("AnvenderTransaktionsID", str(post.pk)),
        ("AfsendendeMyndighed", post.kommune_id),
        ("RoutingMyndighed", post.kommune_id),
        ("RoutingValg", [("RoutingKLEEmneHandling", [("RoutingKLEEmne", post.kle)])]),
        ("DokumentFilNavn", f"{post.pk}/{mappe.DOKUMENT}"),
    ]


def _dokument(post: Leverance, sha256: str, stoerrelse: int) -> list[Gren]:
    return [
        ("ID", str(post.pk)),
        ("KLEEmneForslag", post.kle),
        (
            "Registrering",
            [
                ("FraTidsPunkt", post.oprettet.isoformat(timespec="seconds")),
                ("LivscyklusKode", "Oprettet"),
                ("BrugerRef", [("UUID", str(post.bruger.reference))]),
                ("RegistreringItSystem", [("URN", SYSTEM)]),
                ("RelationListe", [_variant(post, sha256, stoerrelse), _part(post)]),
                (
                    "TilstandsListe",
                    [("Tilstand", [("Fremdrift", "Endeligt"), _virkning(post)])],
                ),
                ("AttributListe", [("Attributter", _attributter(post))]),
            ],
        ),
    ]


def _variant(post: Leverance, sha256: str, stoerrelse: int) -> Gren:
    """Dokumentet selv: fingeraftryk, størrelse og den fil, det ligger i."""
    del_: list[Gren] = [
        ("DelTekst", post.titel),
        ("Indhold", f"sha-256:{sha256}"),
        ("Filstoerrelse", str(stoerrelse)),
        ("MimeType", "application/pdf"),
        ("Location", mappe.DOKUMENT),
    ]
    variant: list[Gren] = [
        _virkning(post),
        ("Rolle", "Variant"),
        ("Indeks", "1"),
        ("VariantAttributter", [("VariantType", "PDF/A-3a")]),
        ("DelAttributter", del_),
    ]
    return ("VariantListe", [("Variant", variant)])


def _part(post: Leverance) -> Gren:
    part: list[Gren] = [
        ("ObjektType", "Person"),
        ("ReferenceID", [("URN", f"urn:oio:cpr-nr:{post.cpr}")]),
    ]
    primaer: list[Gren] = [
        _virkning(post),
        ("Rolle", "PrimaerPart"),
        ("Indeks", "1"),
        ("Part", part),
    ]
    return ("DokumentPartListe", [("DokumentPart", primaer)])


def _attributter(post: Leverance) -> list[Gren]:
    return [
        ("BrugervendtNoegleTekst", post.sagsnr),
        ("TitelTekst", post.titel),
        ("BeskrivelseTekst", f"§ 10-opfølgning, sag {post.sagsnr}"),
        ("Dokumenttype", "Anden"),
        ("Retning", "Internt"),
        ("Brevdato", timezone.localdate(post.oprettet).isoformat()),
        _virkning(post),
    ]


def _virkning(post: Leverance) -> Gren:
    return (
        "Virkning",
        [
            ("FraTidspunkt", post.oprettet.isoformat(timespec="seconds")),
            ("Aktoer", [("URN", SYSTEM)]),
            ("AktoerType", "ItSystem"),
        ],
    )
