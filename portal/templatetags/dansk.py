"""Danske former i skabelonerne: CPR-numre, kroner, datoer, frister og ikoner."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime

from django import template
from django.templatetags.static import static
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

register = template.Library()

SNART_DAGE = 7
NAER_DAGE = 21
_HELE = re.compile(
    r"([0-9]{2}-[0-9]{2}-[0-9]{4}|[0-9]{6}-[0-9]{4}|[A-Z]-[0-9]{2}-[0-9]+"
    r"|(?<![0-9A-Za-z-])[0-9]{2}-[0-9]{4}(?![0-9-]))"
)
"""Datoer, CPR-numre, sagsnumre og måneder har bindestreger, en linje ellers kan deles ved."""


@dataclass(frozen=True, slots=True)
class Frist:
    """En frist som dato, ord og grad: ``late`` (rød), ``soon`` (gul) eller tom."""

    dato: date
    ord: str
    grad: str


def som_dato(vaerdi: date | datetime | str | None) -> date | None:
    """En dato af en dato, et tidspunkt (lokal tid) eller en ISO-tekst; ``None`` når den er tom.

    Det frosne kontrolark har sine datoer som tekst. En ulæselig tekst giver ``None``.
    """
    if isinstance(vaerdi, str):
        try:
            vaerdi = datetime.fromisoformat(vaerdi)
        except ValueError:
            return None
    if isinstance(vaerdi, datetime):
        return timezone.localtime(vaerdi).date() if timezone.is_aware(vaerdi) else vaerdi.date()
    return vaerdi


def som_tidspunkt(vaerdi: datetime | str | None) -> datetime | None:
    """Et lokalt tidspunkt af et tidspunkt eller en ISO-tekst; ``None`` når det er tomt."""
    if isinstance(vaerdi, str):
        try:
            vaerdi = datetime.fromisoformat(vaerdi)
        except ValueError:
            return None
    if vaerdi is None:
        return None
    return timezone.localtime(vaerdi) if timezone.is_aware(vaerdi) else vaerdi


def med_punktum(tal: int) -> str:
    """Et helt tal med punktum for hver tusind: 9240 → ``9.240``."""
    return f"{tal:,}".replace(",", ".")


@register.filter
def cpr(vaerdi: str | None) -> str:
    """CPR-nummer som ``ddmmåå-nnnn``; alt andet end ti cifre vises, som det er."""
    tekst = vaerdi or ""
    return f"{tekst[:6]}-{tekst[6:]}" if len(tekst) == 10 and tekst.isdigit() else tekst


@register.filter
def kroner(oere: int | None) -> str:
    """Beløb i øre som ``9.240 kr.``; øre vises kun, når der er nogen: ``9.240,50 kr.``"""
    if oere is None:
        return ""
    hele, rest = divmod(abs(oere), 100)
    decimaler = f",{rest:02d}" if rest else ""
    return f"{'−' if oere < 0 else ''}{med_punktum(hele)}{decimaler} kr."


@register.filter
def tal(vaerdi: int | str | None) -> str:
    """Et antal med punktum for tusinder; tom, når det ikke kendes.

    Det, en skabelon ikke finder, giver Django som en tom tekst.
    """
    return "" if vaerdi is None or isinstance(vaerdi, str) else med_punktum(vaerdi)


@register.filter
def dato(vaerdi: date | datetime | str | None) -> str:
    """Dato som ``22-11-2026``."""
    dag = som_dato(vaerdi)
    return f"{dag:%d-%m-%Y}" if dag else ""


@register.filter
def hele_datoer(tekst: str) -> SafeString:
    """Teksten, hvor ingen dato og intet nummer kan deles over to linjer; resten escapes."""
    *par, hale = _HELE.split(str(tekst))
    datoer = format_html_join(
        "", '{}<span class="hel">{}</span>', zip(par[::2], par[1::2], strict=True)
    )
    return format_html("{}{}", datoer, hale)


@register.filter
def maaned(vaerdi: date | datetime | str | None) -> str:
    """Måned som ``08-2026``; en måned skrevet ``2026-08`` tages også."""
    if isinstance(vaerdi, str) and len(vaerdi) == 7:
        vaerdi = f"{vaerdi}-01"
    dag = som_dato(vaerdi)
    return f"{dag:%m-%Y}" if dag else ""


@register.filter
def klokken(vaerdi: datetime | str | None) -> str:
    """Klokkeslæt som ``kl. 10.42``."""
    tid = som_tidspunkt(vaerdi)
    return f"kl. {tid:%H.%M}" if tid else ""


@register.filter
def tidspunkt(vaerdi: datetime | str | None) -> str:
    """Dato og klokkeslæt som ``22-11-2026 kl. 10.42``."""
    tid = som_tidspunkt(vaerdi)
    return f"{tid:%d-%m-%Y} kl. {tid:%H.%M}" if tid else ""


@register.filter
def i_dag_eller_dato(vaerdi: datetime) -> str:
    """``i dag kl. 10.51`` eller ``21-11-2026 kl. 10.51``."""
    tid = timezone.localtime(vaerdi)
    dag = "i dag" if tid.date() == timezone.localdate() else dato(tid)
    return f"{dag} kl. {tid:%H.%M}"


@register.filter
def antal(maengde: int, ord_: str) -> str:
    """Tal og navneord i rette form: ``3|antal:"sag,sager"`` → ``3 sager``."""
    en, flere = ord_.split(",")
    return f"{med_punktum(maengde)} {en if maengde == 1 else flere}"


@register.filter
def frist(udloeber: date) -> Frist:
    """Fristen med ord regnet fra i dag."""
    dage = (udloeber - timezone.localdate()).days
    return Frist(udloeber, _fristens_ord(dage), _fristens_grad(dage))


def _fristens_ord(dage: int) -> str:
    """Dage til fristen i ord; under en uge siges det, at sagen udløber."""
    if dage < 0:
        return f"Overskredet med {antal(-dage, 'dag,dage')}"
    if dage == 0:
        return "Udløber i dag"
    return f"{'Udløber om' if dage <= SNART_DAGE else 'Om'} {antal(dage, 'dag,dage')}"


def _fristens_grad(dage: int) -> str:
    """Farven, der følger ordene; farven står aldrig alene."""
    if dage <= SNART_DAGE:
        return "late"
    return "soon" if dage <= NAER_DAGE else ""


@register.simple_tag
def ikon(navn: str, klasse: str = "") -> SafeString:
    """Et ikon fra designsystemets ark; altid pynt ved siden af ord."""
    return format_html(
        '<svg class="icon-svg {}" focusable="false" aria-hidden="true">'
        '<use href="{}#{}"></use></svg>',
        klasse,
        static("byg/img/ikoner.svg"),
        navn,
    )
