"""The profiles that we claim, checked with somebody else's profile validator on a sample."""

from __future__ import annotations

import contextlib
import copy
import io
import json
import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING
from typing import Any

import pytest
from pyrofile_validator import Validator
from pyrofile_validator.config import ValidatorConfig

from linkdesk.exchange.fhir import bundle
from linkdesk.exchange.fhir import names
from tests.data import exchange_dossier as sample

if TYPE_CHECKING:
    from pathlib import Path

    from tests.exchange.conftest import Resource

Issues = Callable[["Resource"], list[str]]

NOT_A_FAULT = (
    # Its tables leave out `text` and `language` below the top of a resource; the schema and fhirkit check them.
    re.compile(r"element\.unknown .*\[\d+\]\.(text|language): "),
    # It counts over all languages together what each language may have once; see the test of UK Core's own example.
    re.compile(r"profile\.slice\.cardinality\.max Patient\.communication\.extension:proficiency: "),
    # Best practice only (constraint dom-6 is a warning): a readable text for every resource.
    re.compile(r"profile\.invariant\.dom-6 "),
)


def our_extension(name: str) -> Resource:
    """Return the definition of one of our extensions, so that the validator can check its place and type."""
    context, kind = names.OUR_EXTENSIONS[name]
    url = names.EXTENSION + name
    elements = [
        {"id": "Extension", "path": "Extension"},
        {"id": "Extension.url", "path": "Extension.url", "fixedUri": url},
        {"id": "Extension.value[x]", "path": "Extension.value[x]", "min": 1, "type": [{"code": kind}]},
    ]
    return {
        "resourceType": "StructureDefinition",
        "url": url,
        "name": name.replace("-", "").title(),
        "status": "active",
        "fhirVersion": "4.0.1",
        "kind": "complex-type",
        "abstract": False,
        "context": [{"type": "element", "expression": context}],
        "type": "Extension",
        "baseDefinition": "http://hl7.org/fhir/StructureDefinition/Extension",
        "derivation": "constraint",
        "snapshot": {"element": elements},
        "differential": {"element": elements},
    }


def without_inner_extensions(profile: Resource) -> Resource:
    """Drop what a profile repeats of its extensions' own definitions: the validator takes it for the profile's own."""
    for view in ("snapshot", "differential"):
        elements = profile.get(view, {}).get("element", [])
        kept = [each for each in elements if not re.search(r"extension:[^.]+\.", each.get("id", ""))]
        if elements:
            profile[view]["element"] = kept
    return profile


@pytest.fixture(scope="module")
def issues(uk_core: Path, tmp_path_factory: pytest.TempPathFactory) -> Issues:
    """Return a check that gives every error and warning which is not known to be a mistake of the validator."""
    folder = tmp_path_factory.mktemp("definitions")
    for path in sorted(uk_core.glob("uksnap2/*.json")):
        profile = without_inner_extensions(json.loads(path.read_text(encoding="utf-8")))
        (folder / path.name).write_text(json.dumps(profile), encoding="utf-8")
    for name in names.OUR_EXTENSIONS:
        (folder / f"{name}.json").write_text(json.dumps(our_extension(name)), encoding="utf-8")
    paths = [folder, uk_core / "valuesets", uk_core / "codesystems"]
    config = ValidatorConfig.load_dict(
        {
            "fhirVersion": "4.0.1",
            "terminology": {"mode": "local"},
            "localPackagePaths": [str(path) for path in paths],
            "evidenceOutputDir": str(folder / "evidence"),
        }
    )
    forms = [json.loads(path.read_text(encoding="utf-8")) for path in sorted(sample.FORMS.glob("*.json"))]
    by_name = {f"{form['url']}|{form['version']}": form for form in forms}
    validator = Validator(config, external_reference_resolver=by_name.get)

    def found(whole: Resource) -> list[str]:
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
            report = validator.validate_resource(whole)
        said = [f"{issue.code} {issue.path}: {issue.message}" for issue in report.issues]
        return [line for line in said if not any(known.search(line) for known in NOT_A_FAULT)]

    return found


def whole_record(number: int, **changes: Any) -> Resource:
    dossier = sample.dossier(number, **changes)
    known_forms = replace(dossier, assessments=dossier.assessments[:2])
    (only,) = bundle.bundles(known_forms, sample.SENDER, sample.outlines)
    return only


@pytest.mark.parametrize("number", range(4))
def test_our_claims_hold(number: int, issues: Issues) -> None:
    assert issues(whole_record(number)) == []


def test_a_second_language_has_its_own_proficiency(issues: Issues, uk_core: Path) -> None:
    """UK Core's own example has it as we do; that each language has one only is asked here."""
    whole = whole_record(3)
    languages = of(whole, "Patient")["communication"]
    example = json.loads(next(uk_core.rglob("UKCore-Patient-Sn-MultipleLanguages-Example.json")).read_text())
    for each in (*languages, *example["communication"]):
        assert [part["url"] for part in each["extension"]].count(names.PROFICIENCY) == 1
    assert (len(languages), len(example["communication"])) == (2, 2)
    assert issues(example) == []
    whole_of_one = copy.deepcopy(whole)
    del of(whole_of_one, "Patient")["communication"][0]
    assert issues(whole_of_one) == []


def of(whole: Resource, kind: str) -> Resource:
    found: Resource = next(each for each in bundle.resources(whole) if each["resourceType"] == kind)
    return found


MARITAL = "https://fhir.hl7.org.uk/CodeSystem/UKCore-PersonMaritalStatus"
ETHNIC = "https://fhir.hl7.org.uk/StructureDefinition/Extension-UKCore-EthnicCategory"

PLANTS: list[tuple[str, Callable[[Resource], object]]] = [
    ("Patient", lambda p: p["communication"][0].pop("language")),
    ("Patient", lambda p: p.update(maritalStatus={"coding": [{"system": MARITAL, "code": "zz"}]})),
    ("Patient", lambda p: p.update(extension=[{"url": ETHNIC, "valueString": "not a concept"}])),
    ("Patient", lambda p: p["meta"].update(profile=["https://fhir.hl7.org.uk/StructureDefinition/UKCore-Nothing"])),
    ("Goal", lambda g: g["extension"][0].update(url="urn:linkdesk:extension:unheard-of")),
    ("CarePlan", lambda c: c["activity"][0].update(reference={"display": "both"})),
    ("CarePlan", lambda c: c["text"].update(div="<p>no namespace</p>")),
    ("QuestionnaireResponse", lambda q: q["item"][0].update(linkId="not-in-the-form")),
    ("QuestionnaireResponse", lambda q: q["item"][0]["answer"][0].update(valueInteger=None, valueString="three")),
    ("Observation", lambda o: o["subject"].update(reference="Patient/not-here")),
]


@pytest.mark.parametrize(("kind", "plant"), PLANTS)
def test_a_planted_fault_is_found(kind: str, plant: Callable[[Resource], object], issues: Issues) -> None:
    """Positive control: after what we set aside, the validator still sees real faults."""
    whole = copy.deepcopy(whole_record(0))
    plant(of(whole, kind))
    assert issues(whole) != []
