"""A real FHIR server takes our transactions: once, twice, whole or not at all."""

from __future__ import annotations

import copy
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

import pytest

from linkdesk.exchange.fhir import bundle
from tests.data import exchange_dossier as sample

if TYPE_CHECKING:
    from pathlib import Path

WAIT = 60
ANOTHER = replace(sample.SENDER, organisation_id=sample.identity("org"), worker_id=sample.identity("worker"))
"""A sender whom no other test here uses, for the test that counts what is new."""

Answer = tuple[int, dict[str, Any]]


def ask(base: str, path: str = "", body: dict[str, Any] | None = None) -> Answer:
    """Send one request to the server on this machine and return status and JSON."""
    data = None if body is None else json.dumps(body).encode()
    headers = {"Content-Type": "application/fhir+json", "Accept": "application/fhir+json"}
    request = urllib.request.Request(base + path, data, headers)  # noqa: S310 - our own loopback address
    try:
        with urllib.request.urlopen(request, timeout=WAIT) as reply:  # noqa: S310 - the same
            return reply.status, json.load(reply)
    except urllib.error.HTTPError as error:
        with error:
            return error.code, json.load(error)


def wait_for(base: str, server: subprocess.Popen[bytes]) -> None:
    """Wait until the server answers, or say that it ended."""
    for _ in range(WAIT * 5):
        if server.poll() is not None:
            pytest.fail("the FHIR server ended before it answered")
        try:
            ask(base, "/metadata")
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail("the FHIR server did not answer")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A FHIR R4 server in its own process, with its own empty store, on a free loopback port."""
    folder = tmp_path_factory.mktemp("server")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    base = f"http://127.0.0.1:{port}/fhir"
    write_settings(folder, base, port)
    command = [sys.executable, "-c", "from sekmet.cli import app; app()", "serve", "--config", "settings.yaml"]
    with (
        (folder / "log.txt").open("wb") as log,
        subprocess.Popen(
            command, cwd=folder, stdout=log, stderr=log, env={**os.environ, "PYTHONWARNINGS": "ignore"}
        ) as process,
    ):
        try:
            wait_for(base, process)
            yield base
        finally:
            process.terminate()


def write_settings(folder: Path, base: str, port: int) -> None:
    lines = [
        f"base_url: {base}",
        "host: 127.0.0.1",
        f"port: {port}",
        f"data_dir: {folder}",
        "simulator: {enabled: false}",
    ]
    (folder / "settings.yaml").write_text("\n".join(lines), encoding="utf-8")


def made(number: int) -> dict[str, Any]:
    (only,) = bundle.bundles(sample.dossier(number), sample.SENDER, sample.outlines)
    return only


def test_sent_twice_the_record_is_there_once(server: str) -> None:
    (whole,) = bundle.bundles(sample.dossier(0), ANOTHER, sample.outlines)
    kinds = sorted({resource["resourceType"] for resource in bundle.resources(whole)})
    before = {kind: count(server, kind) for kind in kinds}
    for expected in ("201", "200"):
        status, answer = ask(server, body=whole)
        assert status == 200
        assert {entry["response"]["status"][:3] for entry in answer["entry"]} == {expected}
    for kind in kinds:
        sent = [resource for resource in bundle.resources(whole) if resource["resourceType"] == kind]
        assert count(server, kind) - before[kind] == len(sent), kind


def count(server: str, kind: str) -> int:
    """Return how many resources of a kind the server holds."""
    total: int = ask(server, f"/{kind}?_summary=count")[1]["total"]
    return total


def test_what_is_read_back_is_what_was_sent(server: str) -> None:
    whole = made(1)
    ask(server, body=whole)
    for resource in bundle.resources(whole):
        status, kept = ask(server, f"/{resource['resourceType']}/{resource['id']}")
        assert status == 200
        assert without_meta(kept) == without_meta(resource)
        assert kept["meta"].get("profile") == resource.get("meta", {}).get("profile")


def without_meta(resource: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in resource.items() if name != "meta"}


def test_a_bad_entry_undoes_the_whole_transaction(server: str) -> None:
    whole = copy.deepcopy(made(2))
    bundle.resources(whole)[-1].pop("intent")
    status, _ = ask(server, body=whole)
    assert status in (400, 422)
    patient = next(each for each in bundle.resources(whole) if each["resourceType"] == "Patient")
    assert ask(server, f"/Patient/{patient['id']}")[0] == 404


def test_references_lead_somewhere_on_the_server(server: str) -> None:
    whole = made(3)
    ask(server, body=whole)
    patient = next(each for each in bundle.resources(whole) if each["resourceType"] == "Patient")
    for kind, expected in (("CarePlan", 2), ("Flag", 2), ("Observation", 7)):
        _, found = ask(server, f"/{kind}?patient=Patient/{patient['id']}&_summary=count")
        assert found["total"] == expected, kind
