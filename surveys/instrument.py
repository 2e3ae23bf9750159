"""What an instrument is: sections of need items and of plain questions, for one audience."""

from typing import Literal

from pydantic import Field

from frameworks.model import Frozen, Language

Audience = Literal["preceptee", "preceptor", "organisation"]
Pathway = Literal["diagnostic", "therapeutic", "ultrasound", "nuclear-medicine", "mri"]
Later = Literal["afresh", "filled-in", "never"]
QuestionKind = Literal["single", "multiple", "yes-no", "number", "text"]
SupportKind = Literal["learning", "organisation"]
"""What a need calls for: something to learn, or something only the organisation can change."""


class Option(Frozen):
    """One answer a person can choose. The code is what is stored and exported.

    An `exclusive` option, such as "nothing", cannot be chosen together with others. `kind` is what a kind of
    support answers to; only options of support have one.
    """

    translatable = ("label", "hint")
    code: str = Field(pattern=r"^[a-z0-9][a-z0-9\-]*$")
    label: str
    hint: str | None = None
    exclusive: bool = False
    kind: SupportKind | None = None


class NeedItem(Frozen):
    """A need area, rated for importance and confidence.

    Empty `pathways` means every pathway; empty `transitions` means every transition type.
    """

    translatable = ("text", "hint", "next_steps")
    code: str = Field(pattern=r"^[A-Z][0-9]{2}$")
    text: str
    hint: str | None = None
    pathways: tuple[Pathway, ...] = ()
    transitions: tuple[str, ...] = ()
    next_steps: tuple[str, ...] = ()
    source_key: str | None = None


class Question(Frozen):
    """A plain question. `minimum` and `maximum` bound numbers; `unit` is shown after the box.

    `no_more_than` names the number question of the same section that this number may not exceed.
    `later` says what happens when a person comes back at a later time point: `afresh` asks again, `filled-in`
    shows what they answered, to change, and `never` does not ask what cannot have changed.
    """

    translatable = ("text", "hint", "unit")
    code: str = Field(pattern=r"^[a-z][a-z0-9\-]*$")
    text: str
    hint: str | None = None
    kind: QuestionKind
    options: tuple[Option, ...] = ()
    required: bool = False
    minimum: float | None = None
    maximum: float | None = None
    whole: bool = True
    unit: str | None = None
    no_more_than: str | None = None
    later: Later = "afresh"


class Section(Frozen):
    """A page of the task list: either need items or questions, never both."""

    translatable = ("title", "intro")
    code: str = Field(pattern=r"^[a-z][a-z0-9\-]*$")
    title: str
    intro: str | None = None
    items: tuple[NeedItem, ...] = ()
    questions: tuple[Question, ...] = ()


class Instrument(Frozen):
    """One edition of a questionnaire. Scales are shared by all its need items.

    A respondent can choose among `languages`; one that is named is complete and no older than the English
    (`frameworks/translation_rules.py`).
    """

    translatable = ("title",)
    id: str = Field(pattern=r"^[a-z][a-z0-9\-]*$")
    title: str
    edition: str
    audience: Audience
    source: str
    languages: tuple[Language, ...] = ("en",)
    importance: tuple[Option, ...] = ()
    confidence: tuple[Option, ...] = ()
    support: tuple[Option, ...] = ()
    sections: tuple[Section, ...]

    @property
    def items(self) -> tuple[NeedItem, ...]:
        """Every need item, in the order asked."""
        return tuple(item for section in self.sections for item in section.items)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every plain question, in the order asked."""
        return tuple(question for section in self.sections for question in section.questions)

    @property
    def support_kinds(self) -> dict[str, SupportKind]:
        """What each kind of support answers to, by its code."""
        return {option.code: option.kind for option in self.support if option.kind}

    def section(self, code: str) -> Section | None:
        """The section with this code, or None."""
        return next((section for section in self.sections if section.code == code), None)

    def item(self, code: str) -> NeedItem | None:
        """The need item with this code, or None."""
        return next((item for item in self.items if item.code == code), None)

    def question(self, code: str) -> Question | None:
        """The plain question with this code, or None."""
        return next((question for question in self.questions if question.code == code), None)
