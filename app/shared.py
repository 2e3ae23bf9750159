"""What a preceptor can read of a preceptee who shares with them: submitted answers, without private notes."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from mapping.pairs import Beside, put_beside, rated_items
from surveys.errors import NotFound
from surveys.instrument import Instrument, NeedItem
from surveys.mirrors import View, read_view
from surveys.respondents import Answers, read_answers
from surveys.shares import NOT_OPEN, opens
from surveys.store.shares import submitted_responses
from surveys.tables import Share, TimePoint


@dataclass(frozen=True)
class Shared:
    """One submitted time point of a preceptee within one share, and the preceptor's view of it.

    `times` are all the time points they submitted, the first one first; `point` is this one.
    """

    share: Share
    answers: Answers
    view: View
    times: tuple[TimePoint, ...]

    @property
    def point(self) -> TimePoint:
        """The time point that is looked at."""
        return self.answers.time_point

    @property
    def is_latest(self) -> bool:
        """True when nothing later was submitted."""
        return self.point.id == self.times[-1].id

    @property
    def rated(self) -> tuple[NeedItem, ...]:
        """The areas the preceptee rated their confidence in."""
        return rated_items(self.answers.items, self.answers.ratings)

    @property
    def can_give_view(self) -> bool:
        """True while a view of the ratings is asked for: of the latest time point, and not given yet."""
        return opens(self.share, "ratings") and self.is_latest and bool(self.rated) and not self.view.given

    @property
    def beside(self) -> Beside:
        """Both people's ratings. Only for eyes that may see them, once the view was given."""
        return put_beside(self.answers.items, self.answers.ratings, self.view.ratings)


def read_shared(
    session: Session, share: Share, *, instruments: Mapping[str, Instrument], moment: int | None = None
) -> Shared | None:
    """The latest time point a preceptee submitted, or the one of `moment`; None before the first.

    Raises NotFound for a moment they did not submit.
    """
    found = submitted_responses(session, share.preceptee)
    if not found:
        return None
    chosen = found[-1:] if moment is None else [each for each in found if each[1].moment == moment]
    if not chosen:
        raise NotFound(NOT_OPEN)
    response = chosen[-1][0]
    answers = read_answers(session, response=response.id, instruments=instruments)
    return Shared(
        share=share,
        answers=_without_notes(answers),
        view=read_view(session, share=share.id, response=response.id),
        times=tuple(point for _, point in found),
    )


def _without_notes(answers: Answers) -> Answers:
    ratings = {code: rating.model_copy(update={"note": None}) for code, rating in answers.ratings.items()}
    return replace(answers, ratings=ratings)
