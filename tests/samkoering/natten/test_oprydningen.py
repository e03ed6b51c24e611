"""Nattens proces ser sjældnere efter ringe; ingen anden proces gør."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from django.core.management import call_command

from samkoering.management.commands import nat
from samkoering.management.commands.nat import Command
from samkoering.natten import oprydning


@pytest.fixture(autouse=True)
def som_foer() -> Iterator[None]:
    graenser = gc.get_threshold()
    yield
    gc.set_threshold(*graenser)


@pytest.mark.parametrize("fejler", [False, True])
def test_kun_kommandoens_egen_proces_rydder_sjaeldnere(monkeypatch, fejler: bool):
    set_: list[tuple[int, int, int]] = []
    frosset: list[bool] = []

    def handle(*_: object, **__: object) -> None:
        set_.append(gc.get_threshold())
        if fejler:
            raise SystemExit(1)

    monkeypatch.setattr(nat, "meld_tilstede", lambda: None)
    monkeypatch.setattr(Command, "handle", handle)
    monkeypatch.setattr(oprydning, "ikke_mere", lambda: frosset.append(True))
    monkeypatch.setattr(gc, "freeze", lambda: None)
    foer = gc.get_threshold()
    try:
        Command().run_from_argv(["manage.py", "nat"])
    except SystemExit:
        assert fejler
    assert (set_, frosset) == ([oprydning._GRAENSER], [True])
    assert oprydning._GRAENSER[0] > foer[0]


def test_kaldt_fra_andre_roerer_kommandoen_intet(monkeypatch):
    """Kun arbejdet er byttet ud, så hele vejen derind er den, andre går."""
    undervejs: list[tuple[int, int, int]] = []
    frosset: list[bool] = []
    monkeypatch.setattr(Command, "_koer", lambda *_: undervejs.append(gc.get_threshold()))
    monkeypatch.setattr(gc, "freeze", lambda: frosset.append(True))
    foer = gc.get_threshold()
    call_command("nat")
    assert (undervejs, frosset, gc.get_threshold()) == ([foer], [], foer)
