"""Every terminal command; names and options stay stable. Exit code 0 done, 1 refused in a sentence, 2 wrong usage."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any
from uuid import UUID

import click

from linkdesk import __version__
from linkdesk.record.clock import SystemClock
from linkdesk.record.errors import DiskFull
from linkdesk.record.errors import LinkDeskError
from linkdesk.record.errors import RuleBroken
from linkdesk.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from linkdesk.vault.lock import Vault

PASSPHRASE_FILE = "LINKDESK_PASSPHRASE_FILE"  # noqa: S105 - the name of a setting
REFUSED = 1
SERVICE_FORMATS = ("hsds", "hsds-pages", "hsds-csv", "open-referral-uk", "open-referral-uk-pages", "spreadsheet")
PRINT_ITEMS = (
    *("plan", "steps", "leaflet", "consent", "sort-cards", "handover-sheet"),
    *("appointment", "calling-card", "what-happens", "cannot-reach", "closing", "introduction", "service-sheet"),
    *("gp-message", "referrer-message", "record-copy", "safeguarding-referral"),
)
PRINT_FORMATS = ("easy-read", "standard", "text", "large-18", "large-20", "large-24", "large-28")
SAFE_ANSWERS = ("yes", "plain")
PRINT_SIZES = ("14", "16", "18", "20", "24", "28")
EXPORT_FOR = ("own-service", "person", "gp", "referrer", "service", "evaluation")
NO_ROOM = "The disk is full, so this was not done, or not to its end. Free some space, then try again."
"""A terminal has no page on which words could still stand."""
DEMO_CLIENTS = 12
MOST_DEMO_CLIENTS = 100_000


class PlainGroup(click.Group):
    """A command group that answers a refusal with its sentence and never with a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; print the sentence of a refusal and leave with exit code 1."""
        try:
            return super().invoke(ctx)
        except DiskFull as error:
            refuse(NO_ROOM if error.sentence == DiskFull().sentence else error.sentence)
        except LinkDeskError as error:
            refuse(error.sentence)
        except BrokenPipeError:
            raise  # the reader of a list has had enough; click ends quietly
        except OSError as error:
            refuse(f"The computer refused: {error.strerror or error}. Nothing more was changed.")
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as fault:  # noqa: BLE001 - a fault of ours: its kind is told, its words may hold a name
            refuse(
                f"Something went wrong in LinkDesk ({type(fault).__name__}). Nothing more was changed. Ask IT for help."
            )


def refuse(sentence: str) -> None:
    """Say one sentence on standard error and leave with exit code 1."""
    click.echo(sentence, err=True)
    sys.exit(REFUSED)


@dataclass(frozen=True)
class Terminal:
    """What the options before the command said."""

    settings: Settings
    worker: str | None

    @contextmanager
    def vault(self, *, writing: bool) -> Iterator[Vault]:
        """Unlock the vault for one command; a writer holds the right to write until it is done.

        Raises:
            RuleBroken: there is no vault yet; nothing was asked for and nothing was made.
            Busy: LinkDesk is open and the command would write.
        """
        from linkdesk.desktop.instance import Instance
        from linkdesk.vault.lock import Vault

        self.require_vault()
        instance = Instance(self.settings)
        if writing:
            instance.hold()
        try:
            vault = Vault(self.settings, SystemClock())
            vault.unlock(self.passphrase(), self.worker)
            try:
                if vault.must_set_passphrase:
                    raise RuleBroken(
                        "That is the recovery key. Nothing was done. "
                        "Open LinkDesk with it and set a new passphrase first."
                    )
                yield vault
            finally:
                vault.lock()
        finally:
            instance.release()

    @contextmanager
    def session(self, *, writing: bool) -> Iterator[tuple[Session, Actor]]:
        """Unlock the vault and give a session and who acts."""
        from linkdesk.application import open_session

        with self.vault(writing=writing) as vault, open_session(self.settings, vault) as opened:
            yield opened

    def require_vault(self) -> None:
        """Refuse a data folder without a vault, before anything is asked for. Raises RuleBroken."""
        from linkdesk.vault.opening import vault_exists

        if not vault_exists(self.settings):
            raise RuleBroken(
                f"There is no vault here yet, in {self.settings.data_dir}. Nothing was done. "
                "Open LinkDesk to make one, restore a backup, or name another folder with --data."
            )

    def passphrase(self) -> str:
        """Return the passphrase: first line of the named file, else asked for without showing it."""
        named = os.environ.get(PASSPHRASE_FILE)
        if named:
            return _first_line(Path(named).expanduser())
        if not sys.stdin.isatty():
            raise RuleBroken(
                f"There is no passphrase. Nothing was done. Name a file that holds it in {PASSPHRASE_FILE}."
            )
        return str(click.prompt("Passphrase", hide_input=True, err=True))


def _first_line(path: Path) -> str:
    """Return the first line of the passphrase file. Raises RuleBroken with what it is instead."""
    if path.is_dir():
        raise RuleBroken(f"{PASSPHRASE_FILE} names a folder, {path}. Nothing was done. Name the file in it.")
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, ValueError) as error:
        raise RuleBroken(
            f"{PASSPHRASE_FILE} names {path}, which cannot be read as text. Nothing was done. Name another file."
        ) from error
    return lines[0].strip() if lines else ""


@contextmanager
def _held(settings: Settings) -> Iterator[None]:
    """Hold the right to write; a command that is refused leaves no folder and no lock file that was not there."""
    from linkdesk.desktop.instance import Instance

    had_folder, had_lock = settings.data_dir.exists(), settings.lock_file.exists()
    instance = Instance(settings)
    instance.hold()
    try:
        yield
    except BaseException:
        instance.release()
        if not had_lock:
            settings.lock_file.unlink(missing_ok=True)
        if not had_folder and not any(settings.data_dir.iterdir()):
            settings.data_dir.rmdir()
        raise
    finally:
        instance.release()


@click.group(cls=PlainGroup, invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--data", type=click.Path(path_type=Path), help="Data folder; the worker's own one when left out.")
@click.option("--worker", envvar="LINKDESK_WORKER", help="Name of the worker, where several have a passphrase.")
@click.version_option(__version__, prog_name="linkdesk")
@click.pass_context
def main(ctx: click.Context, data: Path | None, worker: str | None) -> None:
    """LinkDesk: the link worker's desk. Without a command it opens the window."""
    settings = Settings() if data is None else replace(Settings(), data_dir=data.expanduser())
    ctx.obj = Terminal(settings, worker)
    if ctx.invoked_subcommand is None:
        from linkdesk.desktop.program import leave
        from linkdesk.desktop.program import run

        leave(run(settings))


@main.command()
@click.option("--port", type=click.IntRange(0, 65535), default=0, show_default="the kernel chooses")
@click.pass_obj
def serve(terminal: Terminal, port: int) -> None:
    """Serve to a browser on this computer; the first line is the one-time address."""
    from linkdesk.desktop.program import serve as serve_pages

    sys.exit(serve_pages(terminal.settings, port))


@main.command()
@click.option("--clients", type=click.IntRange(0, MOST_DEMO_CLIENTS), default=DEMO_CLIENTS, show_default=True)
@click.option("--seed", type=int, default=1, show_default=True)
@click.pass_obj
def demo(terminal: Terminal, clients: int, seed: int) -> None:
    """Make a practice vault of invented people."""
    from linkdesk.application import make_demo
    from linkdesk.vault.opening import refuse_second_vault
    from linkdesk.vault.passphrase import suggest_passphrase

    refuse_second_vault(terminal.settings)
    named = bool(os.environ.get(PASSPHRASE_FILE))
    words = terminal.settings.limits.passphrase_words
    secret = terminal.passphrase() if named else suggest_passphrase(SystemClock(), words)
    with _held(terminal.settings):
        if not named:
            click.echo(f"Passphrase: {secret}")  # before the work: a vault that was broken off can still be opened
        made = make_demo(terminal.settings, passphrase=secret, clients=clients, seed=seed)
    click.echo(f"Practice vault with {made.clients} invented people in {terminal.settings.data_dir}.")
    click.echo(f"Worker: {made.worker}{f', and {made.colleague} with the same passphrase' if made.colleague else ''}")
    click.echo(f"Short code: {made.code}")


@main.command("list")
@click.argument("kind", type=click.Choice(["clients", "episodes", "services", "workers"]))
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
@click.pass_obj
def list_records(terminal: Terminal, kind: str, as_json: bool) -> None:  # noqa: FBT001 - click hands flags in so
    """List clients, episodes, local services or workers."""
    from linkdesk.application import listing

    with terminal.session(writing=False) as (session, actor):
        for line in listing(session, actor, kind):
            click.echo(json.dumps(line, ensure_ascii=False) if as_json else "  ".join(str(v) for v in line.values()))


@main.command("print")
@click.argument("item", type=click.Choice(PRINT_ITEMS))
@click.option("--client", required=True, type=click.UUID)
@click.option("--format", "print_format", type=click.Choice(PRINT_FORMATS), default=None, help="Default: the client's.")
@click.option("--size", type=click.Choice(PRINT_SIZES), default=None, help="Points; default: the client's.")
@click.option("--mono", is_flag=True, help="For a black and white printer.")
@click.option("--service", type=click.UUID, default=None, help="Which local service a service sheet is about.")
@click.option("--language", default=None, help="A tag like en, pl or zh-Hans; default: the client's, where it is on.")
@click.option(
    "--safe", type=click.Choice(SAFE_ANSWERS), default=None, help="Safe to take home? plain: no name, no topic."
)
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def print_item(  # noqa: PLR0913, PLR0917 - the options of the command
    terminal: Terminal,
    item: str,
    client: UUID,
    print_format: str | None,
    size: str | None,
    mono: bool,  # noqa: FBT001 - click hands flags in so
    service: UUID | None,
    language: str | None,
    safe: str | None,
    out: Path,
) -> None:
    """Write one printed item to a file; it is not encrypted there. It is kept in the history of the person's prints."""
    from linkdesk.printing.given.terminal import PrintTo
    from linkdesk.printing.given.terminal import print_to
    from linkdesk.printing.items import AskedHow

    how = AskedHow(print_format, int(size) if size else None, mono, language, service)
    with terminal.session(writing=True) as (session, actor):
        print_to(session, actor, PrintTo(item, client, out, safe or "", how))
    click.echo(f"Written to {out}. This file is not encrypted.")


@main.command()
@click.argument("kind", type=click.Choice(["fhir", "csv"]))
@click.option("--client", type=click.UUID, default=None, help="One client; all when left out.")
@click.option("--for", "for_whom", type=click.Choice(EXPORT_FOR), default=EXPORT_FOR[0], show_default=True)
@click.option("--service", default="", help="The name of the service, with --for service.")
@click.option("--out", required=True, type=click.Path(path_type=Path))
@click.pass_obj
def export(terminal: Terminal, kind: str, client: UUID | None, for_whom: str, service: str, out: Path) -> None:
    """Write one client or all as FHIR R4 or as CSV, for whoever may have it; the files are not encrypted."""
    from linkdesk.exchange.audience import Audience
    from linkdesk.exchange.audience import ForWhom
    from linkdesk.exchange.items import export as make

    with terminal.session(writing=False) as (session, actor):
        report = make(session, actor, kind, client, out, Audience(ForWhom(for_whom), service))
    click.echo(report.sentence)


@main.command("import")
@click.argument("kind", type=click.Choice(["referrals", "form", "postcodes"]))
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--use", is_flag=True, help="A form: offer it for talks at once.")
@click.option("--day-first/--month-first", "day_first", default=None, help="How dates like 1/2/84 are meant.")
@click.option("--leave-out", is_flag=True, help="Leave out the rows that cannot be brought in.")
@click.pass_obj
def import_file(
    terminal: Terminal,
    kind: str,
    path: Path,
    dry_run: bool,  # noqa: FBT001 - click hands flags in so
    use: bool,  # noqa: FBT001 - the same
    day_first: bool | None,  # noqa: FBT001 - the same
    leave_out: bool,  # noqa: FBT001 - the same
) -> None:
    """Bring in referrals from a CSV or XLSX file (all good rows together, or none), a form, or places of postcodes."""
    if kind != "referrals" and (day_first is not None or leave_out):
        raise click.UsageError("--day-first, --month-first and --leave-out are for referrals.")
    if kind == "form":
        _import_form(terminal, path, dry_run=dry_run, use=use)
        return
    if use:
        raise click.UsageError("--use is for a form.")
    if kind == "postcodes":
        if dry_run:
            raise click.UsageError("--dry-run is for referrals and forms.")
        _import_postcodes(terminal, path)
        return
    from linkdesk.exchange.intake.cells import DateOrder
    from linkdesk.exchange.intake.terminal import Wish
    from linkdesk.exchange.intake.terminal import import_referrals

    orders = {None: None, True: DateOrder.DAY_FIRST, False: DateOrder.MONTH_FIRST}
    with terminal.session(writing=True) as (session, actor):
        for line in import_referrals(session, actor, path, Wish(dry_run, orders[day_first], leave_out), _progress):
            click.echo(line)


@main.group(name="services", cls=PlainGroup)
def services_group() -> None:
    """Local services of others, in Open Referral files."""


@services_group.command("import")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would happen.")
@click.option("--source", default="", help="What you call where they come from; the name of the file otherwise.")
@click.option("--whole", is_flag=True, help="The file is all of this source: what is not in it is gone from there.")
@click.pass_obj
def import_services(
    terminal: Terminal,
    path: Path,
    source: str,
    dry_run: bool,  # noqa: FBT001 - click hands flags in so
    whole: bool,  # noqa: FBT001 - the same
) -> None:
    """Bring in local services from Open Referral files: JSON, pages, or a zip of JSON pages or CSV tables."""
    from linkdesk.exchange.open_referral.terminal import import_services as bring

    with terminal.session(writing=True) as (session, actor):
        for line in bring(session, actor, path, source, _progress, dry_run=dry_run, whole=whole):
            click.echo(line)


@services_group.command("export")
@click.option("--format", "style", type=click.Choice(SERVICE_FORMATS), default=SERVICE_FORMATS[0], show_default=True)
@click.option("--service", "service_id", type=click.UUID, help="Only this one; its id is in `linkdesk list services`.")
@click.option("--out", type=click.Path(path_type=Path), required=True, help="A new file.")
@click.pass_obj
def export_services(terminal: Terminal, style: str, service_id: UUID | None, out: Path) -> None:
    """Give local services in a file: Open Referral UK, all of HSDS, its tables, or a spreadsheet. No private notes."""
    from linkdesk.exchange.open_referral.terminal import export_services as give

    with terminal.session(writing=False) as (session, _actor):
        for line in give(session, style, out, _progress, service_id):
            click.echo(line)


def _import_form(terminal: Terminal, path: Path, *, dry_run: bool, use: bool) -> None:
    from linkdesk.assessments.shelf.terminal import import_form

    with terminal.session(writing=not dry_run) as (session, actor):
        for line in import_form(session, actor, path, dry_run=dry_run, use=use):
            click.echo(line)


def _import_postcodes(terminal: Terminal, path: Path) -> None:
    from linkdesk.services.finding.postcodes import read_postcodes

    with terminal.session(writing=True) as (session, actor):
        count = read_postcodes(session, actor, path, lambda done, total: _progress(done, total, "bytes"))
    click.echo(f"{count} postcodes with their places were brought in.")


def _progress(done: int, total: int, what: str = "rows") -> None:
    """Tell how far a long work is, on one line that is written over; nothing where nobody looks."""
    if sys.stderr.isatty():
        click.echo(f"\r{done} of {total} {what}", err=True, nl=done == total)


@main.command()
@click.argument("path", type=click.Path(path_type=Path))
def lint(path: Path) -> None:
    """Check a form, a package or a text against the easy-read rules; exit code 1 when something was found."""
    from linkdesk.assessments.shelf.terminal import lint_file

    report = lint_file(path)
    for line in report.lines():
        click.echo(line)
    sys.exit(REFUSED if report.findings else 0)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
@click.pass_obj
def backup(terminal: Terminal, folder: Path) -> None:
    """Write an encrypted backup to a folder or stick, open it again from there, then say done."""
    from linkdesk.vault.backup import make_backup

    with terminal.vault(writing=True) as vault:
        report = make_backup(vault, folder)
    click.echo(report.sentence)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--replace", "replacing", is_flag=True, help="Replace the vault that is here; that one is kept aside.")
@click.pass_obj
def restore(terminal: Terminal, folder: Path, replacing: bool) -> None:  # noqa: FBT001 - click hands flags in so
    """Restore a backup, or the newest whole one in FOLDER, into the data folder."""
    from linkdesk.vault.backup import restore_backup
    from linkdesk.vault.backup.finding import backups_at
    from linkdesk.vault.opening import vault_exists

    settings = terminal.settings
    backups_at(folder)
    had_vault = vault_exists(settings)
    if had_vault and not replacing:
        raise RuleBroken(
            f"There is a vault in {settings.data_dir} already. Nothing was changed. "
            "Add --replace to put the backup in its place; the old one is kept aside."
        )
    secret = terminal.passphrase()
    with _held(settings):
        report = restore_backup(settings, folder, secret, terminal.worker)
    kept = f" The vault that was here is kept aside in {settings.data_dir}." if had_vault else ""
    click.echo(f"{report.sentence}{kept}")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path), required=False)
@click.pass_obj
def verify(terminal: Terminal, folder: Path | None) -> None:
    """Check the vault, or a backup (the newest whole one in FOLDER), from end to end: pages, tables, audit chain."""
    from linkdesk.application import verify_vault
    from linkdesk.vault.backup import verify_backup
    from linkdesk.vault.backup.finding import backups_at

    if folder is not None:
        backups_at(folder)
        click.echo(verify_backup(terminal.settings, folder, terminal.passphrase(), terminal.worker).sentence)
        return
    with terminal.vault(writing=False) as vault:
        verdict = verify_vault(terminal.settings, vault)
    for fault in verdict.faults:
        click.echo(fault, err=True)
    if verdict.faults:
        refuse("The vault has faults. It was left as it is. Restore a backup, or ask IT for help.")
    click.echo(f"The vault is sound: {verdict.entries} entries checked.")


@main.command()
@click.pass_obj
def doctor(terminal: Terminal) -> None:
    """Say what is installed, what is missing and what to do."""
    from linkdesk.doctor import findings

    missing = False
    for finding in findings(terminal.settings):
        click.echo(f"{'ok     ' if finding.good else 'missing'}  {finding.words}")
        missing = missing or not finding.good
    sys.exit(REFUSED if missing else 0)
