"""Fra PDF/A-3a til PDF/A-3a og PDF/UA-1 på én gang.

WeasyPrint kan erklære den ene standard. Taggene opfylder begge; det, der mangler, er den anden
erklæring i metadata, en beskrivelse af dens skema (PDF/A kræver den) og at titlen vises.
"""

from __future__ import annotations

import base64
import io
from typing import Any

import pikepdf

_UA = b"""
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
  xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" rdf:about=""
  xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
  xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
 <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
  <pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
  <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
  <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
  <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
   <pdfaProperty:name>part</pdfaProperty:name>
   <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
   <pdfaProperty:category>internal</pdfaProperty:category>
   <pdfaProperty:description>Which part of ISO 14289 the file claims</pdfaProperty:description>
  </rdf:li></rdf:Seq></pdfaSchema:property>
 </rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
_RDF_SLUT = b"</rdf:RDF>"


_TVETYDIG_SLUT = b"\r\nendstream"


def med_begge_standarder(pdf: bytes) -> bytes:
    """PDF'en med begge erklæringer; samme bytes ind giver samme bytes ud."""
    with pikepdf.open(io.BytesIO(pdf)) as fil:
        metadata = fil.Root.Metadata
        foer, slut, efter = metadata.read_bytes().rpartition(_RDF_SLUT)
        metadata.write(foer + _UA + slut + efter)
        fil.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        return gem_entydigt(fil)


def gem_entydigt(fil: pikepdf.Pdf) -> bytes:
    """Filens bytes, hvor ingen datastrøm ender på vognretur.

    Efter en strøm følger et linjeskift, og en strøm på vognretur kan da læses, som om den var
    en byte kortere end sin ``/Length``. Det rammer hver 256. strøm og ville gøre en tilfældig
    PDF ugyldig. Den gemmes da uden filens egne pakkede strømme og med de ramte pakket ind.
    """
    gemt = _gem(fil, pakket=True)
    if _TVETYDIG_SLUT not in gemt:
        return gemt
    for objekt in fil.objects:
        if isinstance(objekt, pikepdf.Stream):
            _pak_ind_ved_vognretur(objekt)
    return _gem(fil, pakket=False)


def _pak_ind_ved_vognretur(stroem: pikepdf.Stream) -> None:
    """Skriv strømmen som ASCII85 uden om de filtre, den har."""
    raa = stroem.read_raw_bytes()
    if not raa.endswith(b"\r"):
        return
    filtre = _som_liste(stroem.get("/Filter"))
    parametre = _som_liste(stroem.get("/DecodeParms")) or [None] * len(filtre)
    stroem.write(
        base64.a85encode(raa) + b"~>",
        filter=pikepdf.Array([pikepdf.Name.ASCII85Decode, *filtre]),
        decode_parms=pikepdf.Array([None, *parametre]) if any(parametre) else None,
    )


def _som_liste(vaerdi: object) -> list[Any]:
    if vaerdi is None:
        return []
    return list(vaerdi) if isinstance(vaerdi, pikepdf.Array) else [vaerdi]


def _gem(fil: pikepdf.Pdf, *, pakket: bool) -> bytes:
    modus = pikepdf.ObjectStreamMode
    ud = io.BytesIO()
    fil.save(
        ud,
        deterministic_id=True,
        object_stream_mode=modus.generate if pakket else modus.disable,
        stream_decode_level=pikepdf.StreamDecodeLevel.none,
        compress_streams=pakket,
    )
    return ud.getvalue()
