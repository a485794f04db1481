"""Forms that mean harm or cost too much, one each; and the program that reads one of them in a process of its own.

`python -m tests.assessments.hostile NAME` prints as JSON what came of it and what it cost.
"""

from __future__ import annotations

import json
import resource
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from linkdesk.assessments.questionnaire import following
from linkdesk.assessments.questionnaire import progress
from linkdesk.assessments.questionnaire import shown
from linkdesk.assessments.shelf.service import look_at
from linkdesk.record.errors import FileRefused
from tests.assessments import forms
from tests.assessments.shelf import made

CPU_SECONDS = 20
HL7 = "http://hl7.org/fhir/StructureDefinition/"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(1)>"


def _items(count: int, **more: Any) -> list[dict[str, Any]]:
    return [forms.item(f"q{number}", **more) for number in range(count)]


def _short_items() -> bytes:
    """As many parts as fit: each as short as a part can be."""
    one = '{"linkId":"%d"}'
    parts = ",".join(one % number for number in range(50_000))
    return f'{{"resourceType":"Questionnaire","item":[{parts}]}}'.encode()


def _nested(depth: int) -> bytes:
    inner: dict[str, Any] = forms.item("deepest")
    for number in range(depth):
        inner = {"linkId": f"g{number}", "type": "group", "item": [inner]}
    return forms.raw(inner)


def _chain(count: int) -> bytes:
    """Each question hangs on the one before it."""
    asked = _items(count, type="boolean")
    for number in range(1, count):
        asked[number]["enableWhen"] = [forms.when(f"q{number - 1}", "=", answerBoolean=True)]
    return forms.raw(*asked)


def _crossed(count: int, conditions: int) -> bytes:
    """Every question hangs on as many earlier ones as are allowed."""
    asked = _items(count, type="boolean")
    for number in range(1, count):
        behind = range(max(0, number - conditions), number)
        asked[number] |= {
            "enableBehavior": "any",
            "enableWhen": [forms.when(f"q{each}", "=", answerBoolean=True) for each in behind],
        }
    return forms.raw(*asked)


def _circle() -> bytes:
    first = forms.item("a", enableWhen=[forms.when("b", "exists", answerBoolean=True)])
    second = forms.item("b", enableWhen=[forms.when("a", "exists", answerBoolean=True)])
    return forms.raw(first, second)


def _expression(url: str, words: str) -> dict[str, Any]:
    return {"url": url, "valueExpression": {"language": "text/fhirpath", "expression": words}}


def _bombs() -> bytes:
    bomb = "(1|2|3)" + ".repeat($this|1|2|3)" * 2000
    asked = forms.item("a", extension=[_expression(SDC + "sdc-questionnaire-enableWhenExpression", bomb)])
    sums = forms.item("b", extension=[_expression(SDC + "sdc-questionnaire-calculatedExpression", bomb)])
    return forms.raw(asked, sums, extension=[_expression(HL7 + "variable", bomb)])


def _pattern() -> bytes:
    return forms.raw(forms.item("a", extension=[{"url": HL7 + "regex", "valueString": "^(a+)+$"}], maxLength=4000))


def _remote() -> bytes:
    media = {
        "url": SDC + "sdc-questionnaire-itemMedia",
        "valueAttachment": {"contentType": "image/svg+xml", "url": "http://192.0.2.1/x.svg"},
    }
    style = {"url": HL7 + "rendering-style", "valueString": "background:url(http://192.0.2.1/y)"}
    asked = forms.item("a", extension=[media], _text={"extension": [style]})
    elsewhere = forms.item("b", "choice", answerValueSet="http://192.0.2.1/ValueSet/z")
    return forms.raw(asked, elsewhere)


def _markup() -> bytes:
    html = {"url": HL7 + "rendering-xhtml", "valueString": SCRIPT}
    asked = {**forms.item("a", _text={"extension": [html]}), "text": f"How are you? {SCRIPT}"}
    return forms.raw(asked, title=SCRIPT)


def _self_made_list() -> bytes:
    """A list of answers that includes itself."""
    include = {"valueSet": ["#loop"]}
    loop = {"resourceType": "ValueSet", "id": "loop", "compose": {"include": [include] * 50}}
    return forms.raw(forms.item("a", "choice", answerValueSet="#loop"), contained=[loop])


def _drawing(name: str) -> Callable[[], bytes]:
    """Return a package in which one drawing means harm."""
    return lambda: made.package(None, **{"media/rose.svg": made.REFUSED_SVG[name]})


def _drawings() -> bytes:
    """Every drawing whose harm is cut out, in one package."""
    drawn = {f"media/{number}.svg": data for number, data in enumerate(made.HOSTILE_SVG.values())}
    return made.package(None, **drawn)


def _entities_inside() -> bytes:
    return made.raw(made.garden(extension=[made.inline(made.REFUSED_SVG["entities"])]))


CASES: dict[str, Callable[[], bytes]] = {
    "100,000 parts": lambda: forms.raw(*_items(100_000)),
    "as many parts as fit": _short_items,
    "parts nested 2,000 deep": lambda: b'{"resourceType":"Questionnaire","item":[' * 2000,
    "parts nested 12 deep": lambda: _nested(12),
    "a million brackets": lambda: b"[" * 1_000_000,
    "a text that never ends": lambda: b'{"a":"' + b'\\"' * 500_000,
    "half a sign": lambda: b'{"a":"' + b'\\"' * 400_000 + b"\\",
    "a number of a million digits": lambda: b'{"resourceType":"Questionnaire","x":' + b"9" * 1_000_000 + b"}",
    "no number": lambda: b'{"resourceType":"Questionnaire","item":[{"linkId":"a","maxLength":NaN}]}',
    "one name twice": lambda: b'{"resourceType":"Questionnaire","item":[],"item":[]}',
    "a circle of conditions": _circle,
    "a question that hangs on itself": lambda: forms.raw(
        forms.item("a", enableWhen=[forms.when("a", "exists", answerBoolean=True)])
    ),
    "a list of answers that includes itself": _self_made_list,
    "40,000 answers": lambda: forms.raw(
        forms.item("a", "choice", answerOption=[{"valueString": str(each)} for each in range(40_000)])
    ),
    "hidden signs": lambda: forms.raw({**forms.item("a"), "text": "Are you safe?\u202e"}),
    "a chain of 500 conditions": lambda: _chain(500),
    "25,000 conditions": lambda: _crossed(240, 50),
    "formulas": _bombs,
    "a pattern that never ends": _pattern,
    "addresses to fetch": _remote,
    "markup": _markup,
    "a drawing of entities that grow": _drawing("entities"),
    "entities that grow in a drawing in the form": _entities_inside,
    "a drawing that names a file": _drawing("outside entity"),
    "a drawing that names an address": _drawing("parameter entity"),
    "a drawing nested 5,000 deep": _drawing("deep"),
    "a drawing of 20,000 parts": _drawing("many parts"),
    "a drawing that draws itself again and again": _drawing("use in use"),
    "a drawing clipped again and again": _drawing("clips again and again"),
    "drawings with scripts, links and pictures": _drawings,
    "a package that grows": lambda: made.zipped({"questionnaire.json": b"[" * 60_000_000}),
}


def outcome(name: str) -> dict[str, Any]:
    """Read one form or package as the import does, walk it if it can be walked, and return what came of it.

    `cpu` is the processor time in seconds until its first page could be shown.
    """
    data = CASES[name]()
    before = time.process_time()
    try:
        form = look_at(data).form
    except FileRefused as refusal:
        return {"refused": refusal.sentence, "cpu": time.process_time() - before}
    values: dict[str, Any] = {}
    progress(form, values, form.questions[0].number)
    spent = time.process_time() - before
    number = 0
    while (question := following(shown(form, values), number)) is not None:
        number = question.number
        values[question.link_id] = True if question.kind == "boolean" else "a" * 60 + "!"
    return {"walked": number, "words": form.questions[0].text, "cpu": spent}


def _no_network(*_address: Any) -> None:
    raise AssertionError("a form made the program open a connection")


def main() -> None:
    """Read the form that is named, without a network, and print what it cost."""
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    socket.socket.connect = _no_network  # type: ignore[method-assign]  # nothing may be fetched
    found = outcome(sys.argv[1])
    sys.stdout.write(json.dumps(found | {"megabytes": _peak() // 1024}))


def _peak() -> int:
    """Return the largest memory of this program in kilobytes.

    Not `ru_maxrss`: that counts what the program that started this one held.
    """
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main()
