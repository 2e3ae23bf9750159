"""What a page's header says about its language: which it is, which others there are, and how far to trust it."""

from dataclasses import dataclass

from fastapi import Request

from app.languages import CHOSEN
from frameworks.language import TAGS, speech_now, spoken_language
from frameworks.model import Language
from frameworks.translation import ENGLISH, LANGUAGES

SAFE_METHODS = {"GET", "HEAD"}


@dataclass(frozen=True)
class Other:
    """A language the page can be read in instead, by its own name."""

    language: Language
    tag: str
    name: str


@dataclass(frozen=True)
class Reading:
    """The language of one page.

    `others` is empty where choosing would lose something: a page that answers a form has no address to come
    back to. `missing` is the language that was chosen where the page is not in it.
    """

    language: Language
    tag: str
    others: tuple[Other, ...]
    back: str
    unchecked: bool
    missing: Language | None


def reading_of(request: Request) -> Reading:
    """How the page that answers this request is read."""
    language = spoken_language()
    chosen: Language = getattr(request.state, CHOSEN, ENGLISH)
    has_address = request.method in SAFE_METHODS
    others = tuple(Other(each, TAGS[each], name) for each, name in LANGUAGES.items() if each != language)
    query = f"?{request.url.query}" if request.url.query else ""
    return Reading(
        language=language,
        tag=TAGS[language],
        others=others if has_address and chosen == language else (),
        back=f"{request.url.path}{query}",
        unchecked=not _is_checked(request, language),
        missing=chosen if chosen != language else None,
    )


def _is_checked(request: Request, language: Language) -> bool:
    """Whether a speaker of the language has agreed to every word, of our pages and of the questions."""
    if language == ENGLISH or not speech_now().checked:
        return language == ENGLISH
    translations = request.app.state.current.get().translations.values()
    return not any(each.unchecked for each in translations if each.language == language)
