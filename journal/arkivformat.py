"""Fra PDF/A-3a til PDF/A-3a og PDF/UA-1 på én gang.

WeasyPrint kan erklære den ene standard. Taggene opfylder begge; det, der mangler, er den anden
erklæring i metadata, en beskrivelse af dens skema (PDF/A kræver den) og at titlen vises.
"""

from __future__ import annotations

import io

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


def med_begge_standarder(pdf: bytes) -> bytes:
    """PDF'en med begge erklæringer; samme bytes ind giver samme bytes ud."""
    ud = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as fil:
        metadata = fil.Root.Metadata
        foer, slut, efter = metadata.read_bytes().rpartition(_RDF_SLUT)
        metadata.write(foer + _UA + slut + efter)
        fil.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        fil.save(ud, deterministic_id=True)
    return ud.getvalue()
