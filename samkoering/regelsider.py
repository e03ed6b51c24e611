"""Regelsiderne: kataloget som JSON til portalen og som læselige sider i docs/regler."""

from __future__ import annotations

import json
from pathlib import Path

from registre.kontrakt import REGISTRE, TABELLER
from samkoering.grundlag.fortolkninger import fortolkninger
from samkoering.grundlag.kle import Saet, nummer
from samkoering.grundlag.regel import Regel
from samkoering.regelkatalog import Katalogregel
from samkoering.regler import ALLE_REGLER


def filer(rod: Path) -> dict[Path, str]:
    """Alle filer, der dannes af reglerne: sti → indhold."""
    katalog = [katalogpost(regel) for regel in ALLE_REGLER]
    sider = {
        rod / "docs" / "regler" / f"{post['nr']:02d}-{post['slug']}.md": side(post)
        for post in katalog
    }
    return {
        rod / "samkoering" / "regelkatalog.json": _som_json(katalog),
        rod / "docs" / "regler" / "README.md": oversigt(katalog),
        **sider,
    }


def _som_json(katalog: list[Katalogregel]) -> str:
    """Kataloget med én regel pr. linje, så en ændring ses på sin egen linje."""
    linjer = ",\n".join(json.dumps(post, ensure_ascii=False) for post in katalog)
    return f"[\n{linjer}\n]\n"


def katalogpost(regel: Regel) -> Katalogregel:
    """Reglen, som mennesker og portalen læser den."""
    registre = dict.fromkeys(REGISTRE[TABELLER[navn].register] for navn in regel.laeser)
    return Katalogregel(
        nr=regel.nr,
        slug=regel.slug,
        navn=regel.navn,
        tema=regel.tema,
        registre=list(registre),
        kilde=regel.kilde,
        ym=sorted(regel.ym.numre),
        aef=sorted(regel.aef.numre),
        forklaring=regel.beskrivelse,
        fortolkninger=[{"nr": nr, "tekst": fortolkninger()[nr]} for nr in regel.fortolkninger],
        fortolket=regel.fortolket,
        een_pr_sag=regel.een_pr_sag,
        viser_kun_den_nyeste=regel.viser_kun_den_nyeste,
        laeser={navn: list(kolonner) for navn, kolonner in regel.laeser.items()},
    )


def side(post: Katalogregel) -> str:
    """Reglens side i docs/regler."""
    linjer = [
        f"# Regel {post['nr']}: {post['navn']}",
        "",
        post["forklaring"],
        "",
        f"- **Tema:** {post['tema']}",
        f"- **Register:** {', '.join(post['registre'])}",
        f"- **Kilde:** {post['kilde']}",
        f"- **Ydelsesmodtager:** {_ydelser(post['ym'])}",
        f"- **Ægtefælle:** {_ydelser(post['aef'])}",
    ]
    if post["fortolkninger"]:
        linjer += ["", "## Fortolkninger", ""]
        linjer += [
            f"- [{f['nr']}](../fortolkninger/{f['nr']}.md): {f['tekst']}"
            for f in post["fortolkninger"]
        ]
    linjer += ["", "## Oplysninger, reglen læser", "", "| tabel | kolonner |", "|---|---|"]
    linjer += [f"| {navn} | {', '.join(kolonner)} |" for navn, kolonner in post["laeser"].items()]
    return "\n".join(linjer) + "\n"


def oversigt(katalog: list[Katalogregel]) -> str:
    """Kontrolkataloget som én tabel."""
    linjer = [
        "# Kontrolkataloget",
        "",
        "Siderne er dannet af reglerne selv med `manage.py regelsider`.",
        "",
        "| nr. | regel | register | tema | modtager | ægtefælle |",
        "|---|---|---|---|---|---|",
    ]
    linjer += [
        f"| {p['nr']} | [{p['navn']}]({p['nr']:02d}-{p['slug']}.md) | {', '.join(p['registre'])} "
        f"| {p['tema']} | {len(p['ym'])} ydelser | {len(p['aef']) or 'ingen'} |"
        for p in katalog
    ]
    return "\n".join(linjer) + "\n"


def _ydelser(kle: list[str]) -> str:
    if not kle:
        return "indgår ikke"
    if set(kle) == Saet.ALLE.numre:
        return "alle kontrollerede ydelser"
    return ", ".join(f"{nummer(k).kort} ({k})" for k in kle)
