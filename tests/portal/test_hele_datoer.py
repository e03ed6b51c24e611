"""En dato eller et nummer holdes samlet på linjen, og resten af teksten er stadig kun tekst."""

from __future__ import annotations

import pytest

from portal.templatetags.dansk import hele_datoer


@pytest.mark.parametrize(
    ("tekst", "ventet"),
    [
        ("", ""),
        ("Ingen dato", "Ingen dato"),
        ("10-11-2026", '<span class="hel">10-11-2026</span>'),
        ("Flyttede 10-11-2026.", 'Flyttede <span class="hel">10-11-2026</span>.'),
        (
            "01-10-2026 til 30-11-2026",
            '<span class="hel">01-10-2026</span> til <span class="hel">30-11-2026</span>',
        ),
        ("2026-11-10", "2026-11-10"),
        ("CPR 670585-0028", 'CPR <span class="hel">670585-0028</span>'),
        ("10-2026", '<span class="hel">10-2026</span>'),
        (
            "Løn 09-2026 og 10-2026",
            'Løn <span class="hel">09-2026</span> og <span class="hel">10-2026</span>',
        ),
        ("010-2026", "010-2026"),
        ("10-20261", "10-20261"),
        ("10-2026-1", "10-2026-1"),
        ("Sag R-26-000777", 'Sag <span class="hel">R-26-000777</span>'),
        ("CPR 6705850028", "CPR 6705850028"),
        ("٠١-١٠-٢٠٢٦", "٠١-١٠-٢٠٢٦"),
        ("<b>10-11-2026</b>", '&lt;b&gt;<span class="hel">10-11-2026</span>&lt;/b&gt;'),
        ("{} 10-11-2026 {0}", '{} <span class="hel">10-11-2026</span> {0}'),
    ],
)
def test_hele_datoer(tekst, ventet):
    assert hele_datoer(tekst) == ventet
