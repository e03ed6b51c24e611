"""Bygger static/byg/ af den installerede dkfds: tema, script, skrift og ikoner.

Kaldes af scripts/koer, efter at npm har lagt dkfds, sass og axe-core i en mappe:
``byg_assets.py <mappe med node_modules> <node>``. Kun det, siderne bruger, kommer med.
Mappen bygges ved siden af og skiftes ind til sidst, så en afbrudt bygning aldrig ligner en færdig.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROD = Path(__file__).resolve().parent.parent
KILDE = ROD / "static" / "kilde"
MAAL = ROD / "static" / "byg"
SNIT = ("Regular", "Italic", "Medium", "SemiBold", "Bold")
DELMAENGDER = ("Latin1", "Latin2", "Pi")
CSS_HENVISNING = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")


def hoved(argumenter: list[str]) -> None:
    """Byg hele mappen, eller lad den gamle stå og afslut med en forklaring."""
    pakker, node = Path(argumenter[0]) / "node_modules", argumenter[1]
    ny = pakker.with_name("byg")
    shutil.rmtree(ny, ignore_errors=True)
    saml(pakker, node, ny)
    mangler = sorted(manglende_henvisninger(ny / "css" / "dkfds.css"))
    if mangler:
        raise SystemExit(f"Temaet henviser til filer, der ikke er bygget: {', '.join(mangler)}")
    shutil.rmtree(MAAL, ignore_errors=True)
    shutil.move(ny, MAAL)


def saml(pakker: Path, node: str, ny: Path) -> None:
    """Læg alle dele i mappen ``ny``; dkfds' egen ``dist`` læses, men røres ikke."""
    dist = pakker / "dkfds" / "dist"
    oversaet_tema(pakker, dist, node, ny)
    kopier_script(dist, ny)
    kopier_skrift(dist, ny)
    kopier_billeder(dist, ny)
    kopier_proevevaerktoej(pakker, ny)


def oversaet_tema(pakker: Path, dist: Path, node: str, ny: Path) -> None:
    """Oversæt tema.scss til css/dkfds.css med kildekort, uden dkfds' egne @font-face."""
    scss = ny.with_name("scss")
    shutil.rmtree(scss, ignore_errors=True)
    shutil.copytree(dist / "scss", scss)
    (scss / "core" / "_fonts.scss").write_text("", encoding="utf-8")
    sass = pakker / "sass" / "sass.js"
    valg = ["--style=compressed", "--embed-sources", "--quiet-deps", f"--load-path={scss}"]
    filer = [f"{KILDE / 'tema.scss'}:{ny / 'css' / 'dkfds.css'}"]
    try:
        subprocess.run([node, str(sass), *valg, *filer], check=True)
    finally:
        shutil.rmtree(scss)


def kopier_script(dist: Path, ny: Path) -> None:
    """dkfds' script med kildekort, så browserens værktøjer ikke henter forgæves."""
    (ny / "js").mkdir(parents=True)
    for navn in ("dkfds.min.js", "dkfds.min.js.map"):
        shutil.copy(dist / "js" / navn, ny / "js" / navn)


def kopier_skrift(dist: Path, ny: Path) -> None:
    """Skærmens woff2-delmængder i skrift/ og de hele snit, PDF'en indlejrer, i skrift/pdf/."""
    plex = dist / "fonts" / "IBMPlexSans"
    (ny / "skrift" / "pdf").mkdir(parents=True)
    for snit in SNIT:
        for delmaengde in DELMAENGDER:
            shutil.copy(
                plex / "split" / "woff2" / f"IBMPlexSans-{snit}-{delmaengde}.woff2", ny / "skrift"
            )
        shutil.copy(plex / "complete" / "ttf" / f"IBMPlexSans-{snit}.ttf", ny / "skrift" / "pdf")
    shutil.copy(plex / "split" / "woff2" / "license.txt", ny / "skrift")


def kopier_billeder(dist: Path, ny: Path) -> None:
    """Logoet, ikonarket og netop de enkelte ikoner, det oversatte tema peger på."""
    ikoner = ny / "img" / "ikoner"
    ikoner.mkdir(parents=True)
    shutil.copy(KILDE / "logo.svg", ny / "img" / "logo.svg")
    shutil.copy(dist / "img" / "all-svg-icons.svg", ny / "img" / "ikoner.svg")
    shutil.copy(dist / "LICENSE.md", ny / "LICENSE.md")
    for sti in henvisninger(ny / "css" / "dkfds.css"):
        if "img/ikoner/" in sti:
            shutil.copy(dist / "img" / "svg-icons" / Path(sti).name, ikoner)


def kopier_proevevaerktoej(pakker: Path, ny: Path) -> None:
    """axe-core i proeve/: kun til prøverne i browseren; ingen side henviser til den."""
    (ny / "proeve").mkdir()
    shutil.copy(pakker / "axe-core" / "axe.min.js", ny / "proeve")


def henvisninger(css: Path) -> Iterator[str]:
    """Stierne i alle ``url(…)`` i filen; indlejrede data: tæller ikke."""
    for sti in CSS_HENVISNING.findall(css.read_text(encoding="utf-8")):
        if not sti.startswith("data:"):
            yield sti


def manglende_henvisninger(css: Path) -> set[str]:
    """Stier, css peger på, uden at der ligger en fil."""
    return {sti for sti in henvisninger(css) if not (css.parent / sti).is_file()}


if __name__ == "__main__":
    hoved(sys.argv[1:])
