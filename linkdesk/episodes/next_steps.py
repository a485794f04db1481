"""The one next step that each stage asks for: a heading, a sentence, the words of the button."""

from __future__ import annotations

from dataclasses import dataclass

from linkdesk.episodes.stages import Stage


@dataclass(frozen=True)
class NextStep:
    """The one thing to do next for a client: a heading, a sentence, the words of the button."""

    stage: Stage
    heading: str
    sentence: str
    button: str


NEXT_STEPS = {
    Stage.RECEIVED: NextStep(
        Stage.RECEIVED, "Decide about the referral", "Nobody has said yet if it is for this service.", "Decide"
    ),
    Stage.ASKED: NextStep(
        Stage.ASKED, "Decide about the referral", "Somebody was asked for more. The clock goes on.", "Decide"
    ),
    Stage.CONTACT: NextStep(
        Stage.CONTACT,
        "Speak with them",
        "The referral is accepted, and nobody spoke with them yet.",
        "Write down a try",
    ),
    Stage.BOOK: NextStep(
        Stage.BOOK, "Book the first visit", "Somebody spoke with them. There is no visit yet.", "Book the first visit"
    ),
    Stage.VISIT: NextStep(Stage.VISIT, "Get ready for the first visit", "The day is booked.", "Look at the referral"),
    Stage.LISTEN: NextStep(
        Stage.LISTEN, "Find out what matters", "There is no conversation on record yet.", "Start an assessment"
    ),
    Stage.FINISH_LISTENING: NextStep(
        Stage.FINISH_LISTENING, "Finish the assessment", "One was started and not finished.", "Go on with it"
    ),
    Stage.PLAN: NextStep(
        Stage.PLAN, "Make a plan together", "You know what matters. There is no plan yet.", "Start a plan"
    ),
    Stage.AGREE: NextStep(Stage.AGREE, "Agree the plan", "A draft is waiting for a yes.", "Open the draft"),
    Stage.KEEP_GOING: NextStep(Stage.KEEP_GOING, "Put the plan in their hand", "The plan is agreed.", "Print the plan"),
    Stage.REVIEW: NextStep(Stage.REVIEW, "Look at the plan again", "The day to look at it has come.", "Open the plan"),
    Stage.CLOSING: NextStep(Stage.CLOSING, "Close the referral", "The work is nearly done. Say how it went.", "Close"),
    Stage.CLOSED: NextStep(
        Stage.CLOSED, "The work has ended", "If they need you again, open it again or add a referral.", "Open it again"
    ),
}
"""One sentence a stage, in the order of the work."""
HANDED_OVER = NextStep(
    Stage.KEEP_GOING, "Go on with the plan", "It is agreed, and it is said what became of their copy.", "Open the plan"
)
"""In place of putting the plan in their hand, once somebody said what became of the copy."""
