"""En fil i en formular: kun i hukommelsen, kun til den side, der tager imod, og kun til sin grænse.

Siden siger sin grænse med ``tager_fil``. Uden den gælder ``FILE_UPLOAD_MAX_MEMORY_SIZE``. En fil
over grænsen bliver ikke gemt nogen steder, men siden får dens størrelse, så den kan sige hvorfor.

En webproces holder én stor fil ad gangen (``Indsendelse``); den næste får at vide, at den må vente.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from typing import Any, TypeVar

from django import forms
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, HttpResponseBase, UnreadablePostError
from django.urls import Resolver404, resolve

from adgang.api.kald import er_api
from adgang.doer import afvis_uden_ret
from adgang.models import Bruger
from adgang.rettigheder import Adgangskrav

V = TypeVar("V", bound=Callable[..., Any])
MB = 1024 * 1024
_NAVN = "fil.csv"
"""Filens eget navn kan rumme et CPR-nummer; ingen af siderne bruger det."""
OPTAGET = "Portalen tager imod en anden stor fil lige nu. Vent et minut, og indlæs filen igen"
_FORMULARER = ("multipart/form-data", "application/x-www-form-urlencoded")
_STOR_FIL = threading.Lock()
"""Webprocessens ene plads til en stor fil."""


def tager_fil(hoejst: int) -> Callable[[V], V]:
    """Siden tager imod en fil på højst så mange bytes."""

    def maerk(view: V) -> V:
        view.tager_fil = hoejst  # type: ignore[attr-defined]
        return view

    return maerk


def i_mb(antal: int) -> str:
    """Bytes som “8 MB” eller “8,1 MB”, rundet op: en fil over grænsen ser ikke ud til at passe."""
    tiendedele = -(-antal * 10 // MB)
    hele, rest = divmod(tiendedele, 10)
    return f"{hele},{rest} MB" if rest else f"{hele} MB"


class Csvfelt(forms.FileField):
    """En CSV-fil på højst ``hoejst`` bytes; grænsen står ved feltet og i fejlen."""

    def __init__(self, *, hoejst: int, for_stor: str, **valg: Any) -> None:
        vaelg = f"Vælg en CSV-fil på højst {i_mb(hoejst)}"
        ord_ = dict.fromkeys(("required", "invalid", "missing"), vaelg)
        self.hoejst, self.for_stor = hoejst, for_stor
        super().__init__(
            label="Fil (CSV)",
            help_text=f"Højst {i_mb(hoejst)}.",
            error_messages={**ord_, "empty": "Filen er tom. Vælg en anden"},
            **valg,
        )

    def to_python(self, data: Any) -> Any:
        """Filen; en for stor afvises med sin størrelse og det, der kan gøres."""
        if getattr(data, "optaget", False):
            raise forms.ValidationError(OPTAGET)
        if isinstance(data, UploadedFile) and (data.size or 0) > self.hoejst:
            raise forms.ValidationError(
                f"Filen fylder {i_mb(data.size or 0)}, og der er plads til {i_mb(self.hoejst)}. "
                f"{self.for_stor}"
            )
        return super().to_python(data)


class Indsendelse:
    """Læser formularen, før forespørgslens transaktion begynder.

    CSRF-prøven læser den ellers inde i transaktionen, og på SQLite er det husets ene skrivelås: en
    langsom afsender ville holde alle andre ude, så længe hun sendte.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Læs, og svar; en stor fil har processens ene plads, til der er svaret."""
        formular = request.method == "POST" and request.content_type in _FORMULARER
        # Programgrænsefladen tager ingen formularer og svarer selv, hvad der er galt med kroppen.
        if not formular or er_api(request):
            return self.get_response(request)
        try:
            maal = resolve(request.path_info)
        except Resolver404:
            return self.get_response(request)
        with _plads_til(maal.func, request) as plads:
            request.har_plads, request.resolver_match = plads, maal  # type: ignore[attr-defined]
            with suppress(UnreadablePostError):  # afsenderen gik; CSRF-prøven afviser det tomme
                request.POST  # noqa: B018 – læses og huskes her
            request.resolver_match = None  # vagterne ser forespørgslen, som de plejer
            return self.get_response(request)


@contextmanager
def _plads_til(view: Callable[..., Any], request: HttpRequest) -> Iterator[bool]:
    """Om en fil på vej til sidens egen grænse må holdes nu; små filer skal ingen plads have."""
    laengde = int(request.META.get("CONTENT_LENGTH") or 0)
    if not hasattr(view, "tager_fil") or laengde <= settings.FILE_UPLOAD_MAX_MEMORY_SIZE:
        yield True
        return
    plads = _STOR_FIL.acquire(blocking=False)
    try:
        yield plads
    finally:
        if plads:
            _STOR_FIL.release()


class Filmodtager(FileUploadHandler):
    """Holder filen i hukommelsen til sidens grænse; resten læses forbi uden at blive gemt."""

    def handle_raw_input(self, *args: Any, **kwargs: Any) -> None:
        """Sidens grænse. Den uden retten til siden får intet holdt i hukommelsen."""
        laengde: int = args[2]
        egen = _sidens_graense(self.request)
        self.melder = egen is not None
        self.optaget = self.melder and not getattr(self.request, "har_plads", True)
        # Uden egen grænse tæller hele indsendelsen, som Django selv gør det.
        almindelig = settings.FILE_UPLOAD_MAX_MEMORY_SIZE
        self.hoejst = egen if egen is not None else (almindelig if laengde <= almindelig else -1)

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """En ny fil."""
        super().new_file(*args, **kwargs)
        if self.hoejst < 0:
            raise SkipFile
        self.indhold: BytesIO | None = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Gem bidden, til grænsen er nået; så slippes det hele."""
        plads = not self.optaget and start + len(raw_data) <= self.hoejst
        if self.indhold is not None and plads:
            self.indhold.write(raw_data)
        else:
            self.indhold = None

    def file_complete(self, file_size: int) -> InMemoryUploadedFile | None:
        """Filen; en for stor er tom og har kun sin størrelse."""
        if self.indhold is None and not self.melder:
            return None
        fil = self.indhold or BytesIO()
        fil.seek(0)
        modtaget = InMemoryUploadedFile(
            fil, self.field_name, _NAVN, self.content_type, file_size, self.charset
        )
        modtaget.optaget = self.optaget  # type: ignore[attr-defined]
        return modtaget


def _sidens_graense(request: HttpRequest | None) -> int | None:
    """Grænsen for den side, forespørgslen er på vej til; -1, når døren vil afvise den.

    CSRF-prøven læser formularen før døren, så uden det her kunne enhver fylde hukommelsen.
    """
    view = getattr(getattr(request, "resolver_match", None), "func", None)
    graense: int | None = getattr(view, "tager_fil", None)
    if graense is None:
        return None
    krav, bruger = getattr(view, "adgang", None), getattr(request, "user", None)
    if not isinstance(krav, Adgangskrav) or not isinstance(bruger, Bruger):
        return -1
    if bruger.otp_device is None:
        return -1
    try:
        afvis_uden_ret(bruger, krav)
    except PermissionDenied:
        return -1
    return graense
