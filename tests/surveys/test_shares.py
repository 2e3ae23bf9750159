"""A share opens what its preceptee chose, to one preceptor, until it is withdrawn."""

import pytest
from sqlmodel import select

from surveys.database import Database
from surveys.errors import Conflict, Invalid, NotFound
from surveys.shares import (
    Terms,
    accept_share,
    change_share,
    offer_share,
    open_share,
    own_share,
    shared_with,
    shares_of,
    terms_of,
    withdraw_share,
)
from surveys.tables import Respondent, Share

KEY = b"a key for tests"
TERMS = Terms("Jo", "Sam, CT", ("profile", "plan"))
PEOPLE = {"jo": "preceptee", "kim": "preceptee", "sam": "preceptor", "lee": "preceptor"}


@pytest.fixture
def people(database: Database) -> Database:
    """A database with two preceptees and two preceptors."""
    with database.writing() as session:
        session.add_all(
            Respondent(id=name, audience=audience, return_hash=name) for name, audience in PEOPLE.items()
        )
    return database


def shared(database: Database, terms: Terms = TERMS) -> str:
    """Jo shares with Sam; the share's id."""
    with database.writing() as session:
        code = offer_share(session, preceptee="jo", terms=terms, key=KEY)
        return accept_share(session, code=code.lower().replace("-", " "), preceptor="sam", key=KEY).id


def test_a_share_opens_what_was_chosen_and_nothing_else_to_its_preceptor_only(people: Database) -> None:
    share = shared(people)
    with people.reading() as session:
        assert terms_of(open_share(session, share, "sam", "plan")) == TERMS
        refusals = set()
        for who, what in (("sam", "ratings"), ("lee", "plan"), ("kim", None), ("jo", None), ("", None)):
            with pytest.raises(NotFound) as refusal:
                open_share(session, share, who, what)  # type: ignore[arg-type]
            refusals.add(refusal.value.message)
        with pytest.raises(NotFound) as nowhere:
            open_share(session, "no such share", "sam")
        assert refusals == {nowhere.value.message}, "SEC-44: a closed share looks like none"


def test_sec_25_a_share_code_works_once_and_is_kept_as_a_hash(people: Database) -> None:
    with people.writing() as session:
        code = offer_share(session, preceptee="jo", terms=TERMS, key=KEY)
        stored = session.exec(select(Share)).one()
        assert code not in stored.model_dump_json()
        assert len(code.replace("-", "")) * 5 >= 128
        accept_share(session, code=code, preceptor="sam", key=KEY)
        for wrong in (code, "", "0000"):
            with pytest.raises(Invalid) as refusal:
                accept_share(session, code=wrong, preceptor="lee", key=KEY)
            assert "not right, or it was used before" in refusal.value.problems["code"]


def test_a_second_code_of_the_same_person_is_not_used_up(people: Database) -> None:
    shared(people)
    with people.writing() as session:
        code = offer_share(session, preceptee="jo", terms=TERMS, key=KEY)
        with pytest.raises(Invalid, match="already have a share from this person"):
            accept_share(session, code=code, preceptor="sam", key=KEY)
        accept_share(session, code=code, preceptor="lee", key=KEY)
        assert {share.preceptor for share in shares_of(session, "jo")} == {"sam", "lee"}


def test_what_is_open_changes_at_once_and_only_from_what_was_read(people: Database) -> None:
    share = shared(people)
    with people.writing() as session:
        own = own_share(session, share, "jo")
        revision = own.revision
        change_share(session, share=own, revision=revision, terms=Terms("Jo", "", ("ratings",)))
        assert open_share(session, share, "sam", "ratings").whom == ""
        with pytest.raises(NotFound):
            open_share(session, share, "sam", "plan")
        with pytest.raises(Conflict):
            change_share(session, share=own, revision=revision, terms=TERMS)
        with pytest.raises(NotFound):
            own_share(session, share, "kim")


def test_a_withdrawn_share_is_gone(people: Database) -> None:
    share = shared(people)
    with people.writing() as session:
        withdraw_share(session, share=own_share(session, share, "jo"))
    with people.reading() as session:
        assert shared_with(session, "sam") == []
        assert session.exec(select(Share)).all() == []
        with pytest.raises(NotFound):
            open_share(session, share, "sam")
