"""Answering once and reporting against many: what a self-assessment says about another framework's criteria.

A carried score never takes the place of an answer somebody gave, carrying again adds nothing, and the order of
the links does not matter. What several links say together is the weakest of what they say.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from frameworks.model import Framework, Frozen
from mapping.item_links import ItemLink
from mapping.scales import Converted, convert

LONGEST_EVIDENCE = 2000
"""As many characters as the evidence of one criterion may have."""


class Said(NamedTuple):
    """What stands for one criterion. `carried_from` is the framework it was carried from, until it is confirmed."""

    score: int | None = None
    evidence: str = ""
    carried_from: str | None = None


UNSAID = Said()


class Beside(Frozen):
    """One link to a criterion, with what was answered at its other end."""

    link: ItemLink
    score: int | None
    evidence: str
    confirmed: bool


class Proposal(Frozen):
    """What may be carried to one criterion: a score with the evidence that would stand there, or why nothing.

    `used` are the links that the score comes by, `beside` every link there is; `is_safe` ones are ticked at first.
    """

    item: str
    score: int | None
    evidence: str
    used: tuple[ItemLink, ...] = ()
    beside: tuple[Beside, ...] = ()
    is_safe: bool = False
    words: tuple[str, ...] = ()

    @property
    def sources(self) -> tuple[str, ...]:
        """The codes that the score comes from."""
        return tuple(dict.fromkeys(link.source for link in self.used))


def propose(
    source: Framework,
    target: Framework,
    *,
    links: Iterable[ItemLink],
    answers: Mapping[str, Said],
    existing: Mapping[str, Said],
) -> tuple[Proposal, ...]:
    """For each criterion of `target`, in its order, what `answers` to `source` say about it."""
    to: dict[str, list[ItemLink]] = {}
    for link in sorted(set(links), key=_in_order):
        to.setdefault(link.target, []).append(link)
    return tuple(
        _propose(
            source,
            target,
            item.code,
            [_beside(link, answers) for link in to.get(item.code, ())],
            existing.get(item.code, UNSAID),
        )
        for item in target.assessable
    )


def carried(
    proposals: Iterable[Proposal], *, ticked: Collection[str], existing: Mapping[str, Said], source: str
) -> dict[str, Said]:
    """What to store: the ticked proposals that have a score, marked as carried from `source`.

    Whoever answered a criterion keeps what they said, whatever is ticked.
    """
    return {
        each.item: Said(each.score, each.evidence, source)
        for each in proposals
        if each.item in ticked
        and each.score is not None
        and may_fill(existing.get(each.item, UNSAID), source=source)
    }


def may_fill(existing: Said, *, source: str) -> bool:
    """True where nobody has answered; what was carried from the same place and not confirmed may be renewed."""
    return existing.score is None or existing.carried_from == source


def with_evidence(existing: str, parts: Sequence[tuple[str, str]]) -> str:
    """The evidence with each (where from, text) added once.

    >>> with_evidence("Ours.", [("NHSE W1.1", "Policy 7."), ("NHSE W1.2", "")])
    'Ours.\\n\\nFrom NHSE W1.1: Policy 7.'
    """
    text = existing
    for name, words in parts:
        added = f"From {name}: {words.strip()}"
        if words.strip() and added not in text:
            text = f"{text}\n\n{added}" if text else added
    return text


def _in_order(link: ItemLink) -> tuple[str, ...]:
    return tuple(map(str, link.model_dump().values()))


def _beside(link: ItemLink, answers: Mapping[str, Said]) -> Beside:
    said = answers.get(link.source, UNSAID)
    return Beside(link=link, score=said.score, evidence=said.evidence, confirmed=said.carried_from is None)


def _propose(
    source: Framework,
    target: Framework,
    item: str,
    beside: Sequence[Beside],
    existing: Said,
) -> Proposal:
    nothing = Proposal(item=item, score=None, evidence=existing.evidence, beside=tuple(beside))
    used = _covering(beside)
    refused = _refusal(beside, used, existing, source)
    if refused:
        return nothing.model_copy(update={"words": (refused,)})
    found = [convert(each.score, source=source, target=target) for each in used if each.score is not None]
    if stuck := [each.words for each in found if each.score is None]:
        return nothing.model_copy(update={"words": tuple(dict.fromkeys(stuck))})
    evidence = with_evidence(
        existing.evidence, [(f"{source.short_title} {each.link.source}", each.evidence) for each in used]
    )
    score = min(each.score for each in found if each.score is not None)
    fits = len(evidence) <= LONGEST_EVIDENCE
    if (existing.score, existing.evidence) == (score, evidence if fits else existing.evidence):
        return nothing.model_copy(update={"words": ("Carried already.",)})
    return Proposal(
        item=item,
        score=score,
        evidence=evidence if fits else existing.evidence,
        used=tuple(each.link for each in used),
        beside=tuple(beside),
        is_safe=all(each.confirmed for each in used) and _is_sound(used),
        words=tuple(_how(used, found, fits)),
    )


def _covering(beside: Sequence[Beside]) -> list[Beside]:
    """The answered links that each cover the criterion; failing those, the ones that cover it together."""
    answered = [each for each in beside if each.score is not None]
    full = [each for each in answered if each.link.coverage == "full"]
    if full:
        safe = [each for each in full if each.link.is_safe]
        return safe or full
    ways = dict.fromkeys(frozenset(each.link.parts) for each in answered if each.link.parts)
    joint = (_together([each for each in answered if parts == set(each.link.parts)], parts) for parts in ways)
    return next(filter(None, joint), [])


def _together(some: Sequence[Beside], parts: Collection[str]) -> list[Beside]:
    """Those that cover a part, if between them no part is left."""
    covering = [each for each in some if each.link.covers]
    covered = {part for each in covering for part in each.link.covers}
    return covering if covered >= set(parts) else []


def _is_sound(used: Sequence[Beside]) -> bool:
    """Links that cover by named parts are as sound as those that say the same or more."""
    return all(each.link.is_safe or each.link.coverage == "partial" for each in used)


def _refusal(beside: Sequence[Beside], used: Sequence[Beside], existing: Said, source: Framework) -> str:
    if existing.score is not None and not may_fill(existing, source=source.id):
        return (
            "Not confirmed yet, and carried from elsewhere." if existing.carried_from else "Answered already."
        )
    if used:
        return ""
    if not beside:
        return "Nothing speaks to it."
    waiting = [each.link.source for each in beside if each.score is None and each.link.coverage == "full"]
    if waiting:
        return f"{', '.join(dict.fromkeys(waiting))} not answered yet."
    return "Covered in part only, so nothing is proposed."


def _how(used: Sequence[Beside], found: Sequence[Converted], fits: bool) -> list[str]:
    words = [each.words + "." for each in found if each.words]
    if len({each.score for each in found}) > 1:
        words.append("The lowest of several scores.")
    if any(each.link.coverage == "partial" for each in used):
        words.append("Together they cover all of it; the weakest counts.")
    if not all(each.confirmed for each in used):
        words.append("Its own score was carried there and is not confirmed yet.")
    if not _is_sound(used):
        words.append("The link does not say the same, so look before you take it.")
    if not fits:
        words.append(
            f"The evidence is not carried: both together are longer than {LONGEST_EVIDENCE} characters."
        )
    return list(dict.fromkeys(words))
