"""When something belongs to health, crisis or other services: what to look for, what to do, whom to ring.

A link worker gives no treatment and no regulated advice (NHS England, workforce development framework for social
prescribing link workers: work within your competence, know when to pass on). Advice on immigration by somebody who is
not registered is an offence (Immigration and Asylum Act 1999, s. 84 and s. 91). The numbers are those of “Help now”:
the service's own and the national ones, which a service changes and dates under Settings, Help numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from linkdesk.concerns.choices import Danger
from linkdesk.concerns.choices import Kind

if TYPE_CHECKING:
    from linkdesk.concerns.rules import ConcernDetails
    from linkdesk.organisation.rules import HelpNow
    from linkdesk.organisation.rules import HelpNumber


@dataclass(frozen=True)
class Boundary:
    """One limit of the work: how one notices it, what to do, which numbers of “Help now” belong to it.

    `kinds` are the kinds of harm in a concern that bring it up by themselves.
    """

    key: str
    name: str
    notice: str
    steps: tuple[str, ...]
    numbers: tuple[str, ...] = ()
    kinds: frozenset[Kind] = frozenset()


BOUNDARIES = (
    Boundary(
        "life",
        "A life is in danger",
        "Somebody is badly hurt or very ill, took too much of something, or is threatened now.",
        (
            "Ring 999 now, and say where you are.",
            "Stay with them, or on the phone, until help is there.",
            "Do not put yourself in danger. Leave if you have to, and ring from outside.",
        ),
        ("emergency",),
    ),
    Boundary(
        "suicide",
        "Thoughts of suicide or self-harm",
        "They say so, or say that others would be better off, say goodbye, or give things away.",
        (
            "Ask plainly: are you thinking of ending your life? Asking does not bring it on.",
            "If they have a plan and the means, ring 999 and do not leave them alone.",
            "If not, ring the crisis team or 111 together, today, before you part.",
            "Tell your lead. Write down who rang whom, when, and what was agreed.",
        ),
        ("emergency", "crisis", "nhs-111", "samaritans", "shout"),
        frozenset({Kind.SELF_HARM}),
    ),
    Boundary(
        "health",
        "Illness, pain, medicines",
        "Something new or worse, side effects, not eating or drinking, a fall, confusion that came quickly.",
        (
            "Do not say what it is, and do not advise on medicines: neither to take nor to leave them.",
            "Help them to ring their GP today, or 111 when the practice is closed.",
            "Sudden weakness on one side, chest pain or trouble breathing: ring 999.",
        ),
        ("emergency", "nhs-111", "duty"),
    ),
    Boundary(
        "mind",
        "Mental health that needs treatment",
        "They hear or see what others do not, do not sleep for days, cannot look after themselves, or ask for therapy.",
        (
            "You are not their therapist. Listen, and say that it belongs to people who can treat it.",
            "Help them to reach their GP or mental health team; in a crisis 111, then option 2.",
        ),
        ("crisis", "nhs-111", "duty"),
    ),
    Boundary(
        "harm",
        "Abuse or neglect",
        "Somebody hurts, controls, uses or neglects them, or a child or another adult at home.",
        (
            "Raise a concern from any page of the client, and tell the safeguarding lead today.",
            "Do not ask for proof, do not promise to keep it secret, and do not speak to whoever may be doing it.",
        ),
        ("safeguarding", "domestic-abuse", "childline"),
        frozenset({Kind.DOMESTIC, Kind.SEXUAL, Kind.FORCED_MARRIAGE, Kind.HONOUR, Kind.PHYSICAL}),
    ),
    Boundary(
        "advice",
        "Debt, benefits, immigration, law",
        "They need somebody to judge their case, write to a court, or say what their rights are.",
        (
            "Advice on immigration may only be given by registered advisers: giving it without is an offence.",
            "Help them to find an adviser under Local services, to get the letters together, and to be there on time.",
        ),
    ),
)


def numbers_of(boundary: Boundary, page: HelpNow) -> tuple[HelpNumber, ...]:
    """Return the numbers that belong to a limit, in its order; one that the service hides or has not is left out."""
    known = {str(number.key): number for number in page.numbers if number.is_filled_in}
    return tuple(known[key] for key in boundary.numbers if key in known)


def brought_up(concern: ConcernDetails) -> tuple[Boundary, ...]:
    """Return the limits that a concern brings up by itself: danger now, and what its kinds belong to."""
    kinds = frozenset(concern.kinds)
    return tuple(
        each
        for each in BOUNDARIES
        if each.kinds & kinds or (each.key == "life" and concern.danger is Danger.NOW)
    )  # fmt: skip
