"""Feedbackformularen: hvilke felter der kræves, afhænger af resultatet."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone

from adgang.cpr_i_tekst import UDEN_CPR, rummer_cpr
from feedback.feedbackliste.felter import KronerFelt, ValgFelt, som_tekst
from feedback.feedbackliste.hoering import mangler, tidligste_afgoerelse
from feedback.feedbackliste.svar import Svar
from feedback.models import Aarsag, Aendring, Resultat
from kontrol.datofelt import SKRIV_SOM, Datofelt
from kontrol.models import Bestilling, Partshoering

KRAV_FEJL = "Skriv tilbagebetalingskravet i hele kroner, eller skriv 0, hvis der ikke er et krav"
MAANED_FEJL = "Skriv den månedlige ændring i hele kroner, eller skriv 0, hvis der ikke er en"
FOR_STORT = "Beløbet er over 10.000.000 kr. Tjek, at det er skrevet i hele kroner"
PERIODE_UDEN_KRAV = (
    "Du har skrevet en periode, men intet krav. Skriv kravets beløb, eller slet perioden"
)
SKAL_HAVE_MAANED: dict[str, str] = {
    Aendring.STOPPES: "Når ydelsen stoppes, kan ændringen ikke være 0. Skriv, hvad borgeren fik om "
    "måneden, før ydelsen stoppede",
    Aendring.FORHOEJES: "Når ydelsen forhøjes, kan ændringen ikke være 0. Skriv, hvor meget mere "
    "borgeren får om måneden",
}
UDEN_VIRKNING = (
    "Når ydelsen nedsættes, kan ændringen og kravet ikke begge være 0. Skriv, hvor meget mindre "
    "borgeren får om måneden, eller skriv kravet. Ændres intet, så vælg at henlægge"
)
KUN_VED_AENDRING = (
    "aendring",
    "aarsag",
    "krav",
    "krav_fra",
    "krav_til",
    "maanedlig",
    "afgoerelsesdato",
)
TRIN_MED_FREDNINGSPERIODE = 3


class FeedbackForm(forms.Form):
    """Resultatet af én bestilt sag. ``svar()`` giver det rensede svar."""

    resultat = forms.ChoiceField(
        label="Hvad er resultatet af sagen?",
        choices=Resultat.choices,
        error_messages={
            "required": "Vælg resultatet af sagen",
            "invalid_choice": "Vælg et af de tre resultater",
        },
        widget=forms.RadioSelect,
    )
    aendring = ValgFelt(label="Hvordan ændres tildelingen?", valg=Aendring.choices)
    maanedlig = KronerFelt(
        label="Ændring af ydelsen pr. måned",
        help_text="I hele kroner, uden fortegn: også når ydelsen forhøjes. Skriv 0, hvis der kun "
        "er et krav, og ydelsen fremover er den samme.",
        required=False,
        error_messages={"invalid": MAANED_FEJL, "stor": FOR_STORT},
    )
    krav = KronerFelt(
        label="Tilbagebetalingskrav",
        help_text="Samlet krav i hele kroner. Skriv 0, hvis der ikke er et krav.",
        required=False,
        error_messages={"invalid": KRAV_FEJL, "stor": FOR_STORT},
    )
    krav_fra = Datofelt(label="Fra", required=False)
    krav_til = Datofelt(label="Til og med", help_text="", required=False)
    aarsag = ValgFelt(
        label="Hvad er årsagen til ændringen?",
        help_text="Vælg den årsag, afgørelsen bygger på.",
        valg=Aarsag.choices,
    )
    afgoerelsesdato = Datofelt(label="Afgørelsesdato", required=False)
    bemaerkning = forms.CharField(
        label="Bemærkning",
        help_text="Højst 500 tegn. Skriv ikke CPR-numre, helbredsoplysninger eller andre følsomme "
        "oplysninger her. De hører til på borgerens sag.",
        required=False,
        max_length=500,
        error_messages={"max_length": "Bemærkningen må højst fylde 500 tegn"},
        widget=forms.Textarea(attrs={"class": "form-input", "rows": 3}),
    )
    fredet_til = Datofelt(
        label="Fredningsperiode til og med",
        help_text=f"Samme hændelse giver ikke en ny sag før efter denne dato. {SKRIV_SOM}",
        required=False,
    )

    def __init__(
        self, *args: Any, bestilling: Bestilling, hoering: Partshoering | None, **kwargs: Any
    ) -> None:
        self.hoering = hoering
        super().__init__(*args, **kwargs)
        if bestilling.sag.kontroltrin != TRIN_MED_FREDNINGSPERIODE:
            del self.fields["fredet_til"]

    def clean_bemaerkning(self) -> str:
        """Bemærkningen følger resultatet videre og må ikke bære CPR-numre."""
        tekst: str = self.cleaned_data["bemaerkning"]
        if rummer_cpr(tekst):
            raise forms.ValidationError(UDEN_CPR.format(hvad="bemærkningen"))
        return tekst

    def clean(self) -> dict[str, Any]:
        """Prøv de felter, resultatet kræver; de øvrige ses der bort fra."""
        svar = super().clean() or {}
        resultat = svar.get("resultat", "")
        if fejl := mangler(resultat, self.hoering, timezone.localdate()):
            self.add_error("resultat", fejl)
        if resultat == Resultat.AENDRET_TILDELING:
            self._proev_aendring()
        else:
            self._glem(*KUN_VED_AENDRING)
        return self.cleaned_data

    def _glem(self, *navne: str) -> None:
        """Felter uden betydning for resultatet kan hverken gemmes eller give fejl."""
        for navn in navne:
            self.cleaned_data[navn] = None
            self.errors.pop(navn, None)

    def _proev_aendring(self) -> None:
        self._kraev("aendring", "Vælg, hvordan tildelingen ændres")
        self._kraev("aarsag", "Vælg årsagen til ændringen")
        krav = self._kraev("krav", KRAV_FEJL)
        maanedlig = self._kraev("maanedlig", MAANED_FEJL)
        if krav:
            self._proev_periode()
        elif krav == 0 and self._har_skrevet("krav_fra", "krav_til"):
            self.add_error("krav", PERIODE_UDEN_KRAV)
        if maanedlig == 0:
            self._proev_uden_maaned(krav)
        self._proev_afgoerelsesdato()

    def _proev_uden_maaned(self, krav: object) -> None:
        """Uden en månedlig ændring er der kun noget tilbage, når ydelsen er nedsat med et krav."""
        aendring = self.cleaned_data.get("aendring") or ""
        if fejl := SKAL_HAVE_MAANED.get(aendring):
            self.add_error("maanedlig", fejl)
        elif aendring == Aendring.NEDSAETTES and krav == 0 and "krav" not in self.errors:
            self.add_error("maanedlig", UDEN_VIRKNING)

    def _har_skrevet(self, *navne: str) -> bool:
        """Om et af felterne er udfyldt, også med noget, der ikke kan læses."""
        return any(self.cleaned_data.get(navn) or navn in self.errors for navn in navne)

    def _proev_afgoerelsesdato(self) -> None:
        dag = self._kraev("afgoerelsesdato", "Skriv afgørelsesdatoen")
        if not isinstance(dag, date):
            return
        tidligst = tidligste_afgoerelse(self.hoering)
        if dag > timezone.localdate():
            self.add_error("afgoerelsesdato", "Afgørelsesdatoen kan ikke ligge i fremtiden")
        elif tidligst and dag < tidligst and "resultat" not in self.errors:
            self.add_error(
                "afgoerelsesdato",
                f"Borgeren er først hørt den {som_tekst(tidligst)}. Sagen kan ikke være afgjort "
                "før den dag",
            )

    def _proev_periode(self) -> None:
        fra = self._kraev("krav_fra", "Skriv, hvornår kravets periode starter")
        til = self._kraev("krav_til", "Skriv, hvornår kravets periode slutter")
        if isinstance(fra, date) and isinstance(til, date) and fra > til:
            self.add_error(
                "krav_fra",
                f"Perioden skal starte, før den slutter. Du har valgt {som_tekst(fra)} til "
                f"{som_tekst(til)}",
            )

    def _kraev(self, navn: str, fejl: str) -> object:
        """Feltets værdi; fejlen gives kun, når feltet ikke allerede har en."""
        vaerdi = self.cleaned_data.get(navn)
        if vaerdi in (None, "") and navn not in self.errors:
            self.add_error(navn, fejl)
        return vaerdi

    def svar(self) -> Svar:
        """Det rensede svar, klar til at registrere."""
        felter = self.cleaned_data
        aendring = felter["aendring"] or ""
        maanedlig = felter["maanedlig"]
        if maanedlig is not None and aendring != Aendring.FORHOEJES:
            maanedlig = -maanedlig
        return Svar(
            resultat=Resultat(felter["resultat"]),
            aendring=aendring,
            aarsag=felter["aarsag"] or "",
            krav_oere=felter["krav"],
            krav_fra=felter["krav_fra"],
            krav_til=felter["krav_til"],
            maanedlig_aendring_oere=maanedlig,
            afgoerelsesdato=felter["afgoerelsesdato"],
            bemaerkning=felter["bemaerkning"],
            fredet_til=felter.get("fredet_til"),
        )
