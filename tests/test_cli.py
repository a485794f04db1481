"""The terminal: every command, every refusal in one sentence with exit code 1, never a traceback."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from click.testing import Result

from linkdesk import cli
from linkdesk.desktop.instance import Instance
from linkdesk.record.clock import SystemClock
from linkdesk.record.errors import DiskFull
from linkdesk.settings import Settings
from linkdesk.vault.keys.recovery import RecoveryKey
from linkdesk.vault.lock import Vault
from linkdesk.vault.people import replace_recovery_key
from tests.assessments.shelf import made
from tests.furnished import PASSPHRASE
from tests.furnished import WORKER
from tests.furnished import cheap_settings

HIDDEN = ("Traceback", "Error:", "sqlalchemy", "sqlcipher")


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Any:
    """Run a command in a folder with a cheap key function, as if typed."""
    secret = tmp_path / "passphrase"
    secret.write_text(PASSPHRASE + "\n")
    monkeypatch.setenv("LINKDESK_PASSPHRASE_FILE", str(secret))
    monkeypatch.delenv("LINKDESK_WORKER", raising=False)
    monkeypatch.setattr(cli, "Settings", lambda: cheap_settings(tmp_path / "data"))

    def typed(*words: str) -> Result:
        result = CliRunner().invoke(cli.main, list(words))
        assert not any(word in result.stderr for word in HIDDEN), result.stderr
        assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
        return result

    return typed


@pytest.fixture
def demo(run: Any) -> Any:
    result = run("demo", "--clients", "4", "--seed", "2")
    assert result.exit_code == 0, result.stderr
    return run


def clients(run: Any) -> list[dict[str, str]]:
    return [json.loads(line) for line in run("list", "clients", "--json").stdout.splitlines()]


def test_the_demo_says_how_to_get_in(demo: Any, tmp_path: Path) -> None:
    found = clients(demo)
    assert len(found) == 4
    assert {"id", "family_name"} <= set(found[0])
    assert [json.loads(line)["name"] for line in demo("list", "workers", "--json").stdout.splitlines()] == [WORKER]
    assert found[0]["family_name"] in demo("list", "clients").stdout


def test_the_recovery_key_opens_no_command(demo: Any, tmp_path: Path) -> None:
    settings = cheap_settings(tmp_path / "data")
    vault = Vault(settings, SystemClock())
    vault.unlock(PASSPHRASE)
    key = RecoveryKey(bytes(16))
    replace_recovery_key(vault, key)
    vault.lock()
    (tmp_path / "passphrase").write_text(key.text)
    result = demo("list", "clients")
    assert result.exit_code == 1
    assert "set a new passphrase first" in result.stderr
    assert result.stdout == ""


def test_a_demo_never_overwrites_a_vault(demo: Any, tmp_path: Path) -> None:
    before = (tmp_path / "data" / "vault.db").read_bytes()
    again = demo("demo")
    assert again.exit_code == 1
    assert "already" in again.stderr
    assert (tmp_path / "data" / "vault.db").read_bytes() == before


def test_a_demo_that_is_refused_offers_no_passphrase(
    demo: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("LINKDESK_PASSPHRASE_FILE")
    refused = demo("demo")
    assert (refused.exit_code, refused.stdout) == (1, ""), "words that open nothing must not be written down"


def test_a_demo_is_not_made_under_an_open_window(run: Any, tmp_path: Path) -> None:
    instance = Instance(cheap_settings(tmp_path / "data"))
    instance.hold()
    try:
        refused = run("demo")
    finally:
        instance.release()
    assert (refused.exit_code, refused.stdout) == (1, "")
    assert "is open" in refused.stderr
    assert not (tmp_path / "data" / "vault.db").exists()


def test_a_full_disk_speaks_of_no_page_in_the_terminal(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_words: object, **_more: object) -> None:
        raise DiskFull

    monkeypatch.setattr("linkdesk.application.make_demo", full)
    refused = run("demo")
    assert refused.exit_code == 1
    assert refused.stderr.startswith("The disk is full")
    assert "page" not in refused.stderr


def test_a_demo_without_a_passphrase_makes_one_and_prints_it(
    run: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("LINKDESK_PASSPHRASE_FILE")
    result = run("demo", "--clients", "1")
    said = dict(line.split(": ", 1) for line in result.stdout.splitlines() if ": " in line)
    (tmp_path / "made").write_text(said["Passphrase"])
    monkeypatch.setenv("LINKDESK_PASSPHRASE_FILE", str(tmp_path / "made"))
    assert run("verify").exit_code == 0


@pytest.mark.prints
@pytest.mark.parametrize("form", ["easy-read", "standard", "text", "large-20"])
@pytest.mark.parametrize("item", ["plan", "steps"])
def test_a_plan_is_printed(demo: Any, tmp_path: Path, item: str, form: str) -> None:
    planned = [
        c["id"]
        for c in clients(demo)
        if demo(
            *("print", "plan", "--client", c["id"], "--format", "text", "--safe", "yes"),
            *("--out", str(tmp_path / f"{c['id']}.txt")),
        ).exit_code
        == 0
    ]
    out = tmp_path / "out.pdf"
    words = ("print", item, "--client", planned[0], "--format", form, "--out", str(out))
    unanswered = demo(*words)
    assert (unanswered.exit_code, "Safe to take home?" in unanswered.stderr, out.exists()) == (1, True, False)
    result = demo(*words, "--safe", "yes")
    assert result.exit_code == 0, result.stderr
    assert out.read_bytes().startswith(b"%PDF") == (form != "text")
    again = demo(*words, "--safe", "yes")
    assert (again.exit_code, "already" in again.stderr) == (1, True)


@pytest.mark.parametrize("kind", ["fhir", "csv"])
def test_the_record_is_exported(demo: Any, tmp_path: Path, kind: str) -> None:
    out = tmp_path / "out"
    result = demo("export", kind, "--out", str(out))
    assert result.exit_code == 0, result.stderr
    assert out.exists()
    one = demo("export", kind, "--client", clients(demo)[0]["id"], "--out", str(tmp_path / "one"))
    assert one.exit_code == 0, one.stderr
    words = ("export", kind, "--for", "service", "--service", "A club that nobody was asked about")
    refused = demo(*words, "--out", str(tmp_path / "none"))
    assert (refused.exit_code, "Nobody has agreed to sharing with A club" in refused.stderr) == (1, True)
    assert not (tmp_path / "none").exists()


def test_backup_verify_restore(demo: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert demo("backup", str(stick)).exit_code == 0
    made = next(stick.iterdir())
    assert demo("verify", str(made)).exit_code == 0
    before = clients(demo)
    monkeypatch.setattr(cli, "Settings", lambda: cheap_settings(tmp_path / "other laptop"))
    assert demo("restore", str(made)).exit_code == 0
    assert clients(demo) == before
    assert demo("verify").exit_code == 0


def test_a_stick_means_its_newest_backup(demo: Any, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    for _ in range(2):
        assert demo("backup", str(stick)).exit_code == 0
    newest = max(path.name for path in stick.iterdir())
    assert newest in demo("verify", str(stick)).stdout
    assert newest in demo("restore", str(stick), "--replace").stdout


def test_a_vault_is_only_replaced_when_that_was_said(demo: Any, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    demo("backup", str(stick))
    before = (tmp_path / "data" / "vault.keys").read_bytes()
    refused = demo("restore", str(stick))
    assert (refused.exit_code, "--replace" in refused.stderr) == (1, True)
    assert (tmp_path / "data" / "vault.keys").read_bytes() == before
    assert not list((tmp_path / "data").glob("kept-*"))
    done = demo("restore", str(stick), "--replace")
    assert (done.exit_code, "kept aside" in done.stdout) == (0, True)
    assert list((tmp_path / "data").glob("kept-*/vault.db"))


def test_a_refused_restore_leaves_nothing_behind(demo: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    demo("backup", str(tmp_path))
    wrong = tmp_path / "wrong"
    wrong.write_text("not the passphrase at all")
    monkeypatch.setenv("LINKDESK_PASSPHRASE_FILE", str(wrong))
    monkeypatch.setattr(cli, "Settings", lambda: cheap_settings(tmp_path / "other laptop"))
    assert demo("restore", str(tmp_path)).exit_code == 1
    assert not (tmp_path / "other laptop").exists()


def test_an_empty_folder_is_named_before_anything_is_asked(
    run: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LINKDESK_PASSPHRASE_FILE")
    for words in (("list", "clients"), ("backup", "."), ("verify",)):
        refused = run(*words)
        assert refused.exit_code == 1
        assert refused.stderr.startswith("There is no vault here yet, in ")
    assert not (tmp_path / "data").exists()


def test_a_folder_of_exports_is_called_what_it_is(demo: Any, tmp_path: Path) -> None:
    for kind in ("csv", "fhir"):
        out = tmp_path / kind
        said = demo("export", kind, "--out", str(out)).stdout
        assert ("The files in this folder are not encrypted" in said, "This file" in said) == (
            out.is_dir(),
            out.is_file(),
        )


def test_a_sound_vault_verifies_and_a_meddled_one_does_not(demo: Any, tmp_path: Path) -> None:
    assert "is sound" in demo("verify").stdout
    vault = tmp_path / "data" / "vault.db"
    whole = bytearray(vault.read_bytes())
    whole[4096 * 4 + 99] ^= 1
    vault.write_bytes(whole)
    result = demo("verify")
    assert (result.exit_code, "untouched" in result.stderr) == (1, True)


def test_writers_say_that_linkdesk_is_open_and_readers_go_on(demo: Any, tmp_path: Path) -> None:
    instance = Instance(cheap_settings(tmp_path / "data"))
    instance.hold()
    try:
        refused = demo("backup", str(tmp_path))
        assert (refused.exit_code, "is open" in refused.stderr) == (1, True)
        assert demo("list", "clients").exit_code == 0
        assert demo("verify").exit_code == 0
    finally:
        instance.release()


REFUSALS = {
    "no vault": (("list", "clients"), "vault"),
    "stranger": (("print", "plan", "--client", "00000000-0000-0000-0000-000000000005", "--out", "x.pdf"), "not here"),
    "lint nothing": (("lint", "nowhere.txt"), ""),
    "restore nothing": (("restore", "nowhere"), ""),
    "verify nothing": (("verify", "nowhere"), ""),
    "no folder": (("backup", "/proc/nowhere"), ""),
}


@pytest.mark.parametrize("case", REFUSALS)
def test_each_refusal_is_one_plain_sentence(run: Any, case: str) -> None:
    words, expected = REFUSALS[case]
    if case != "no vault":
        run("demo", "--clients", "1")
    result = run(*words)
    assert result.exit_code == 1, result.output
    assert expected in result.stderr
    assert len(result.stderr.strip().splitlines()) == 1, result.stderr
    assert result.stderr.strip().endswith(".")


def test_a_wrong_passphrase_is_refused(demo: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    wrong.write_text("not the passphrase at all")
    monkeypatch.setenv("LINKDESK_PASSPHRASE_FILE", str(wrong))
    assert demo("list", "clients").exit_code == 1
    wrong.write_text("")
    assert demo("list", "clients").exit_code == 1
    monkeypatch.setenv("LINKDESK_PASSPHRASE_FILE", str(tmp_path / "missing"))
    assert demo("list", "clients").exit_code == 1
    for named in (tmp_path, tmp_path / "stick" / "none"):
        monkeypatch.setenv("LINKDESK_PASSPHRASE_FILE", str(named))
        said = demo("list", "clients").stderr
        assert said.startswith("LINKDESK_PASSPHRASE_FILE names "), said
        assert len(said.splitlines()) == 1
    monkeypatch.delenv("LINKDESK_PASSPHRASE_FILE")
    assert "LINKDESK_PASSPHRASE_FILE" in demo("list", "clients").stderr


def test_a_fault_of_ours_is_one_sentence_too(demo: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from linkdesk import application

    def broken(*_given: object) -> None:
        raise ValueError("Nnamdi Jessamy is in these words")

    monkeypatch.setattr(application, "listing", broken)
    result = demo("list", "clients")
    assert result.exit_code == 1
    assert result.stderr.startswith("Something went wrong in LinkDesk (ValueError).")
    assert "Nnamdi" not in result.stderr


def test_wrong_usage_is_exit_code_2(run: Any) -> None:
    for words in (("list", "everything"), ("print", "plan"), ("nonsense",), ("demo", "--clients", "-1")):
        assert CliRunner().invoke(cli.main, list(words)).exit_code == 2


def test_help_and_version(run: Any) -> None:
    assert "LinkDesk" in run("--help").stdout
    assert run("--version").exit_code == 0


def test_lint_finds_hard_words(run: Any, tmp_path: Path) -> None:
    (tmp_path / "hard.txt").write_text(
        "Prior to commencing the intervention, additional assistance will be facilitated by stakeholders."
    )
    result = run("lint", str(tmp_path / "hard.txt"))
    assert result.exit_code == 1
    assert result.stdout
    (tmp_path / "easy.txt").write_text("We can help you. You can phone us.")
    assert run("lint", str(tmp_path / "easy.txt")).exit_code == 0


def test_doctor_names_what_is_there(run: Any) -> None:
    result = run("doctor")
    assert "SQLCipher" in result.stdout
    assert result.exit_code in {0, 1}


def test_the_window_opens_without_a_command(run: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from linkdesk.desktop import program

    opened: list[Settings] = []

    def open_window(settings: Settings) -> int:
        opened.append(settings)
        return 0

    def serve(settings: Settings, port: int) -> int:
        opened.append(settings)
        return port

    monkeypatch.setattr(program, "run", open_window)
    monkeypatch.setattr(program, "leave", sys.exit)
    monkeypatch.setattr(program, "serve", serve)
    assert run().exit_code == 0
    assert run("serve", "--port", "7").exit_code == 7
    assert len(opened) == 2


def test_the_data_folder_can_be_chosen(run: Any, tmp_path: Path) -> None:
    assert run("--data", str(tmp_path / "elsewhere"), "demo", "--clients", "0").exit_code == 0
    assert (tmp_path / "elsewhere" / "vault.db").is_file()


def test_a_form_is_brought_in_from_the_terminal(demo: Any, tmp_path: Path) -> None:
    path = tmp_path / "garden.zip"
    path.write_bytes(made.package())
    looked = demo("import", "form", str(path), "--dry-run")
    assert (looked.exit_code, looked.stdout.splitlines()[0]) == (0, "My garden, version 1: 3 questions.")
    assert "is offered for talks" in demo("import", "form", str(path), "--use").stdout
    again = demo("import", "form", str(path))
    assert (again.exit_code, "here already" in again.stderr) == (1, True)
    for words in (("form", str(path), "--leave-out"), ("referrals", str(path), "--use")):
        assert CliRunner().invoke(cli.main, ["import", *words]).exit_code == 2
    path.write_bytes(b"{}")
    refused = demo("import", "form", str(path))
    assert (refused.exit_code, "not a FHIR questionnaire" in refused.stderr) == (1, True)


def test_referrals_are_brought_in_from_the_terminal(demo: Any, tmp_path: Path) -> None:
    path = tmp_path / "May.csv"
    path.write_text('Name,DOB\n"QUILL, Ada",1/2/1984\n"Wren, Bo",3/4/1985\n', encoding="utf-8")
    before = len(clients(demo))
    refused = demo("import", "referrals", str(path))
    assert refused.exit_code == 1
    assert "--day-first or --month-first" in refused.stderr
    looked = demo("import", "referrals", str(path), "--dry-run", "--day-first")
    assert "2 of 2 rows can be brought in. Nothing was changed." in looked.stdout
    assert len(clients(demo)) == before
    done = demo("import", "referrals", str(path), "--day-first")
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "2 of 2 referrals were brought in.")
    assert len(clients(demo)) == before + 2


def test_local_services_are_brought_in_from_the_terminal(demo: Any, tmp_path: Path) -> None:
    path = tmp_path / "council.json"
    path.write_text('{"contents": [{"id": "a", "name": "Testham Larks", "status": "active"}]}', encoding="utf-8")
    looked = demo("services", "import", str(path), "--dry-run")
    assert (looked.exit_code, looked.stdout.splitlines()) == (0, ["1 new", "Nothing was changed."])
    done = demo("services", "import", str(path), "--source", "Testham Council")
    assert (done.exit_code, done.stdout.splitlines()) == (0, ["1 new", "All of it was brought in."])
    assert "Testham Larks" in demo("list", "services").stdout
    out = tmp_path / "given.json"
    given = demo("services", "export", "--format", "open-referral-uk", "--out", str(out))
    assert (given.exit_code, "in the file." in given.stdout) == (0, True)
    assert "Testham Larks" in out.read_text("utf-8")
    path.write_text('{"contents": [{"id": "a"', encoding="utf-8")
    refused = demo("services", "import", str(path))
    assert (refused.exit_code, "ends in the middle" in refused.stderr) == (1, True)


def test_places_of_postcodes_are_brought_in_from_the_terminal(demo: Any, tmp_path: Path) -> None:
    path = tmp_path / "codepo_gb.csv"
    path.write_text(
        '"KX1 1AA",10,430000,433000,"E92000001"\n"KX1 2BB",10,431610,433000,"E92000001"\n', encoding="utf-8"
    )
    done = demo("import", "postcodes", str(path))
    assert (done.exit_code, done.stdout.splitlines()[-1]) == (0, "2 postcodes with their places were brought in.")
    path.write_text("these,are,no\nplaces,at,all\n", encoding="utf-8")
    refused = demo("import", "postcodes", str(path))
    assert (refused.exit_code, "Traceback" in refused.stderr) == (1, False)
    assert refused.stderr.strip()


def test_a_file_with_bad_rows_is_refused_in_the_terminal_unless_they_are_left_out(demo: Any, tmp_path: Path) -> None:
    path = tmp_path / "May.csv"
    path.write_text('Name,DOB\n"QUILL, Ada",13/2/1984\nWren,\n', encoding="utf-8")
    before = len(clients(demo))
    refused = demo("import", "referrals", str(path))
    assert refused.exit_code == 1
    assert "Row 3: Person full name: There is only one name." in refused.stderr
    assert len(clients(demo)) == before
    done = demo("import", "referrals", str(path), "--leave-out")
    assert "1 of 2 referrals were brought in." in done.stdout
    assert demo("import", "referrals", str(tmp_path / "none.csv")).exit_code == 1
