"""Barneproces: et kontrolark som PDF hentet første gang og igen; tider i ms og antal dannelser."""

from __future__ import annotations

import json
import sys
import time
from statistics import median
from unittest.mock import patch

import django

django.setup()

from adgang.lejer import lejer  # noqa: E402
from adgang.models import Bruger  # noqa: E402
from benchmarks.portalen.log_ind import klient_for  # noqa: E402
from journal import pdf  # noqa: E402
from samkoering.models import Sag  # noqa: E402

GANGE = 20


def main(kommune: str) -> None:
    """Hent, og hent igen."""
    klient = klient_for(Bruger.objects.get(brugernavn=f"b0-{kommune}"))
    with lejer(kommune):
        sag = Sag.objects.i_kommune(kommune).filter(tilstand="BESTILT").earliest("sagsnr")
    with patch.object(pdf, "dan_pdf", side_effect=pdf.dan_pdf) as dannet:
        tider = []
        for _ in range(GANGE + 1):
            begyndt = time.perf_counter()
            assert klient.get(f"/kontrolark/{sag.pk}.pdf").status_code == 200
            tider.append((time.perf_counter() - begyndt) * 1000)
    foerste, *igen = tider
    print(json.dumps({"foerste": foerste, "igen": median(igen), "dannet": dannet.call_count - 1}))


if __name__ == "__main__":
    main(sys.argv[1])
