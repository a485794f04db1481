"""Invented groups of an invented region: of every kind in every town, with days, costs, steps and languages.

The same number brings the same groups. Tests and benchmarks use them; nobody and no place in them is real. What a group
is (`kind`) is known apart from its words, so that a search can be judged by meaning.
"""

from __future__ import annotations

import random
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from typing import Any

from sqlalchemy import insert

from linkdesk.record.session import unit_of_work
from linkdesk.services import models
from linkdesk.services.rules import AddService
from linkdesk.services.rules import Assurance
from linkdesk.services.rules import Often
from linkdesk.services.rules import Status
from linkdesk.services.rules import Steps
from linkdesk.services.rules import Times

if TYPE_CHECKING:
    import uuid
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from linkdesk.record.session import Actor
    from linkdesk.record.session import Work

KINDS: dict[str, dict[str, list[str]]] = tomllib.loads((Path(__file__).parent / "kinds.toml").read_text("utf-8"))
TOWNS = (
    *("Aldermere", "Brackholme", "Cawlow", "Dunsthorpe", "Ellerwick", "Farrowdale", "Gristhwaite", "Hollinbeck"),
    *("Ibberthorne", "Jessopfield", "Kettlewick", "Lowmarsh", "Marrowby", "Netherfold", "Oxendale", "Pellbridge"),
    *("Quarndale", "Rossmoor", "Stainwick", "Thornholt", "Ulverley", "Vexhall", "Wexcombe", "Yarrowby"),
)
HALLS = ("St Anne’s Hall", "The Old School", "Mill Lane Chapel", "The Corn Exchange", "Park Pavilion", "Station House")
WORDS = (
    *("Acorn", "Beacon", "Cedar", "Daybreak", "Elmtree", "Fernside", "Gateway", "Harbour", "Ivybank", "Juniper"),
    *("Kingfisher", "Lantern", "Meadow", "Northgate", "Orchard", "Pathways", "Quayside", "Riverside", "Sunrise"),
    *("Treetop", "Unity", "Valley", "Willow", "Yewtree"),
)
STREETS = ("High Street", "Church Lane", "Mill Road", "Station Road", "Park View", "Canal Street", "Green Lane")
TONGUES = ("Polish", "Urdu", "Punjabi", "Bengali", "Romanian", "Arabic", "Ukrainian", "Chinese")
FIRST, SECOND = "ABDEFG", "JLNPQ"
"""Letters at the end of a postcode; no postcode of the United Kingdom begins with KX."""
EACH_TOWN = 9
"""Kilometres from one invented town to the next, in a grid of six by four."""
AT_ONCE = 500


@dataclass(frozen=True)
class Group:
    """One invented group: what it is in truth, and what its entry says."""

    kind: str
    words: AddService
    assurance: Assurance

    @property
    def town(self) -> str:
        """The town that it is in."""
        return self.words.city

    @property
    def usable(self) -> bool:
        """Say whether people can be sent there."""
        return self.assurance is not Assurance.DO_NOT_USE and self.words.status is Status.ACTIVE


def groups(count: int, seed: int = 6) -> Iterator[Group]:
    """Yield `count` invented groups, of every kind in turn."""
    chance = random.Random(seed)  # noqa: S311 - invented data, the same each time
    kinds = list(KINDS)
    for number in range(count):
        yield _group(kinds[number % len(kinds)], number, chance)


def _group(kind: str, number: int, chance: random.Random) -> Group:
    told = KINDS[kind]
    town = chance.choice(TOWNS)
    fill = {"town": town, "hall": chance.choice(HALLS), "word": chance.choice(WORDS)}
    steps = chance.choices((Steps.FREE, Steps.STEPS, None), (55, 20, 25))[0]
    own = [chance.choice(told["languages"])] if "languages" in told else []
    other = [chance.choice(TONGUES)] if chance.random() < 0.06 else []
    status = chance.choices((Status.ACTIVE, Status.CLOSED_FOR_A_TIME, Status.DEFUNCT), (96, 2, 2))[0]
    words = AddService(
        name=chance.choice(told["names"]).format(**fill),
        organization=f"{fill['word']} {chance.choice(('Trust', 'Community', 'Charity', 'Partnership'))} {town}",
        description=chance.choice(told["says"]),
        phone=f"01632 {960000 + number % 1000}",
        status=status,
        times=_times(told, chance),
        location=fill["hall"],
        address_1=f"{chance.randint(1, 90)} {chance.choice(STREETS)}",
        city=town,
        postal_code=f"KX{1 + TOWNS.index(town)} {chance.randint(1, 9)}{chance.choice(FIRST)}{chance.choice(SECOND)}",
        transportation=f"Bus {chance.randint(1, 60)} stops near.",
        steps=steps,
        accessibility=(("Toilet for wheelchairs",) if steps is Steps.FREE and chance.random() < 0.5 else ()),
        amount=chance.choice(told.get("cost", ["0"])),
        eligibility_description=chance.choice(told.get("who", ["Adults"])),
        application_process=chance.choice(
            ("Phone before you come.", "Just come.", "Ask your link worker to refer you.")
        ),
        languages=tuple(dict.fromkeys((*own, *other))),
    )
    assurance = chance.choices((Assurance.CHECKED, Assurance.NOT_CHECKED, Assurance.DO_NOT_USE), (30, 69, 1))[0]
    return Group(kind, words, assurance)


def _times(told: dict[str, list[str]], chance: random.Random) -> tuple[Times, ...]:
    if "days" not in told:
        return ()
    opens = chance.choice(told["opens"])
    closes = f"{int(opens[:2]) + 2:02}{opens[2:]}"
    return (Times((chance.choice(told["days"]),), Often.WEEKLY, opens, closes),)


def fill(session: Session, actor: Actor, count: int) -> dict[uuid.UUID, Group]:
    """Put invented groups into the directory in one piece, and return which is which."""
    made: dict[uuid.UUID, Group] = {}
    with unit_of_work(session, actor, "fill_invented") as work:
        rows: dict[Any, list[dict[str, Any]]] = {}
        for group in groups(count):
            made[_rows(work, group, rows)] = group
        for table, each in rows.items():
            for start in range(0, len(each), AT_ONCE):
                work.session.execute(insert(table), each[start : start + AT_ONCE])
    return made


def _rows(work: Work, group: Group, rows: dict[Any, list[dict[str, Any]]]) -> uuid.UUID:
    words = group.words

    def put(table: Any, **values: Any) -> uuid.UUID:
        row_id = work.new_id()
        kernel = {"organisation_id": work.actor.organisation_id, "owner_id": work.actor.worker_id, "version": 1}
        times = {"created_at": work.now, "updated_at": work.now}
        rows.setdefault(table, []).append({"id": row_id, **kernel, **times, **values})
        return row_id

    own = ("name", "description", "url", "email", "status", "eligibility_description", "application_process")
    rest = ("wait_time", "alert", "first_visit", "quiet_times", "worker_notes")
    service_id = put(
        models.LocalService,
        **{name: getattr(words, name) for name in (*own, *rest)},
        organization_id=put(models.LocalOrganization, name=words.organization),
        last_modified=work.now,
        assurance=group.assurance,
        assured_with="",
        do_not_use_reason="",
    )
    where = {name: getattr(words, name) for name in ("transportation", "landmarks", "parking", "steps")}
    location_id = put(models.LocalLocation, name=words.location, location_type="physical", **where)
    address = {name: getattr(words, name) for name in ("address_1", "city", "postal_code")}
    put(models.LocalAddress, location_id=location_id, country="GB", address_type="physical", **address)
    put(models.LocalServiceAtLocation, service_id=service_id, location_id=location_id)
    put(models.LocalPhone, service_id=service_id, contact_id=None, number=words.phone)
    put(models.LocalCostOption, service_id=service_id, option="", amount=words.amount, currency="GBP")
    for place, line in enumerate(words.accessibility):
        put(models.LocalAccessibility, location_id=location_id, position=place, description=line)
    for place, name in enumerate(words.languages):
        put(models.LocalLanguage, service_id=service_id, position=place, name=name)
    for place, each in enumerate(words.times):
        when = {"byday": ",".join(each.days), "opens_at": each.opens_at, "closes_at": each.closes_at}
        put(models.LocalSchedule, service_id=service_id, position=place, freq="WEEKLY", interval=1, notes="", **when)
    return service_id


def grid(town: str) -> tuple[int, int]:
    """Return where an invented town lies on the National Grid, in metres east and north."""
    row, column = divmod(TOWNS.index(town), 6)
    return 400_000 + column * EACH_TOWN * 1000, 430_000 + row * EACH_TOWN * 1000
