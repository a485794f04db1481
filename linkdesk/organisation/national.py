"""The help numbers that are built in: emergency and national ones, each with who it is for and where it was checked."""

from __future__ import annotations

from datetime import date

from linkdesk.organisation.rules import Group
from linkdesk.organisation.rules import HelpNumber
from linkdesk.organisation.rules import Route
from linkdesk.organisation.rules import Way

CHECKED = date(2026, 11, 22)
"""The day the list was written down. Nobody phoned the numbers for LinkDesk: a service should, before it uses them."""

DAY_AND_NIGHT = "Day and night. It is free."


def national_numbers() -> tuple[HelpNumber, ...]:
    """Return the emergency and national numbers in the order of the page."""
    return (*_EMERGENCY, *_CRISIS, *_OTHERS)


_EMERGENCY = (
    HelpNumber(
        key="emergency",
        group=Group.EMERGENCY,
        name="Police, ambulance or fire service",
        for_whom="Someone is badly hurt or in danger now.",
        hours=DAY_AND_NIGHT,
        ways=(
            Way(Route.PHONE, "Phone", "999"),
            Way(Route.RELAY, "Type your call with a text phone or the Relay UK app", "18000"),
            Way(Route.TEXT, "Text. First send the word register to 999", "999"),
            Way(Route.SIGN, "Use British Sign Language on a video call", "999bsl.co.uk"),
        ),
        checked=CHECKED,
        source="Ofcom: emergency video relay; emergencySMS; Relay UK",
    ),
)

_CRISIS = (
    HelpNumber(
        key="nhs-111",
        group=Group.NATIONAL,
        name="NHS 111, option 2",
        for_whom="You feel you cannot cope or stay safe. You talk to a mental health worker.",
        hours=DAY_AND_NIGHT,
        ways=(
            Way(Route.PHONE, "Phone, then press 2", "111"),
            Way(Route.RELAY, "Type your call with the Relay UK app", "18001 111"),
        ),
        checked=CHECKED,
        source="NHS trusts in England: “NHS 111, select the mental health option”",
    ),
    HelpNumber(
        key="samaritans",
        group=Group.NATIONAL,
        name="Samaritans",
        for_whom="You want someone to listen to you.",
        hours=DAY_AND_NIGHT,
        ways=(
            Way(Route.PHONE, "Phone", "116 123"),
            Way(Route.RELAY, "Type your call with the Relay UK app", "18001 116 123"),
        ),
        checked=CHECKED,
        source="Samaritans",
    ),
    HelpNumber(
        key="shout",
        group=Group.NATIONAL,
        name="Shout",
        for_whom="You want help by text.",
        hours=DAY_AND_NIGHT,
        ways=(Way(Route.TEXT, "Text the word SHOUT to", "85258"),),
        checked=CHECKED,
        source="Shout 85258, Mental Health Innovations",
    ),
)

_OTHERS = (
    HelpNumber(
        key="domestic-abuse",
        group=Group.NATIONAL,
        name="National Domestic Abuse Helpline",
        for_whom="Domestic abuse is when someone in your home or family hurts or controls you.",
        hours=DAY_AND_NIGHT,
        ways=(Way(Route.PHONE, "Phone", "0808 2000 247"),),
        checked=CHECKED,
        source="Refuge, National Domestic Abuse Helpline (England)",
    ),
    HelpNumber(
        key="silver-line",
        group=Group.NATIONAL,
        name="The Silver Line",
        for_whom="You are older and want to talk to someone.",
        hours=DAY_AND_NIGHT,
        ways=(Way(Route.PHONE, "Phone", "0800 470 8090"),),
        checked=CHECKED,
        source="The Silver Line, Age UK",
    ),
    HelpNumber(
        key="childline",
        group=Group.NATIONAL,
        name="Childline",
        for_whom="You are under 19.",
        hours=DAY_AND_NIGHT,
        ways=(Way(Route.PHONE, "Phone", "0800 1111"),),
        checked=CHECKED,
        source="Childline, NSPCC",
    ),
)
