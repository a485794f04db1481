"""Every piece that set-up laid beside the program is named with its licence; every picture has a set it comes from."""

from __future__ import annotations

import pytest

from linkdesk.easyread.pictures import all_pictures
from linkdesk.organisation.credits import rules
from linkdesk.settings import resources


def test_every_picture_comes_from_one_of_the_two_sets() -> None:
    drawn = rules.drawn()
    assert drawn.total == len(all_pictures())
    assert drawn.openmoji > drawn.health_icons


def test_a_drawing_named_by_words_is_one_of_health_icons(monkeypatch: pytest.MonkeyPatch) -> None:
    class Walking:
        colour_file = resources() / "walking.svg"

    monkeypatch.setattr(rules, "all_pictures", lambda: (*all_pictures(), Walking()))
    assert rules.drawn().health_icons == 1


def test_every_piece_has_its_licence_in_full() -> None:
    found = {each.name: each for each in rules.pieces()}
    assert list(found)[:2] == ["openmoji", "healthicons"]
    assert found["openmoji"].licence == "CC-BY-SA-4.0"
    assert "Attribution-ShareAlike 4.0 International" in found["openmoji"].texts[0]
    assert found["healthicons"].licence == "MIT"
    folders = {path.name for path in (resources() / rules.LICENCES).iterdir()}
    assert len(found) == len(folders)
    assert [name for name, each in found.items() if not (each.version and each.licence and all(each.texts))] == []
