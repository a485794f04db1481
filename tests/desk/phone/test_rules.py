"""Ready texts name the worker alone, and none is made where no message may be left."""

from __future__ import annotations

from datetime import date
from functools import partial

from linkdesk.clients.rules import Phone
from linkdesk.desk.phone.rules import numbers
from linkdesk.desk.phone.rules import ready_texts
from linkdesk.languages.catalogue import drafts
from linkdesk.languages.speech import IN_PLAIN_ENGLISH
from linkdesk.languages.speech import Speech
from linkdesk.languages.tongues import tongue
from linkdesk.web.speech import day_date

TEXTS = partial(ready_texts, "Robin", "01632 960 001")
PHONES = (Phone("01632 960 002"), Phone("01632 960 003", safe_to_leave_message=False))


def test_a_number_that_is_not_safe_can_be_called_and_not_texted() -> None:
    safe, unsafe = numbers(PHONES, TEXTS, IN_PLAIN_ENGLISH, may_text=True)
    assert [each.english for each in safe.texts] == [str(each) for each in TEXTS()]
    assert safe.texts[0].code.holds == (
        "SMSTO:01632960002:Hello, this is Robin. Please phone me on 01632 960 001. Thank you."
    )
    assert (unsafe.code.holds, unsafe.texts) == ("tel:01632960003", ())
    assert [each.texts for each in numbers(PHONES, TEXTS, IN_PLAIN_ENGLISH, may_text=False)] == [(), ()]


def test_a_text_is_in_the_clients_language_with_the_english_beside() -> None:
    polish = tongue("pl")
    assert polish is not None
    (number,) = numbers(PHONES[:1], TEXTS, Speech(polish, (), drafts("pl")), may_text=True)
    assert number.texts[1].said == "Dzień dobry, tu Robin. Kiedy mogę do Pani lub Pana zadzwonić?"
    assert number.texts[1].code.holds == f"SMSTO:01632960002:{number.texts[1].said}"
    assert numbers(PHONES[:1], TEXTS, IN_PLAIN_ENGLISH, may_text=True)[0].texts[1].said == ""


def test_without_a_number_of_ones_own_none_is_promised() -> None:
    assert str(ready_texts("Robin", "")[0]) == "Hello, this is Robin. Please phone me. Thank you."


def test_a_booked_meeting_is_said_with_its_day_and_time_in_both_languages() -> None:
    polish = tongue("pl")
    assert polish is not None
    booked = partial(ready_texts, "Robin", "", lambda: f"{day_date(date(2026, 12, 3))}, 14:30")
    (number,) = numbers(PHONES[:1], booked, Speech(polish, (), drafts("pl")), may_text=True)
    assert number.texts[2].english == "Hello, this is Robin. Our meeting: Thursday 3 December 2026, 14:30."
    assert number.texts[2].said.startswith("Dzień dobry, tu Robin. Nasze spotkanie: czwartek")
    assert "14:30" in number.texts[2].code.holds
    assert str(ready_texts("Robin", "")[2]) == "Hello, this is Robin. See you at our visit."
