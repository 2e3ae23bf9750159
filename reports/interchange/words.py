"""What forms in other formats ask about every need item, in the words of the pages, and what they say when an answer
cannot be."""

from dataclasses import dataclass

from surveys.fields import plain
from surveys.instrument import Question
from surveys.rating import LONGEST_TEXT


@dataclass(frozen=True)
class Words:
    """The words of one language; `column` is how XLSForm names it."""

    column: str
    importance: str
    confidence: str
    support: str
    note: str
    note_hint: str
    not_in_role: str
    required: str
    alone: str
    longest: str
    whole: str
    number: str
    no_more: str

    def range(self, question: Question) -> str:
        """What a number must be."""
        said = self.whole if question.whole else self.number
        words = said.format(least=plain(question.minimum or 0), most=plain(question.maximum or 0))
        return f"{words} {self.no_more}" if question.no_more_than else words


ENGLISH = Words(
    column="English (en)",
    importance="How important is this in your role now?",
    confidence="How confident are you now?",
    support="What support would help most? (optional)",
    note="Your note (optional)",
    note_hint="Do not name patients or colleagues.",
    not_in_role="Not in my role",
    required="Answer this question.",
    alone="Choose this answer on its own, or take it away and keep the others.",
    longest=f"Use {LONGEST_TEXT} characters or fewer.",
    whole="Type a whole number from {least} to {most}.",
    number="Type a number from {least} to {most}.",
    no_more="It cannot be more than the number it is part of.",
)
WELSH = Words(
    column="Cymraeg (cy)",
    importance="Pa mor bwysig yw hyn yn eich rôl nawr?",
    confidence="Pa mor hyderus ydych chi nawr?",
    support="Pa gymorth fyddai’n helpu fwyaf? (dewisol)",
    note="Eich nodyn (dewisol)",
    note_hint="Peidiwch ag enwi cleifion na chydweithwyr.",
    not_in_role="Ddim yn fy rôl i",
    required="Atebwch y cwestiwn hwn.",
    alone="Dewiswch yr ateb hwn ar ei ben ei hun, neu tynnwch ef a chadw’r lleill.",
    longest=f"Defnyddiwch {LONGEST_TEXT} nod neu lai.",
    whole="Teipiwch rif cyfan o {least} i {most}.",
    number="Teipiwch rif o {least} i {most}.",
    no_more="Ni all fod yn fwy na’r rhif y mae’n rhan ohono.",
)
"""Not checked by a speaker yet."""
LANGUAGES = {"en": ENGLISH, "cy": WELSH}
