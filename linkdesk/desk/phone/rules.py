"""What a worker takes to the work phone: numbers to call, and ready texts that say nothing of a service or a topic."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.languages.sentences import Sentence
from linkdesk.languages.speech import say_plain
from linkdesk.languages.speech import speaking
from linkdesk.web.squares import Square
from linkdesk.web.squares import call
from linkdesk.web.squares import square
from linkdesk.web.squares import text_message

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence

    from linkdesk.clients.rules import Phone
    from linkdesk.languages.speech import Speech


@dataclass(frozen=True)
class Ready:
    """A text: its English, and how it is said to the client where that is another language."""

    english: str
    said: str
    code: Square


@dataclass(frozen=True)
class Number:
    """One number of a client: the code that rings it, and its ready texts; none where no message may be left."""

    phone: Phone
    code: Square
    texts: tuple[Ready, ...]


def ready_texts(name: str, number: str, booked: Callable[[], str] = str) -> tuple[Sentence, ...]:
    """Return the texts that may be sent: they name the worker and no service, for others may see them.

    `booked` says the day and time of the next meeting in the language that is spoken, never its place; empty for none.
    """
    when = booked()
    asks = Sentence("Hello, this is %(name)s. Please phone me on %(number)s. Thank you.", name=name, number=number)
    plain = Sentence("Hello, this is %(name)s. Please phone me. Thank you.", name=name)
    return (
        asks if number else plain,
        Sentence("Hello, this is %(name)s. When can I phone you?", name=name),
        Sentence("Hello, this is %(name)s. Our meeting: %(when)s.", name=name, when=when)
        if when
        else Sentence("Hello, this is %(name)s. See you at our visit.", name=name),
    )


def numbers(
    phones: Sequence[Phone], texts: Callable[[], Sequence[Sentence]], speech: Speech, *, may_text: bool
) -> tuple[Number, ...]:
    """Return the codes for each number of a client; `may_text` False: no message at all may be left."""
    with speaking(speech):
        said = tuple(say_plain(each) for each in texts())
    pairs = tuple(zip(map(str, texts()), said, strict=True))
    return tuple(
        Number(
            phone,
            square(call(phone.number)),
            tuple(_ready(phone, *pair) for pair in pairs) if may_text and phone.safe_to_leave_message else (),
        )
        for phone in phones
    )


def _ready(phone: Phone, english: str, said: str) -> Ready:
    return Ready(english, said if said != english else "", square(text_message(phone.number, said)))
