"""Answers brought to a self-assessment: marked, undone as one step, nothing lost (REL-20, REL-21)."""

from collections.abc import Mapping
from datetime import date

import pytest

from mapping import carrying
from surveys.carrying import Brought, Ends, Kind, bring, undo_carry, undo_move, undoing_carry, undoing_move
from surveys.database import Database
from surveys.errors import Closed, Conflict, NotFound
from surveys.self_assessments import LONGEST_EVIDENCE, save_criteria
from surveys.store.carrying import Mark, assessments_of, marks_of
from surveys.store.self_assessments import Scored, saved_assessment
from tests.people import Service

TODAY = date(2026, 11, 24)
OLD = {"A": Scored(2, "Policy 7."), "B": Scored(1, "")}
MARK = Mark("old", ("A",), "says the same as it", confirmed=False)


class Trust:
    """One organisation's self-assessments at one time point."""

    def __init__(self, service: Service) -> None:
        self.database: Database = service.database
        self.service = service
        service.has_organisation()
        self.point = service.has_open_time_point()
        self.here = {"organisation": "T01", "time_point": self.point}

    def saves(self, framework: str, criteria: Mapping[str, Scored], *confirmed: str) -> None:
        with self.database.writing() as session:
            seen = saved_assessment(session, framework=framework, **self.here).revision  # type: ignore[arg-type]
            save_criteria(
                session,
                framework=framework,
                criteria=criteria,
                allowed=list(criteria),
                confirmed=confirmed,
                seen=seen,
                **self.here,  # type: ignore[arg-type]
            )

    def has(self, framework: str) -> dict[str, Scored]:
        with self.database.reading() as session:
            return saved_assessment(session, framework=framework, **self.here).criteria  # type: ignore[arg-type]

    def marks(self, framework: str = "new") -> dict[str, bool]:
        """Whether each carried score is confirmed."""
        with self.database.reading() as session:
            found = marks_of(session, framework=framework, **self.here)  # type: ignore[arg-type]
            return {item: mark.confirmed for item, mark in found.items()}

    def moved_to(self, framework: str) -> str | None:
        with self.database.reading() as session:
            return assessments_of(session, **self.here)[framework].moved_to  # type: ignore[arg-type]

    def brings(
        self, brought: Mapping[str, Brought], *, kind: Kind = "carry", source: str = "old", off: int = 0
    ) -> None:
        with self.database.writing() as session:
            seen = {
                name: saved_assessment(session, framework=name, **self.here).revision  # type: ignore[arg-type]
                for name in (source, "new")
            }
            ends = Ends("T01", self.point, source, seen[source] - off, "new", seen["new"])
            bring(session, ends=ends, kind=kind, brought=brought, today=TODAY, by="lead")

    def undoes(self) -> None:
        with self.database.writing() as session:
            row = assessments_of(session, **self.here)["new"]  # type: ignore[arg-type]
            undo_carry(session, assessment=row, seen=row.revision)

    def undoes_move(self, *, anyway: bool = False) -> None:
        with self.database.writing() as session:
            rows = assessments_of(session, **self.here)  # type: ignore[arg-type]
            undo_move(session, source=rows["old"], seen=rows["new"].revision, anyway=anyway)


@pytest.fixture
def trust(service: Service) -> Trust:
    """An organisation that has answered the old framework."""
    found = Trust(service)
    found.saves("old", OLD)
    return found


P = {"P": Brought(Scored(2, "From OLD A: Policy 7."), MARK)}


def test_a_carried_score_is_marked_until_a_lead_confirms_it(trust: Trust) -> None:
    trust.brings(P)
    assert trust.has("new") == {"P": Scored(2, "From OLD A: Policy 7.")}
    assert trust.has("old") == OLD
    assert trust.marks() == {"P": False}
    trust.saves("new", {"P": Scored(2, "From OLD A: Policy 7."), "Q": Scored(0, "")})
    assert trust.marks() == {"P": False}
    trust.saves("new", {"P": Scored(2, "From OLD A: Policy 7.")}, "P")
    assert trust.marks() == {"P": True}


def test_a_carried_score_that_a_lead_changes_is_their_own(trust: Trust) -> None:
    trust.brings(P)
    trust.saves("new", {"P": Scored(2, "Ours")})
    assert trust.marks() == {"P": True}


def test_undoing_takes_back_all_that_was_carried_and_what_stood_there_comes_back(trust: Trust) -> None:
    trust.saves("new", {"P": Scored(None, "A note"), "Q": Scored(1, "")})
    trust.brings(P | {"R": Brought(Scored(1, ""), MARK)})
    trust.undoes()
    assert trust.has("new") == {"P": Scored(None, "A note"), "Q": Scored(1, "")}
    assert trust.marks() == {}
    with pytest.raises(NotFound):
        trust.undoes()


def test_undoing_leaves_what_a_lead_made_their_own(trust: Trust) -> None:
    trust.brings(P | {"R": Brought(Scored(1, ""), MARK)})
    trust.saves("new", {"P": Scored(0, "")})
    with trust.database.reading() as session:
        found = undoing_carry(session, assessments_of(session, **trust.here)["new"])  # type: ignore[arg-type]
        assert (list(found.back), found.stays) == (["R"], ["P"])
    trust.undoes()
    assert trust.has("new") == {"P": Scored(0, "")}


def test_undoing_a_second_carry_brings_back_the_first(trust: Trust) -> None:
    trust.brings(P)
    trust.brings({"P": Brought(Scored(1, "Later"), MARK)})
    trust.undoes()
    assert trust.has("new") == {"P": Scored(2, "From OLD A: Policy 7.")}
    assert trust.marks() == {"P": False}
    trust.undoes()
    assert trust.has("new") == {}


def test_a_source_that_was_saved_since_it_was_shown_is_not_carried(trust: Trust) -> None:
    with pytest.raises(Conflict):
        trust.brings(P, off=1)
    assert trust.has("new") == {}
    assert trust.marks() == {}


def test_nothing_is_carried_from_answers_that_are_not_there(trust: Trust) -> None:
    with pytest.raises(NotFound):
        trust.brings(P, source="never begun")


MOVED = {"A": Brought(OLD["A"], None), "X": Brought(OLD["B"], MARK)}


def test_rel_20_a_move_keeps_the_earlier_edition_as_it_was(trust: Trust) -> None:
    trust.brings(MOVED, kind="move")
    assert trust.has("new") == {"A": OLD["A"], "X": OLD["B"]}
    assert (trust.has("old"), trust.moved_to("old")) == (OLD, "new")
    with pytest.raises(Closed):
        trust.saves("old", {"A": Scored(0, "")})
    assert trust.has("old") == OLD


def test_rel_20_a_move_is_undone_whole_while_nothing_was_changed(trust: Trust) -> None:
    trust.saves("new", {"Q": Scored(1, "Before")})
    trust.brings(MOVED, kind="move")
    trust.undoes_move()
    assert (trust.has("new"), trust.moved_to("old")) == ({"Q": Scored(1, "Before")}, None)
    trust.saves("old", {"A": Scored(0, "")})
    assert trust.has("old")["A"] == Scored(0, "")


def test_rel_21_undoing_a_move_after_changes_asks_first_and_keeps_them(trust: Trust) -> None:
    trust.brings(MOVED, kind="move")
    trust.saves("new", {"N": Scored(2, "New point")})
    with pytest.raises(Conflict):
        trust.undoes_move()
    assert trust.moved_to("old") == "new"
    trust.undoes_move(anyway=True)
    assert (trust.moved_to("old"), trust.moved_to("new")) == (None, "old")
    assert trust.has("new")["N"] == Scored(2, "New point")
    with pytest.raises(Closed):
        trust.saves("new", {"N": Scored(0, "")})
    trust.brings(MOVED, kind="move")
    assert (trust.moved_to("old"), trust.moved_to("new")) == ("new", None)


def test_a_move_is_not_undone_while_its_answers_were_moved_on(trust: Trust) -> None:
    trust.brings(MOVED, kind="move")
    with trust.database.writing() as session:
        row = assessments_of(session, **trust.here)["new"]  # type: ignore[arg-type]
        ends = Ends("T01", trust.point, "new", row.revision, "newest", 0)
        bring(session, ends=ends, kind="move", brought=MOVED, today=TODAY, by="lead")
    with pytest.raises(Conflict):
        trust.undoes_move()
    with pytest.raises(Closed):
        trust.brings(MOVED, kind="move")


def test_what_undoing_a_move_means_is_known_before(trust: Trust) -> None:
    trust.brings(MOVED, kind="move")
    with trust.database.reading() as session:
        rows = assessments_of(session, **trust.here)  # type: ignore[arg-type]
        found, target = undoing_move(session, rows["old"])
        assert (found.stays, target.framework) == ((), "new")
        with pytest.raises(NotFound):
            undoing_move(session, rows["new"])


def test_nothing_is_brought_or_undone_once_the_collection_is_closed(trust: Trust) -> None:
    trust.brings(P)
    trust.service.closes(trust.point)
    with pytest.raises(Closed):
        trust.brings(P)
    with pytest.raises(Closed):
        trust.undoes()
    assert trust.marks() == {"P": False}


def test_the_longest_evidence_is_the_same_where_it_is_typed_and_where_it_is_carried() -> None:
    assert carrying.LONGEST_EVIDENCE == LONGEST_EVIDENCE
