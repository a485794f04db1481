"""An address is built as Werkzeug and Flask build it, and no builder is compiled before it is asked for."""

from __future__ import annotations

import pytest
from flask import Flask
from flask import url_for
from werkzeug.routing import Rule

from linkdesk.easyread.pictures import all_pictures
from linkdesk.web.addresses import LateRule
from linkdesk.web.addresses import static_address
from linkdesk.web.pages import SHEETS

ID = "0b6b4b6e-3f0e-4f6c-9a39-6c3b0c1f0b11"


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was compiled, in order."""
    made: list[str] = []
    real = Rule._compile_builder

    def counted(rule: Rule, append_unknown: bool = True) -> object:  # noqa: FBT001, FBT002 - as there
        made.append(rule.rule)
        return real(rule, append_unknown)

    monkeypatch.setattr(Rule, "_compile_builder", counted)
    return made


def app_of(kind: type[Rule]) -> Flask:
    app = Flask("addresses", static_folder=None)
    app.url_rule_class = kind
    app.add_url_rule("/clients/<uuid:client_id>/", "one", lambda **_given: "")
    app.add_url_rule("/page/<int:page>", "pages", view := lambda **_given: "")
    app.add_url_rule("/page/", "pages", view, defaults={"page": 1})
    return app


@pytest.mark.parametrize(
    ("endpoint", "values"),
    [
        ("one", {"client_id": "0b6b4b6e-3f0e-4f6c-9a39-6c3b0c1f0b11"}),
        (
            "one",
            {"client_id": "0b6b4b6e-3f0e-4f6c-9a39-6c3b0c1f0b11", "rule": "x", "self": "a b&c", "append_unknown": "é"},
        ),
        ("pages", {"page": 1}),
        ("pages", {"page": 2, "stage": "review"}),
    ],
)
def test_addresses_are_those_of_werkzeug(endpoint: str, values: dict[str, object]) -> None:
    built = []
    for kind in (Rule, LateRule):
        with app_of(kind).test_request_context():
            built += [url_for(endpoint, **values) for _again in range(2)]  # type: ignore[arg-type]  # values of a query
    assert len(set(built)) == 1


def test_a_builder_is_compiled_once_when_it_is_asked_for(compiled: list[str]) -> None:
    app = app_of(LateRule)
    assert compiled == []
    with app.test_request_context():
        for page in (2, 3):
            url_for("pages", page=page)
    assert compiled == ["/page/<int:page>"]


def test_a_file_of_ours_has_the_address_that_flask_gives_it() -> None:
    files = [picture.colour_path for picture in all_pictures()] + [f"css/{sheet}" for sheet in SHEETS]
    with Flask("files", static_folder="static").test_request_context():
        assert [static_address(each) for each in files] == [url_for("static", filename=each) for each in files]
