"""Every limit and default, once; the data folder; where templates and pictures lie."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from dataclasses import field
from pathlib import Path


def resources() -> Path:
    """Return the folder that holds `templates/` and `static/`: the checkout, or the built program."""
    bundled = getattr(sys, "_MEIPASS", None)
    return Path(bundled) if bundled else Path(__file__).resolve().parent.parent


def default_data_dir() -> Path:
    """Return the worker's own data folder as the operating system names it; never a synced one."""
    chosen = os.environ.get("LINKDESK_DATA")
    if chosen:
        return Path(chosen).expanduser()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "LinkDesk"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "LinkDesk"
    return Path(os.environ.get("XDG_DATA_HOME", str(Path.home() / ".local" / "share"))) / "linkdesk"


@dataclass(frozen=True)
class KdfCost:
    """Cost of one Argon2id run: memory in KiB, passes, lanes. 256 MiB / 3 / 4 takes about half a second."""

    memory_kib: int = 256 * 1024
    passes: int = 3
    lanes: int = 4


KDF_FLOOR = KdfCost(memory_kib=64 * 1024, passes=3, lanes=1)
"""Nothing weaker is ever opened or written (OWASP ASVS 5.0 appendix C, RFC 9106 second choice)."""

KDF_CEILING = KdfCost(memory_kib=2 * 1024 * 1024, passes=20, lanes=8)
"""A key file that asks for more is refused before any memory is taken."""


@dataclass(frozen=True)
class Locks:
    """The two locks, in seconds and tries."""

    curtain_after: int = 5 * 60
    curtain_least: int = 60
    curtain_most: int = 15 * 60
    client_mode_curtain_after: int = 20 * 60
    full_lock_after: int = 30 * 60
    sleep_jump: int = 30
    wrong_codes: int = 5
    warn_before: int = 60
    code_least: int = 4
    code_most: int = 12


@dataclass(frozen=True)
class Throttle:
    """Guessing at the keyboard: free tries in a window, then a growing wait (Cyber Essentials: at most 10 in 5 min)."""

    tries: int = 10
    window: int = 5 * 60
    first_wait: int = 30
    longest_wait: int = 60 * 60


@dataclass(frozen=True)
class Limits:
    """Sizes of what may come in and how much is shown."""

    request_bytes: int = 10 * 1024 * 1024
    text: int = 4000
    line: int = 200
    page_rows: int = 50
    smallest_group: int = 5
    search_text: int = 80
    saved_views: int = 20
    draft_bytes: int = 64 * 1024
    print_pages: int = 200
    print_seconds: int = 20
    plan_goals: int = 12
    goal_steps: int = 12
    plan_lines: int = 20
    signature_text: int = 512 * 1024
    signature_strokes: int = 200
    signature_points: int = 5000
    signature_pad: int = 4000
    passphrase_bits: int = 50
    passphrase_words: int = 5
    passphrase_text: int = 200


@dataclass(frozen=True)
class Reach:
    """Records that are kept apart from all but named workers."""

    break_glass_minutes: int = 60


class Needs:
    """After how many months needs are looked at again (Accessible Information Standard: review)."""

    review_after: int = 12
    review_least: int = 1
    review_most: int = 24


@dataclass(frozen=True)
class Forms:
    """How large a questionnaire from outside may be (bounded before it is read)."""

    file_bytes: int = 1024 * 1024
    json_depth: int = 32
    items: int = 500
    depth: int = 6
    options: int = 200
    conditions: int = 50
    text: int = 2000
    scale_points: int = 11


@dataclass(frozen=True)
class Shelf:
    """How large a form that is brought in may be: its package, and each picture, sound and film in it."""

    package_bytes: int = 9 * 1024 * 1024
    unpacked_bytes: int = 24 * 1024 * 1024
    members: int = 300
    svg_bytes: int = 512 * 1024
    svg_parts: int = 5000
    svg_drawn: int = 20_000
    svg_depth: int = 32
    picture_bytes: int = 4 * 1024 * 1024
    picture_dots: int = 20_000_000
    picture_side: int = 1200
    sound_bytes: int = 4 * 1024 * 1024
    film_bytes: int = 8 * 1024 * 1024
    licence: int = 20_000
    forms: int = 200
    own_pictures: int = 300
    packs: int = 20
    pack_side: int = 480


@dataclass(frozen=True)
class Aloud:
    """How much the voice program of this computer is given at once, and how long it may take."""

    piece: int = 300
    texts: int = 300
    seconds: int = 10
    wav_bytes: int = 8 * 1024 * 1024
    words_a_minute: int = 140


@dataclass(frozen=True)
class Intake:
    """How large what comes in may be: files of referrals, letters, and papers attached to a client."""

    file_bytes: int = 8 * 1024 * 1024
    unpacked_bytes: int = 64 * 1024 * 1024
    members: int = 1000
    sheets: int = 50
    rows: int = 20_000
    columns: int = 100
    cell: int = 4000
    heading_rows: int = 20
    shown_rows: int = 200
    letter: int = 20_000
    paper_bytes: int = 8 * 1024 * 1024
    papers: int = 40
    pixels: int = 40_000_000
    longest_side: int = 2400
    pdf_pages: int = 100
    pdf_side: int = 20_000
    pdf_seconds: int = 10


@dataclass(frozen=True)
class Feeds:
    """How large a feed of local services may be: a file that is read in a stream, one object in it, and an address."""

    file_bytes: int = 512 * 1024 * 1024
    object_bytes: int = 4 * 1024 * 1024
    table_bytes: int = 64 * 1024 * 1024
    members: int = 5000
    objects: int = 50_000
    depth: int = 40
    address_bytes: int = 64 * 1024 * 1024
    address_pages: int = 2000
    address_redirects: int = 5
    address_wait: float = 10
    """Seconds without a word from the other side."""
    address_seconds: float = 10 * 60
    """Seconds for all pages together."""


@dataclass(frozen=True)
class Store:
    """Pool, page cache and backups of the encrypted store; figures measured in `benchmarks/`."""

    pool_size: int = 4
    pool_overflow: int = 4
    cache_kib: int = 16 * 1024
    busy_ms: int = 5000
    backups_kept: int = 7
    backup_remind_days: int = 7


@dataclass(frozen=True)
class Waiting:
    """How long people may wait after a referral: days and tries that a service may set, and their bounds."""

    accept_days: int = 5
    contact_days: int = 10
    days_least: int = 1
    days_most: int = 90
    tries: int = 3
    tries_least: int = 1
    tries_most: int = 10
    reopen_days: int = 90
    reopen_most: int = 365
    visit_ahead_days: int = 366


@dataclass(frozen=True)
class Following:
    """After how many days LinkDesk reminds a worker to ask about a connection to a service."""

    told: int = 14
    heard: int = 7
    place: int = 14
    wait: int = 28
    after_visit: int = 1
    first: int = 2
    still: int = 28
    holds: int = 84
    """Twelve weeks, as outcome measures are asked again (PMC6764188)."""


@dataclass(frozen=True)
class Contacts:
    """Contacts: the longest, and after how many meetings in a row to which nobody came the safe steps are shown."""

    most_minutes: int = 600
    not_come: int = 2
    meetings_apart: int = 60


@dataclass(frozen=True)
class Concerns:
    """Days in which a safeguarding concern is told and followed; read `linkdesk/concerns/rules.py` for where from."""

    lead_days: int = 0
    council_days: int = 2
    answer_days: int = 10


@dataclass(frozen=True)
class Wording:
    """Bounds of the words for clients: phrases that a service changes, how many are offered, own words translated."""

    phrases: int = 300
    offered: int = 3
    translations: int = 2000


@dataclass(frozen=True)
class Settings:
    """All that a run of LinkDesk is told from outside."""

    data_dir: Path = field(default_factory=default_data_dir)
    kdf: KdfCost = field(default_factory=KdfCost)
    locks: Locks = field(default_factory=Locks)
    throttle: Throttle = field(default_factory=Throttle)
    limits: Limits = field(default_factory=Limits)
    forms: Forms = field(default_factory=Forms)
    intake: Intake = field(default_factory=Intake)
    feeds: Feeds = field(default_factory=Feeds)
    store: Store = field(default_factory=Store)
    waiting: Waiting = field(default_factory=Waiting)
    contacts: Contacts = field(default_factory=Contacts)
    testing: bool = False

    @property
    def vault_file(self) -> Path:
        """The encrypted database."""
        return self.data_dir / "vault.db"

    @property
    def key_file(self) -> Path:
        """The key slots, beside the database; a second copy lies at `vault.keys.copy`."""
        return self.data_dir / "vault.keys"

    @property
    def throttle_file(self) -> Path:
        """Wrong tries, kept across restarts; no secret in it."""
        return self.data_dir / "tries.json"

    @property
    def help_now_file(self) -> Path:
        """Crisis numbers in the clear, no client data, readable while locked."""
        return self.data_dir / "help-now.json"

    @property
    def lock_file(self) -> Path:
        """Held by the one running instance that may write."""
        return self.data_dir / "linkdesk.lock"

    @property
    def webview_dir(self) -> Path:
        """The web view's own folder, swept at start and exit."""
        return self.data_dir / "webview"

    @property
    def opened_dir(self) -> Path:
        """Prints that another program shows; wiped at the lock, at exit and at start."""
        return self.data_dir / "opened"
