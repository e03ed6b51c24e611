"""Et brev til borgeren, formet som en meddelelse i MeMo, i en mappe pr. brev.

Hvad der er efterlignet af MeMo, og hvad der ikke er, står i docs/journal.md.
"""

from __future__ import annotations

import base64
from datetime import UTC
from pathlib import Path

from adgang.kommuner import fulde_navn
from journal.adaptere import mappe, xml
from journal.adaptere.xml import Gren
from journal.models import Dokument, Leverance

NAVNERUM = "https://DigitalPost.dk/MeMo-1"
MEDDELELSE = "memo.xml"


class DigitalPost:
    """Kvitteringen er mappens navn: brevets id, som også er meddelelsens."""

    def __init__(self, rod: Path) -> None:
        self.rod = rod

    def aflever(self, leverance: Leverance, dokument: Dokument) -> str:
        """Læg meddelelsen og brevet i brevets mappe, begge eller ingen af dem."""
        navn, indhold = str(leverance.pk), bytes(dokument.indhold)
        filer = {mappe.DOKUMENT: indhold, MEDDELELSE: meddelelse(leverance, indhold)}
        mappe.aflever(self.rod, navn, filer)
        return f"{mappe.KVITTERING}{navn}"


def meddelelse(brev: Leverance, pdf: bytes) -> bytes:
    """Meddelelsen med brevet som hoveddokument; den kan sendes uden filen ved siden af."""
    return xml.dokument(
        NAVNERUM,
        "memo",
        "Message",
        [("MessageHeader", _hoved(brev)), ("MessageBody", _krop(brev, pdf))],
        {"memoVersion": "1.1", "memoSchVersion": "1.1.0"},
    )


def _hoved(brev: Leverance) -> list[Gren]:
    kommune = fulde_navn(brev.kommune)
    return [
        ("messageType", "DIGITALPOST"),
        ("messageUUID", str(brev.pk)),
        ("messageID", brev.sagsnr),
        ("label", brev.titel),
        ("mandatory", "false"),
        ("legalNotification", "false"),
        (
            "Sender",
            [("senderID", brev.kommune_id), ("idType", "KOMMUNEKODE"), ("label", kommune)],
        ),
        ("Recipient", [("recipientID", brev.cpr), ("idType", "CPR")]),
    ]


def _krop(brev: Leverance, pdf: bytes) -> list[Gren]:
    fil: list[Gren] = [
        ("encodingFormat", "application/pdf"),
        ("filename", mappe.DOKUMENT),
        ("language", "da"),
        ("content", base64.b64encode(pdf).decode()),
    ]
    dannet = brev.oprettet.astimezone(UTC)
    return [
        ("createdDateTime", dannet.strftime("%Y-%m-%dT%H:%M:%SZ")),
        ("MainDocument", [("label", brev.titel), ("File", fil)]),
    ]
