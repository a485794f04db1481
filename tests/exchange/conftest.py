"""Validators that others wrote: the R4 JSON schema, fhirkit, and UK Core profiles."""

from __future__ import annotations

import json
import os
import tarfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import fhirkit
import jsonschema_rs
import pytest

ROOT = Path(__file__).parents[2]
SCHEMA = ROOT / "static" / "vendor" / "dev" / "fhir.schema.json"

Resource = dict[str, Any]
Validate = Callable[[Resource], list[str]]


@pytest.fixture(scope="session")
def schema_faults() -> Validate:
    """HL7's own JSON schema of R4, one type at a time: enums, patterns, unknown fields."""
    if not SCHEMA.is_file():
        pytest.fail(f"{SCHEMA.name} is missing: set-up for tests lays it into static/vendor/dev/")
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    definitions = {"ResourceList": True, "Resource": True} | schema["definitions"]
    definitions["ResourceList"] = True

    @cache
    def validator(kind: str) -> Any:
        whole = {"$schema": schema["$schema"], "$ref": f"#/definitions/{kind}", "definitions": definitions}
        return jsonschema_rs.validator_for(whole)

    def faults(resource: Resource) -> list[str]:
        inner = [entry["resource"] for entry in resource.get("entry", [])]
        return [
            f"{each['resourceType']}: {error.message}"
            for each in [resource, *inner]
            for error in validator(each["resourceType"]).iter_errors(each)
        ]

    return faults


@pytest.fixture(scope="session")
def fhirkit_faults() -> Validate:
    """A validator generated from the R4 specification in Rust: types, cardinality, choices, dates."""
    return lambda resource: [str(issue) for issue in fhirkit.validate(resource)]


@pytest.fixture(scope="session")
def uk_core(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """UK Core profiles, value sets and code systems, unpacked."""
    data = os.environ.get("LINKDESK_TESTDATA")
    if not data:
        pytest.skip("LINKDESK_TESTDATA is not set, so there are no UK Core profiles to check against")
    folder = tmp_path_factory.mktemp("uk-core")
    for archive in sorted((Path(data) / "uk-core").glob("*.tar.gz")):
        with tarfile.open(archive) as packed:
            if hasattr(tarfile, "data_filter"):
                packed.extractall(folder, filter="data")
            else:  # Python 3.11.2, which Debian 12 has, knows no filter yet
                packed.extractall(folder)  # noqa: S202 - test data that lies beside the checkout
    return folder
