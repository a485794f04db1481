"""What was asked and what an entry says of itself, both in words that an index can compare; pure."""

from __future__ import annotations

import re
from dataclasses import dataclass
from dataclasses import field
from typing import TYPE_CHECKING

from linkdesk.record.checks import POSTCODE
from linkdesk.record.checks import search_key
from linkdesk.services.finding.grid import to_grid
from linkdesk.services.finding.words import lexicon
from linkdesk.services.finding.words import split
from linkdesk.services.rules import DAYS
from linkdesk.services.rules import Steps
from linkdesk.services.rules import is_free

if TYPE_CHECKING:
    from collections.abc import Iterable

    from linkdesk.services.rules import ServiceRecord
    from linkdesk.services.rules import Times

VERSION = 2
"""Of how entries are made; another one makes the index anew."""
PARTS = {"morning": ("00:00", "12:00"), "afternoon": ("12:00", "17:00"), "evening": ("17:00", "24:00")}
"""Parts of the day; a time belongs to each in which it lasts an hour at least."""
PART_WORDS = {"morning": "Morning", "afternoon": "Afternoon", "evening": "Evening"}
FREE, STEP_FREE = "costfree", "stepfree"
COLUMNS = ("name", "topic", "what", "who", "place", "rest", "marks")
WEIGHTS = (6.0, 20.0, 2.0, 1.0, 0.5, 0.5, 0.0)
"""What a word is worth by the column that it stands in, for bm25; marks only say yes or no."""
IN_NAME = 3
"""So often a topic counts that the name speaks of."""
DAY_WORDS = {
    word: day
    for day, name in DAYS.items()
    for word in (name.lower(), f"{name.lower()}s", name[:3].lower(), *({"tues", "thur", "thurs"} & {name[:4].lower()}))
} | {"thurs": "TH", "weds": "WE"}
WEEKEND = frozenset({"weekend", "weekends"})
PART_OF = {"night": "evening", "nights": "evening"} | {f"{part}{s}": part for part in PARTS for s in ("", "s")}
ACCESS_WORDS = frozenset({"wheelchair", "wheelchairs", "accessible", "stepfree", "ramp"})
KIN = frozenset(
    {
        *("mum", "dad", "mother", "father", "husband", "wife", "partner", "son", "daughter", "sister", "brother"),
        *("nan", "gran", "grandad", "friend", "parents", "family", "child", "aunt", "uncle"),
    }
)
"""Who it is about, not what is asked for, where something else is asked for."""
STOP = frozenset(
    {
        *("a", "an", "the", "for", "to", "in", "at", "on", "near", "nearby", "of", "and", "or", "with", "is", "are"),
        *("i", "me", "my", "he", "she", "they", "his", "her", "their", "who", "can", "could", "some", "any", "it"),
        *("something", "somewhere", "someone", "somebody", "anything", "anywhere", "help", "support", "group"),
        *("groups", "service", "services", "activity", "activities", "session", "sessions", "people", "person"),
        *("adult", "adults", "speaking", "speaker", "speak", "speaks", "go", "goes", "going", "want", "wants"),
        *("need", "needs", "like", "would", "just", "get", "getting", "around", "local", "place", "places", "from"),
        *("by", "that", "this", "has", "have", "am", "do", "does", "be", "up", "out", "too", "much", "old", "year"),
        *("years", "over", "aged", "age", "client", "patient", "free", "class", "classes", "things", "stuff"),
    }
)
"""Words that say little: alone they are looked for, beside others they are not."""
LANGUAGES = frozenset(
    {
        *("polish", "urdu", "punjabi", "bengali", "romanian", "arabic", "ukrainian", "chinese", "welsh", "hindi"),
        *("gujarati", "tamil", "somali", "turkish", "kurdish", "farsi", "persian", "dari", "pashto", "russian"),
        *("spanish", "portuguese", "french", "italian", "german", "cantonese", "mandarin", "lithuanian", "latvian"),
        *("hungarian", "czech", "slovak", "bulgarian", "albanian", "greek", "tigrinya", "amharic", "swahili"),
        *("vietnamese", "thai", "nepali", "sinhala", "yoruba", "igbo", "hausa", "twi", "sylheti", "pahari"),
    }
)
"""Languages that are asked for by name; English is a course here, and sign language a topic."""
_OUTWARD = re.compile(r"[a-z]{1,2}[0-9][a-z0-9]?")
_AGE = re.compile(r"\b(?:age[ds]?|over|aged over)\s+([0-9]{1,3})\b|\b([0-9]{1,3})\s*(?:years? old|yrs? old|yo|\+)")
_FROM_TO = re.compile(r"\b([0-9]{1,2})s?\s*(?:to|-|–|and)\s*([0-9]{1,2})\b")
_LEAST = re.compile(
    r"\bover\s+(?:the age of\s+)?([0-9]{1,2})|\b([0-9]{1,2})s?\s*(?:\+|plus|and over|or over|and above)"
)
_MOST = re.compile(r"\b(?:under|up to)\s+(?:the age of\s+)?([0-9]{1,2})")
_OF_CHILDREN = re.compile(r"\b(child|children|baby|babies|toddlers?)\b")
OLDEST = 120
LATITUDES, LONGITUDES = (49.0, 61.0), (-9.0, 2.5)
"""Degrees within which the United Kingdom lies; sloppy feeds say 0, or both the wrong way round."""


@dataclass(frozen=True)
class Unit:
    """One thing that is asked for: words that may stand there, and topics that mean the same."""

    words: tuple[str, ...] = ()
    topics: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Understood:
    """What typed words ask for: things, and beside them when, where, in which language, at what cost, for what age.

    `slips` are words that were read as others.
    """

    units: tuple[Unit, ...] = ()
    days: frozenset[str] = frozenset()
    part: str = ""
    free: bool = False
    access: bool = False
    languages: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    age: int | None = None
    postcode: str = ""
    slips: tuple[tuple[str, str], ...] = ()

    @property
    def narrowed(self) -> bool:
        """Say whether anything stands beside what is asked for."""
        return bool(self.days or self.part or self.free or self.access or self.languages or self.places)


@dataclass(frozen=True)
class Entry:
    """What the index keeps of a service."""

    texts: dict[str, str]
    unused: bool
    minimum_age: int | None
    maximum_age: int | None
    postcode: str
    words: frozenset[str] = field(default_factory=frozenset)
    places: frozenset[str] = field(default_factory=frozenset)


def entry(record: ServiceRecord) -> Entry:
    """Return what the index keeps of a service; private notes and the person to ask for are not in it."""
    plain = lexicon()
    terms = "\n".join(each.term for each in record.terms)
    says = f"{record.description}\n{record.eligibility_description}\n{terms}"
    named = plain.topics_of(record.name)
    topics = [*sorted(named) * IN_NAME, *sorted(plain.topics_of(says) - named)]
    place = split(f"{record.location} {record.address_1} {record.city} {record.postal_code}")
    rest = (
        *(record.organization, record.cost_words, record.transportation, record.landmarks, record.first_visit),
        *(*record.languages, *record.accessibility, *(each.words for each in record.times)),
        terms,
    )
    texts = {
        "name": " ".join(split(record.name)),
        "topic": " ".join(map(mark_of_topic, topics)),
        "what": " ".join(split(record.description)),
        "who": " ".join(split(record.eligibility_description)),
        "place": " ".join(place),
        "rest": " ".join(split(" ".join(rest))),
        "marks": " ".join(sorted(_marks(record))),
    }
    least, most = ages_of(record)
    words = frozenset(each for name in ("name", "what", "who", "place", "rest") for each in texts[name].split())
    towns = frozenset(each for each in split(record.city) if each not in STOP)
    return Entry(texts, bool(record.why_not), least, most, tight(record.postal_code), words, towns)


def mark_of_topic(topic: str) -> str:
    """Return the word by which a topic stands in the index."""
    return f"tp{topic}"


def mark_of_language(name: str) -> str:
    """Return the word by which a language stands in the index."""
    return "lg" + "".join(split(name))


def _marks(record: ServiceRecord) -> set[str]:
    marks = {f"day{day.lower()}" for each in record.times for day in each.days}
    marks |= {f"part{part}" for each in record.times for part in parts(each)}
    marks |= {mark_of_language(each) for each in record.languages}
    marks |= {FREE} if record.amount and is_free(record.amount) else set()
    return marks | ({STEP_FREE} if record.steps is Steps.FREE else set())


def parts(times: Times) -> frozenset[str]:
    """Return the parts of the day in which it lasts an hour at least; none where no time is known."""
    if not times.opens_at:
        return frozenset()
    begins = _minutes(times.opens_at)
    ends = _minutes(times.closes_at) if times.closes_at else begins + 60
    inside = {part: min(ends, _minutes(until)) - max(begins, _minutes(since)) for part, (since, until) in PARTS.items()}
    least = min(60, max(inside.values()))
    return frozenset(part for part, minutes in inside.items() if minutes > 0 and minutes >= least)


def _minutes(clock: str) -> int:
    hours, minutes = clock.split(":")
    return int(hours) * 60 + int(minutes)


def ages_of(record: ServiceRecord) -> tuple[int | None, int | None]:
    """Return the youngest and oldest for whom a service is: as it stands in years, else as its words say it."""
    if record.minimum_age is None and record.maximum_age is None:
        return ages(record.eligibility_description)
    return record.minimum_age, record.maximum_age


def at(record: ServiceRecord) -> tuple[int, int] | None:
    """Return where a service is on the National Grid by its coordinates; None where they lie outside the country."""
    lat, long = record.latitude, record.longitude
    return to_grid(lat, long) if lat is not None and long is not None and in_the_country(lat, long) else None


def in_the_country(latitude: float, longitude: float) -> bool:
    """Say whether a place lies within the United Kingdom."""
    return LATITUDES[0] <= latitude <= LATITUDES[1] and LONGITUDES[0] <= longitude <= LONGITUDES[1]


def ages(text: str) -> tuple[int | None, int | None]:
    """Return the youngest and the oldest for whom it is, as words like “Over 60s” or “Ages 8 to 17” say it."""
    plain = search_key(text)
    if found := _FROM_TO.search(plain):
        return int(found[1]), int(found[2])
    least = _LEAST.search(plain)
    most = None if _OF_CHILDREN.search(plain) else _MOST.search(plain)
    return (int(least[1] or least[2]) if least else None), (int(most[1]) - 1 if most else None)


def tight(postcode: str) -> str:
    """Return a postcode in capitals without its space."""
    return re.sub(r"\s", "", postcode).upper()


def outward(postcode: str) -> str:
    """Return the first half of a postcode: LS1 of LS1 4AP; what is only a first half stays."""
    bare = tight(postcode)
    return bare[:-3] if POSTCODE.fullmatch(bare) else bare


def area(postcode: str) -> str:
    """Return the letters with which a postcode begins: LS of LS1 4AP."""
    found = re.match(r"[A-Z]{1,2}", tight(postcode))
    return found[0] if found else ""


def is_postcode(text: str) -> bool:
    """Say whether this is a postcode, or the first half of one."""
    bare = tight(text)
    return bool(POSTCODE.fullmatch(bare) or _OUTWARD.fullmatch(bare.lower()))


def age_asked(text: str) -> tuple[int | None, str]:
    """Return for what age it is asked, and the words without it."""
    plain = search_key(text)
    found = _AGE.search(plain)
    if found is None or (age := int(found[1] or found[2])) > OLDEST:
        return None, plain
    return age, plain[: found.start()] + " " + plain[found.end() :]


def postcode_asked(words: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the postcode that stands among words, and the others."""
    for place, word in enumerate(words):
        both = tight("".join(words[place : place + 2]))
        if POSTCODE.fullmatch(both) and place + 1 < len(words):
            return both, words[:place] + words[place + 2 :]
        if POSTCODE.fullmatch(tight(word)) or _OUTWARD.fullmatch(word):
            return tight(word), words[:place] + words[place + 1 :]
    return "", words


def nearest(word: str, there: Iterable[str], most: int = 3) -> tuple[str, ...]:
    """Return the words of which this is a slip, the likeliest first: one slip, or two from seven letters on."""
    allowed = 2 if len(word) > LONG else 1
    letters = set(word)
    found = []
    for each in there:
        if abs(len(each) - len(word)) > allowed or len(letters ^ set(each)) > 2 * allowed:
            continue
        slips = distance(word, each, allowed)
        if slips <= allowed:
            found.append((slips, each[0] != word[0], each))
    least = min(found)[0] if found else 0
    return tuple(each for slips, _, each in sorted(found) if slips == least)[:most]


LONG = 6
"""Letters: a longer word may have two slips."""


def distance(one: str, other: str, most: int) -> int:
    """Return how many letters were added, left out, changed or swapped; more than `most` where they are more.

    The optimal string alignment distance (Damerau 1964, Wagner and Fischer 1974).
    """
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, b in enumerate(other, start=1):
            best = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                best = min(best, last[j - 2] + 1)
            row.append(best)
        if min(row) > most:
            return most + 1
    return row[-1]
