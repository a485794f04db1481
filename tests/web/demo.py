"""A small application that shows every part of the page kit in every state; only tests use it."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask import render_template
from flask import request
from flask import url_for
from flask_wtf import CSRFProtect

from linkdesk.record.clock import SystemClock
from linkdesk.record.errors import Busy
from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import NotFound
from linkdesk.record.errors import Stale
from linkdesk.settings import Limits
from linkdesk.settings import resources
from linkdesk.web import fields
from linkdesk.web import look
from linkdesk.web import validators
from linkdesk.web.errors import setup_errors
from linkdesk.web.forms import BaseForm
from linkdesk.web.headers import setup_headers
from linkdesk.web.pages import Place
from linkdesk.web.pages import setup_jinja

PICTURES = ("1F3E0", "1F4B7", "1F465", "1F333", "1F319", "1F4BC")
WORDS = ("My home", "Money", "Friends and family", "Being outside", "Sleep", "Work and learning")


def _picture(code: str) -> str:
    return f"/static/vendor/pictures/colour/{code}.svg"


class DemoForm(BaseForm):
    """One of each field."""

    given_name = fields.NameField("Given name", [validators.Needed("Enter the given name.")], width=20)
    born = fields.DateField(
        "Date of birth", [validators.Needed("Enter the date of birth.")], hint="For example, 27 3 1984", birth=True
    )
    nhs_number = fields.NumberTextField("NHS number", [validators.nhs_number()], hint="10 digits", width=10)
    postcode = fields.LineField("Postcode", [validators.postcode()], width=10)
    phone = fields.PhoneField("Phone", [validators.phone()])
    email = fields.EmailField("Email")
    size = fields.WholeField("Size of print", hint="From 14 to 28 points", least=14, most=28, width=3)
    letter = fields.ChoiceField(
        "How shall we write?",
        [validators.Needed("Choose how we shall write.")],
        options=(fields.Option("easy", "Easy read", hint="Short words and pictures"), fields.Option("plain", "Plain")),
    )
    language = fields.SelectField(
        "Language", options=(fields.Option("", "Choose"), fields.Option("en", "English"), fields.Option("cy", "Welsh"))
    )
    needs = fields.ChoicesField(
        "Needs",
        options=(
            fields.Option("bsl", "British Sign Language"),
            fields.Option("large", "Large print"),
            fields.Option("none", "None of these", alone=True),
        ),
    )
    about = fields.TextField("What should we know?", hint="Use the client's own words", limit=400)
    agreed = fields.TickField("The client agrees that we keep this", [validators.MustTick("Tick the box.")])
    secret = fields.PassphraseField("Passphrase")
    papers = fields.FileField("A file")
    help_with = fields.CardsField(
        "What would you like help with?",
        hint="Choose all the pictures that are right for you",
        options=[
            fields.Option(code, words, picture=_picture(code)) for code, words in zip(PICTURES, WORDS, strict=True)
        ],
    )
    happy = fields.ScaleField("How happy did you feel yesterday?", low="not at all happy", high="completely happy")
    signature = fields.SignatureField("Sign your name")

    def to_command(self) -> dict[str, Any]:
        """Return what was typed."""
        return {name: value for name, value in self.data.items() if name != "csrf_token"}


class HappyForm(BaseForm):
    """One question, as in client mode."""

    happy = fields.ScaleField(
        "Overall, how happy did you feel yesterday?",
        hint="0 is not at all happy. 10 is completely happy.",
        low="not at all happy",
        high="completely happy",
        heading=True,
        faces={
            0: _picture("1F622"),
            3: _picture("1F641"),
            5: _picture("1F610"),
            8: _picture("1F642"),
            10: _picture("1F600"),
        },
    )


class CardsForm(BaseForm):
    """One question with pictures."""

    help_with = fields.CardsField(
        "What would you like help with?",
        hint="Choose all the pictures that are right for you.",
        heading=True,
        options=[
            fields.Option(code, words, picture=_picture(code)) for code, words in zip(PICTURES, WORDS, strict=True)
        ],
    )


def _chrome() -> dict[str, Any]:
    return {
        "places": (
            Place("Today", "/", "g t", "today"),
            Place("Caseload", "/clients/", "g c", "caseload"),
            Place("Make a file", "/exchange/", "g e", "exchange"),
            Place("Backup", "/backup", "g b", "backup"),
            Place("Settings", "/settings", "g s", "settings"),
        ),
        "practice": True,
        "cover_url": "/cover",
        "lock_url": "/lock",
    }


def make_demo(**config: Any) -> Flask:
    """Return the demo application; `config` overrides the Flask configuration."""
    root = resources()
    app = Flask("demo", template_folder=str(root / "templates"), static_folder=str(root / "static"))
    app.config.update(SECRET_KEY=SystemClock().random(16), **config)
    app.jinja_loader = _both_folders(app)
    CSRFProtect(app)
    setup_headers(app, Limits())
    setup_jinja(app)
    setup_errors(app)
    app.context_processor(_chrome)
    app.register_blueprint(look.blueprint)
    _pages(app)
    _posts(app)
    _scripts(app)
    return app


def _both_folders(app: Flask) -> Any:
    from jinja2 import ChoiceLoader
    from jinja2 import FileSystemLoader

    here = resources() / "tests" / "web" / "demo_templates"
    return ChoiceLoader([FileSystemLoader(resources() / "templates"), FileSystemLoader(here)])


def _pages(app: Flask) -> None:
    @app.get("/")
    def today() -> str:
        return render_template("today.html")

    @app.route("/form", methods=["GET", "POST"])
    def form() -> Any:
        filled = DemoForm()
        if filled.validate_on_submit():
            return {"kept": {name: str(value) for name, value in filled.to_command().items()}}
        return render_template("form.html", form=filled), 422 if filled.is_submitted() else 200

    @app.get("/client")
    def client() -> str:
        return render_template("client.html")

    @app.get("/question")
    def question() -> str:
        return render_template("question.html", form=HappyForm(), number=3)

    @app.get("/cards")
    def cards() -> str:
        return render_template("question.html", form=CardsForm(), number=4)

    @app.route("/cover", methods=["GET", "POST"])
    def cover() -> str:
        return render_template("cover_page.html")

    @app.get("/help-now")
    def help_now() -> str:
        return render_template("help.html")


def _posts(app: Flask) -> None:
    @app.route("/fails/<kind>", methods=["GET", "POST"])
    def fails(kind: str) -> str:
        kinds = {"stale": Stale, "full": DiskFull, "busy": Busy, "missing": NotFound, "fault": ZeroDivisionError}
        raise kinds[kind]

    @app.post("/upload")
    def upload() -> Any:
        return {"kind": type(request.files["papers"].stream).__name__, "home": url_for("today")}


def _scripts(app: Flask) -> None:
    """Answer what the scripts of a page ask; what they sent is kept in `app.extensions["heard"]`."""
    heard: list[tuple[str, Any]] = []
    app.extensions["heard"] = heard
    app.extensions["state"] = "OPEN"
    app.extensions["fail"] = False

    @app.put("/drafts/demo")
    def draft() -> Any:
        if app.extensions["fail"]:
            raise DiskFull
        heard.append(("draft", request.get_json()))
        return {"saved_at": "2026-03-12T14:06:00+00:00"}

    @app.post("/alike")
    def alike() -> Any:
        words = request.get_json()
        heard.append(("alike", words))
        known = [
            {"url": "/client", "name": "Ann <b>Sample</b>", "words": "the same name"},
            {"url": "", "name": "", "words": "Ask"},
        ]
        return {"words": "Known?", "rows": known} if words["given_name"] == "Ann" else {"words": "", "rows": []}

    @app.post("/search")
    def search() -> Any:
        words = request.get_json()["search"]
        heard.append(("search", words))
        found = [name for name in ("Ann <b>Sample</b>", "Anna Test", "Bo Made") if words and name.startswith(words)]
        rows = [{"url": "/client", "name": name, "words": "born 1984", "tag": "Has needs"} for name in found]
        return {"words": f"{len(rows)} found", "rows": rows, "more": False}

    @app.get("/status")
    def status() -> Any:
        return {"state": app.extensions["state"], "turn": app.extensions.get("turn", 1)}

    @app.post("/touch")
    def touch() -> Any:
        heard.append(("touch", None))
        return {"state": app.extensions["state"]}

    @app.get("/search-page")
    def search_page() -> str:
        return render_template("search.html")

    @app.get("/idle/<int:after>/<int:warn>")
    def idle(after: int, warn: int) -> str:
        return render_template("today.html", idle={"after": after, "warn": warn, "turn": 1})

    @app.get("/idle-question/<int:after>/<int:warn>")
    def idle_question(after: int, warn: int) -> str:
        return render_template(
            "question.html", form=HappyForm(), number=1, idle={"after": after, "warn": warn, "turn": 1}
        )
