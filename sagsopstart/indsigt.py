"""Indsigt i borgerens ansøgninger og det, registrene svarede om hende."""

from __future__ import annotations

from collections.abc import Iterator

from adgang.indsigt import Adresse, Afsnit, Celle
from adgang.models import Kommune
from registre.opslag.kontrakt import OPSLAGSREGISTRE
from sagsopstart.fakta.grupper import GRUPPER
from sagsopstart.fakta.personen import er_beskyttet
from sagsopstart.fakta.samling import som_celle
from sagsopstart.models import Ansoegning, Opslagstilstand, Registeropslag

_TREDJEMAND = ("Ægtefælle eller partner",)
"""Oplysninger om en anden, der står i svaret om borgeren selv."""


def afsnit(kommune: Kommune, cpr: str) -> list[Afsnit]:
    """Ansøgningerne, og hvad hvert register svarede om borgeren; ægtefælles og børns er udeladt."""
    egne = Ansoegning.objects.i_kommune(kommune).filter(cpr=cpr).order_by("modtaget", "sagsnr")
    opslag = list(
        Registeropslag.objects.i_kommune(kommune)
        .filter(cpr=cpr)
        .order_by("dag", "bestilt", "register")
    )
    return [
        Afsnit(
            "Ansøgninger om forsørgelse",
            "Ansøgninger, kommunen har modtaget fra dig.",
            ("Sag", "Ydelse", "Modtaget", "Tilstand"),
            tuple(
                (a.sagsnr, a.get_grundlag_display(), a.modtaget, a.get_tilstand_display())
                for a in egne
            ),
            automatisk=False,
            tom="Du har ingen ansøgning her.",
        ),
        Afsnit(
            "Registeropslag ved ansøgning om forsørgelse",
            "Hvornår registrene er slået op om dig, og hvad de svarede. Er du slået op som nogens "
            "ægtefælle, står det. Andres numre er udeladt.",
            ("Register", "Dag", "Slået op som", "Svar"),
            tuple(
                (OPSLAGSREGISTRE[et.register], et.dag, et.get_rolle_display(), _svaret(et))
                for et in opslag
            ),
            automatisk=True,
            tom="Du er ikke slået op i registre ved en ansøgning om forsørgelse.",
            under=tuple(
                Afsnit(
                    f"{OPSLAGSREGISTRE[et.register]}, slået op {et.dag:%d-%m-%Y}",
                    kolonner=("Oplysning", "Indhold"),
                    raekker=tuple(_fakta(et)),
                    automatisk=True,
                    tom="Registeret svarede, at der intet var.",
                )
                for et in opslag
                if et.tilstand == Opslagstilstand.SVARET
            ),
        ),
    ]


def _svaret(et: Registeropslag) -> str:
    return et.fejl or et.get_tilstand_display()


def _fakta(et: Registeropslag) -> Iterator[tuple[Celle, ...]]:
    """Hver tabels rækker som linjer; den anden persons numre er ikke med."""
    svar = et.svar or {}
    beskyttet = et.register == "cpr" and er_beskyttet(svar)
    for gruppe in GRUPPER:
        for del_ in gruppe.dele:
            for tabel in del_.dan(svar, et.dag) if del_.register == et.register else ():
                if any(type_ == "cpr" for _, type_ in tabel.kolonner):
                    yield tabel.navn, f"{len(tabel.raekker)} registreret"
                    continue
                for raekke in tabel.raekker:
                    if raekke[0] in _TREDJEMAND:
                        yield str(raekke[0]), "Registreret; nummeret er udeladt"
                        continue
                    yield tabel.navn, _linje(tabel.kolonner, raekke, beskyttet=beskyttet)


def _linje(
    kolonner: tuple[tuple[str, str], ...], raekke: tuple[object, ...], *, beskyttet: bool
) -> Celle:
    tekst = ", ".join(
        f"{navn}: {som_celle(type_, vaerdi, skjul=False)}"
        for (navn, type_), vaerdi in zip(kolonner, raekke, strict=True)
        if vaerdi not in (None, "")
    )
    er_adresse = any(type_ == "adresse" for _, type_ in kolonner)
    return Adresse(tekst, beskyttet) if er_adresse else tekst
