"""Which row names the columns, and what each column holds, guessed from the words that services use."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from linkdesk.exchange.intake.rules import REPEATABLE
from linkdesk.exchange.intake.rules import TARGET_WORDS
from linkdesk.exchange.intake.rules import Target
from linkdesk.record.checks import search_key

if TYPE_CHECKING:
    from collections.abc import Sequence

SYNONYMS: dict[Target, tuple[str, ...]] = {
    Target.FULL_NAME: ("name", "full name", "patient name", "client name", "person name", "patient", "client",
                       "service user", "name of patient", "name of client", "patient full name", "name of person"),
    Target.TITLE: ("title", "salutation", "prefix", "patient title"),
    Target.GIVEN_NAME: ("first name", "given name", "forename", "forenames", "first names", "given names",
                        "patient forename", "patient first name", "christian name", "client first name"),
    Target.FAMILY_NAME: ("surname", "family name", "last name", "patient surname", "patient last name",
                         "client surname", "second name", "lastname"),
    Target.PREFERRED_NAME: ("preferred name", "known as", "likes to be called", "aka", "preferred", "nickname"),
    Target.BIRTH_DATE: ("date of birth", "dob", "d o b", "birth date", "birthdate", "born", "patient dob",
                        "date birth", "dateofbirth", "client dob"),
    Target.NHS_NUMBER: ("nhs number", "nhs no", "nhs", "nhs num", "nhsno", "nhsnumber", "patient nhs number",
                        "nhs id"),
    Target.ADDRESS: ("address", "full address", "home address", "patient address", "postal address",
                     "usual address"),
    Target.ADDRESS_1: ("address 1", "address line 1", "street", "house and street", "addr1", "address1", "line 1"),
    Target.ADDRESS_2: ("address 2", "address line 2", "addr2", "address2", "locality", "line 2"),
    Target.ADDRESS_3: ("address 3", "address line 3", "addr3", "address3", "line 3"),
    Target.ADDRESS_4: ("address 4", "address line 4", "addr4", "address4", "county", "line 4"),
    Target.TOWN: ("town", "city", "town city", "town or city", "post town"),
    Target.POSTCODE: ("postcode", "post code", "postal code", "zip", "pc", "home postcode"),
    Target.MOBILE: ("mobile", "mobile phone", "mobile number", "mobile no", "mob", "cell", "mobile tel",
                    "mobile telephone"),
    Target.HOME_PHONE: ("home phone", "landline", "home tel", "home telephone", "home number", "house phone",
                        "landline number"),
    Target.PHONES: ("phone", "telephone", "tel", "phone number", "telephone number", "tel no", "contact number",
                    "contact no", "phone no", "phones", "contact tel", "contact telephone", "phone 1", "phone 2",
                    "telephone 1", "telephone 2"),
    Target.NO_MESSAGE: ("do not leave messages", "do not leave message", "no message", "no messages",
                        "no voicemail", "do not leave voicemail"),
    Target.EMAIL: ("email", "e mail", "email address", "e mail address", "patient email"),
    Target.LANGUAGE: ("language", "preferred language", "first language", "main language", "spoken language",
                      "language spoken"),
    Target.INTERPRETER: ("interpreter", "interpreter needed", "interpreter required", "needs interpreter",
                         "interpreter y n"),
    Target.READING: ("reads", "reading language", "language read", "written language", "language for letters",
                     "preferred written language", "reads in", "language they read"),
    Target.DOES_NOT_READ: ("does not read", "cannot read", "unable to read", "help with reading",
                           "needs help reading", "needs help with reading"),
    Target.GP_PRACTICE: ("gp practice", "gp surgery", "surgery", "practice", "practice name", "gp",
                         "registered practice", "gp practice name", "registered gp practice", "usual gp practice"),
    Target.GP_CODE: ("gp practice code", "practice code", "ods code", "gp code", "practice ods code", "gp ods code",
                     "national practice code"),
    Target.NEEDS: ("needs", "communication needs", "accessibility needs", "access needs", "reasonable adjustments",
                   "adjustments", "accessible information needs", "ais needs", "support needs"),
    Target.SOURCE: ("referral source", "source", "source of referral", "referred from", "who referred",
                    "referrer type", "type of referrer"),
    Target.URGENCY: ("urgency", "priority", "urgent", "referral priority"),
    Target.REFERRED_ON: ("date of referral", "referral date", "referred on", "date referred", "referred"),
    Target.RECEIVED_ON: ("referral received", "date received", "received", "received on", "date referral received",
                         "date the referral came"),
    Target.REFERRER: ("referrer", "referrer name", "referred by", "name of referrer", "referring clinician",
                      "referring gp", "referring professional", "refered by"),
    Target.REFERRER_ROLE: ("referrer role", "role", "job title", "referrer job title", "role of referrer",
                           "profession"),
    Target.REFERRER_ORGANISATION: ("referrer organisation", "referring organisation", "referring practice",
                                   "organisation", "agency", "referring agency", "referrer team"),
    Target.REFERRER_CONTACT: ("referrer contact", "referrer contact details", "referrer phone", "referrer email",
                              "referrer telephone", "referrer tel", "contact details of referrer"),
    Target.REASON: ("reason for referral", "reason", "referral reason", "reasons for referral", "presenting issue",
                    "presenting issues", "presenting problem", "notes", "details", "comments", "referral details",
                    "referral notes", "additional information", "presenting need"),
    Target.OWN_WORDS: ("reason in own words", "in own words", "what matters", "what matters to you",
                       "reason in the persons own words", "patient view", "client view"),
}  # fmt: skip
"""The headings that are understood, folded: small letters, no signs. Each stands for one thing only."""

ENOUGH = 2
"""A row names the columns when at least this many of its cells are understood."""


def folded(heading: str) -> str:
    """Return a heading as it is compared: no case, no signs, `DateOfBirth` and `date_of_birth` as three words."""
    parted = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", heading)
    plain = re.sub(r"\([^)]*\)", " ", parted).replace("'", "").replace("’", "")
    return " ".join(re.sub(r"[^\w]|_", " ", search_key(plain)).split())


_KNOWN = {
    word: target for target, known in SYNONYMS.items() for word in (*known, folded(TARGET_WORDS[target]), target.value)
} | {folded(target.value): target for target in Target}


def guess(heading: str) -> Target | None:
    """Return what a column with this heading holds, or None."""
    whole = folded(heading)
    return _KNOWN.get(whole) or _KNOWN.get(whole.replace(" ", "")) or _KNOWN.get(folded(heading.replace("(", " ")))


def guesses(headings: Sequence[str]) -> dict[int, Target]:
    """Return what each column holds; where two claim the same, the first has it."""
    found: dict[int, Target] = {}
    for place, heading in enumerate(headings):
        target = guess(heading)
        if target and (target in REPEATABLE or target not in found.values()):
            found[place] = target
    return _unclashed(found)


def _unclashed(found: dict[int, Target]) -> dict[int, Target]:
    """Where first and family name have columns of their own, a full name beside them is left out."""
    if {Target.GIVEN_NAME, Target.FAMILY_NAME} <= set(found.values()):
        return {place: target for place, target in found.items() if target is not Target.FULL_NAME}
    return found


def heading_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Return the place of the row that names the columns: the one with the most known words, the first of equals."""
    known = [len({target for cell in row if (target := guess(cell))}) for row in rows]
    best = max(known, default=0)
    return known.index(best) if best >= ENOUGH else None


def shape(headings: Sequence[str]) -> str:
    """Return a fingerprint of the headings, so that the next file of the same shape is known."""
    return hashlib.sha256("\x1f".join(folded(heading).replace(" ", "") for heading in headings).encode()).hexdigest()


def table() -> str:
    """Return the headings that are understood, as the rows of the table in docs/import.md."""
    return "\n".join(f"| {TARGET_WORDS[target]} | {', '.join(known)} |" for target, known in SYNONYMS.items())
