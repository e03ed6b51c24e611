"""``manage.py bekraeft_journal``: 0, når alt er, som det blev leveret; ellers 1."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command

from journal.levering import lever
from journal.models import Dokument, Journalpost
from tests.driftsrolle import som_driftsrolle
from tests.journal.leverancen import CPR, brev, post

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def mapper(settings, tmp_path) -> None:
    settings.JOURNALMAPPE, settings.DIGITAL_POST_MAPPE = tmp_path / "journal", tmp_path / "post"


def bekraeft() -> None:
    with som_driftsrolle():
        call_command("bekraeft_journal")


def test_en_hel_journal(mette, jonas, art, settings, capsys):
    lever(post(mette))
    settings.JOURNAL = "FORDELING"
    lever(post(jonas))
    hentet = brev(mette)
    lever(hentet)
    (settings.DIGITAL_POST_MAPPE / str(hentet.pk)).rename(settings.DIGITAL_POST_MAPPE / "hentet")
    post(mette)
    bekraeft()
    assert capsys.readouterr().out.splitlines() == [
        "3 leverede dokumenter regnet efter, 1 hentet af modtageren, 1 venter.",
        "Journalen er hel.",
    ]


def aendret_dokument(_leveret, _mappe) -> None:
    Dokument.objects.i_kommune("0175").update(indhold=b"andet")


def medskyldigt_dokument(_leveret, _mappe) -> None:
    """Både bytes og dokumentets eget fingeraftryk er skiftet; postens er det ikke."""
    Dokument.objects.i_kommune("0175").update(indhold=b"andet", sha256="0" * 64)


def intet_dokument(leveret, _mappe) -> None:
    Journalpost.objects.i_kommune("0175").filter(pk=leveret.pk).update(dokument=None)


def aendret_fil(leveret, mappe) -> None:
    (mappe / str(leveret.pk) / "dokument.pdf").write_bytes(b"andet")


@pytest.mark.parametrize(
    ("brud", "hvad"),
    [
        (aendret_dokument, "dokumentet er et andet end det leverede"),
        (medskyldigt_dokument, "dokumentet er et andet end det leverede"),
        (intet_dokument, "dokumentet mangler"),
        (aendret_fil, "mappens dokument er et andet end det afleverede"),
    ],
)
def test_hvert_brud_findes(mette, art, settings, brud, hvad):
    settings.JOURNAL = "FORDELING"
    leveret = post(mette)
    lever(leveret)
    brud(leveret, settings.JOURNALMAPPE)
    with pytest.raises(CommandError) as fejl:
        bekraeft()
    assert fejl.value.returncode == 1
    assert f"Journalpost {leveret.pk}: {hvad}" in str(fejl.value)
    assert CPR not in str(fejl.value)
