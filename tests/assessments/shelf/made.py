"""Forms, packages and files for the tests, good ones and hostile ones; nothing here was made by anybody else."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from collections.abc import Mapping
from typing import Any

from PIL import Image

from tests.assessments import forms

URL = "https://example.org/forms/garden"
SDC = "http://hl7.org/fhir/uv/sdc/StructureDefinition/"
ITEM_MEDIA = SDC + "sdc-questionnaire-itemMedia"
ANSWER_MEDIA = SDC + "sdc-questionnaire-itemAnswerMedia"
SVG = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="9" fill="#5b2a86"/></svg>'
)
MP3 = b"ID3\x04\x00\x00\x00\x00\x00\x00" + (b"\xff\xfb\x90\x00" + b"\x00" * 413) * 80
"""About two seconds of silence: frames of 128 kbit/s at 44.1 kHz (ISO 11172-3)."""

MP4 = b"\x00\x00\x00\x18ftypisom\x00\x00\x02\x00isomiso2" + b"\x00" * 400
WEBM = (
    b"\x1a\x45\xdf\xa3\x9f\x42\x86\x81\x01\x42\xf7\x81\x01\x42\xf2\x81\x04\x42\xf3\x81\x08\x42\x82\x84webm"
    + b"\x00" * 400
)


def media(url: str, address: str, title: str = "", **more: Any) -> dict[str, Any]:
    """Return a media extension that names a file."""
    return {"url": url, "valueAttachment": {"contentType": "image/svg+xml", "url": address, "title": title, **more}}


def garden(version: str = "1", **more: Any) -> dict[str, Any]:
    """Return a small form: a page of words, a choice, a yes or no, words of one's own."""
    options = forms.choices("roses", "beans")
    options[0]["extension"] = [media(ANSWER_MEDIA, "media/rose.svg"), media(ANSWER_MEDIA, "media/rose.mp3")]
    return {
        "resourceType": "Questionnaire",
        "url": URL,
        "version": version,
        "title": "My garden",
        "language": "en-GB",
        "status": "active",
        "description": "What grows there.",
        "copyright": "Green Lane Gardeners. Free for everybody.",
        "extension": [{"url": "https://example.org/ours", "valueString": "keep me"}],
        "item": [
            {"linkId": "grows", "type": "choice", "text": "What do you grow?", "answerOption": options, **more},
            {
                "linkId": "like",
                "type": "boolean",
                "text": "Do you like it?",
                "extension": [
                    media(ITEM_MEDIA, "media/like.png", "A person in a garden"),
                    media(ITEM_MEDIA, "media/like.mp3"),
                    media(ITEM_MEDIA, "media/like.mp4"),
                ],
            },
            {"linkId": "why", "type": "text", "text": "Why?"},
        ],
    }


def said(tag: str, words: str) -> dict[str, Any]:
    """Return what stands beside a text so that it has a translation (FHIR's extension `translation`)."""
    inner = [{"url": "lang", "valueCode": tag}, {"url": "content", "valueString": words}]
    return {"extension": [{"url": "http://hl7.org/fhir/StructureDefinition/translation", "extension": inner}]}


def in_urdu(version: str = "1", *, whole: bool = False, **more: Any) -> dict[str, Any]:
    """Return the small form with Urdu beside its title and first question, or beside every sentence but one answer."""
    form = {**garden(version), "_title": said("ur", "میرا باغ"), **more}
    grows, like, why = form["item"]
    grows["_text"] = said("ur", "آپ کیا اگاتے ہیں؟")
    if whole:
        grows["answerOption"][0]["valueCoding"]["_display"] = said("ur", "گلاب")
        like["_text"], why["_text"] = said("ur", "کیا آپ کو یہ پسند ہے؟"), said("ur", "کیوں؟")
    return form


def raw(form: Mapping[str, Any]) -> bytes:
    """Return a form as the bytes of a file."""
    return json.dumps(form, ensure_ascii=False).encode()


def dots(kind: str = "PNG", size: tuple[int, int] = (20, 10), **more: Any) -> bytes:
    """Return a picture of dots."""
    made = io.BytesIO()
    Image.new("RGB", size, "green").save(made, kind, **more)
    return made.getvalue()


def files() -> dict[str, bytes]:
    """Return the files that the form names."""
    return {
        "media/rose.svg": SVG,
        "media/rose.mp3": MP3,
        "media/like.png": dots(),
        "media/like.mp3": MP3,
        "media/like.mp4": MP4,
    }


def package(form: Mapping[str, Any] | bytes | None = None, **members: bytes | None) -> bytes:
    """Return a whole package; `members` adds files, or with None leaves them out."""
    body = form if isinstance(form, bytes) else raw(garden() if form is None else form)
    parts: dict[str, bytes | None] = {"questionnaire.json": body, "licence.txt": b"You may copy this.", **files()}
    return zipped({name: part for name, part in {**parts, **members}.items() if part is not None})


def zipped(members: Mapping[str, bytes], compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", compression) as archive:
        for name, body in members.items():
            archive.writestr(name, body)
    return made.getvalue()


def inline(data: bytes) -> dict[str, Any]:
    """Return a media extension that holds its file."""
    return media(ITEM_MEDIA, "", data=base64.b64encode(data).decode())


_HEAD = '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9">'


def _svg(inner: str) -> bytes:
    return f"{_HEAD}{inner}</svg>".encode()


HOSTILE_SVG: dict[str, bytes] = {
    "script": _svg("<script>alert(1)</script>"),
    "script address": _svg('<script xlink:href="https://example.org/x.js"/>'),
    "script cdata": _svg("<script><![CDATA[alert(1)]]></script>"),
    "onload": _HEAD.replace(">", ' onload="alert(1)">').encode() + b"</svg>",
    "onclick": _svg('<circle r="4" onclick="alert(1)"/>'),
    "foreign object": _svg(
        '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x"/></body></foreignObject>'
    ),
    "link": _svg('<a xlink:href="javascript:alert(1)"><circle r="4"/></a>'),
    "image": _svg('<image href="https://example.org/spy.png" width="9" height="9"/>'),
    "image of data": _svg('<image href="data:image/svg+xml;base64,PHN2Zy8+" width="9" height="9"/>'),
    "use from outside": _svg('<use xlink:href="https://example.org/x.svg#a"/>'),
    "use of a file": _svg('<use href="file:///etc/passwd#a"/>'),
    "style url": _svg('<rect width="9" height="9" style="fill:url(https://example.org/x.svg#a)"/>'),
    "style sheet url": _svg("<style>rect{fill:url('https://example.org/x.svg#a')}</style><rect/>"),
    "import": _svg("<style>@import 'https://example.org/x.css';rect{fill:red}</style>"),
    "font face": _svg("<style>@font-face{font-family:x;src:url(https://example.org/x.woff)}</style>"),
    "escaped url": _svg(r"<style>rect{fill:u\72l(https://example.org/x.svg#a)}</style>"),
    "split url": _svg("<style>rect{fill:ur/**/l(https://example.org/x.svg#a)}</style>"),
    "animated link": _svg('<animate attributeName="href" values="javascript:alert(1)"/>'),
    "set": _svg('<set attributeName="onmouseover" to="alert(1)"/>'),
    "iframe": _svg('<iframe xmlns="http://www.w3.org/1999/xhtml" src="https://example.org"/>'),
    "handler": _svg('<handler xmlns:ev="http://www.w3.org/2001/xml-events" ev:event="load">alert(1)</handler>'),
    "filter": _svg('<filter id="f"><feImage href="https://example.org/x.png"/></filter><rect filter="url(#f)"/>'),
    "instruction": b'<?xml-stylesheet href="https://example.org/x.css"?>' + _svg("<rect/>"),
    "base": _HEAD.replace(">", ' xml:base="https://example.org/">').encode() + b"<use href='#a'/></svg>",
    "pattern": _svg('<pattern id="p" width="0.001" height="0.001"><rect/></pattern><rect fill="url(#p)"/>'),
}
"""Each is kept as a drawing without its harm."""


def _used(number: int) -> str:
    return f'<use href="#g{number}"/>'


_BILLION = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
REFUSED_SVG: dict[str, bytes] = {
    "entities": f'<!DOCTYPE svg [<!ENTITY a0 "ha">{_BILLION}]>{_HEAD}<text>&a9;</text></svg>'.encode(),
    "outside entity": f'<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>{_HEAD}<text>&x;</text></svg>'.encode(),
    "parameter entity": f'<!DOCTYPE svg [<!ENTITY % x SYSTEM "https://example.org/x"> %x;]>{_HEAD}</svg>'.encode(),
    "deep": _svg("<g>" * 5000 + "</g>" * 5000),
    "many parts": _svg("<rect/>" * 20_000),
    "large": _svg(f"<!--{'x' * 600_000}-->"),
    "use in use": _svg(
        '<g id="g0"><rect/></g>' + "".join(f'<g id="g{n}">{_used(n - 1) * 10}</g>' for n in range(1, 9)) + _used(8)
    ),
    "use again and again": _svg(f'<g id="g">{"<rect/>" * 900}</g>' + '<use href="#g"/>' * 900),
    "clip in clip": _svg(
        "".join(f'<clipPath id="c{n}"><rect clip-path="url(#c{n - 1})"/></clipPath>' for n in range(20))
    ),
    "clips again and again": _svg(f'<clipPath id="c">{"<rect/>" * 900}</clipPath>' + '<g clip-path="url(#c)"/>' * 900),
    "no size": b'<svg xmlns="http://www.w3.org/2000/svg"><rect/></svg>',
    "other language": b'<html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
    "no namespace": b'<svg viewBox="0 0 9 9"><rect/></svg>',
    "not closed": _HEAD.encode(),
    "not XML": b"<svg <svg <svg",
}  # fmt: skip
"""Each is refused in one sentence."""
