"""The lead's task list: what there is to do in a collection and how far each thing has come."""

from collections.abc import Mapping
from typing import Any

from app.place import Place
from frameworks.model import Framework
from reports.wording import plural
from surveys.instrument import Instrument, Section
from surveys.provision import SavedProvision
from surveys.store.self_assessments import Saved

TAGS = {"Not started": "nhsuk-tag--blue", "Incomplete": "nhsuk-tag--yellow"}


def lead_tasks(
    place: Place,
    *,
    codes: int,
    provision: SavedProvision,
    instrument: Instrument,
    frameworks: Mapping[str, Framework],
    assessed: Mapping[str, Saved],
    has_plan: bool,
) -> list[dict[str, Any]]:
    """The task list's items, each with a true status and an address at this time point."""
    return [
        task(
            "Hand out codes",
            place.address("/lead/codes"),
            status="Completed" if codes else "Not started",
            hint=f"{plural(codes, 'code')} made so far" if codes else "So that people can answer",
        ),
        task(
            "Describe your provision",
            place.address("/lead/provision"),
            status=provision_status(provision),
            hint=f"{plural(len(instrument.sections), 'section')}, then mark it as finished",
        ),
        *(
            task(
                f"Assess yourselves: {framework.short_title}",
                place.address(f"/lead/assessments/{framework.id}"),
                status=assessment_status(framework, assessed[framework.id]),
                hint=progress(framework, assessed[framework.id]),
            )
            for framework in sorted(frameworks.values(), key=is_over)
            if framework.id in assessed and not framework.optional
        ),
        *_optional_task(
            place, [each for each in frameworks.values() if each.optional and each.id in assessed]
        ),
        task(
            "Plan your capacity",
            place.address("/lead/capacity"),
            status="Completed" if has_plan else "Not started",
            hint="Preceptors and protected hours, beside the people you expect",
        ),
    ]


def _optional_task(place: Place, others: list[Framework]) -> list[dict[str, Any]]:
    """One line for all the frameworks that nobody asks for."""
    if not others:
        return []
    hint = f"{len(others)} more, if they help you: {', '.join(each.short_title for each in others)}"
    return [task("Other self-assessments", place.address("/lead/assessments"), status="Optional", hint=hint)]


def task(title: str, address: str, *, status: str, hint: str | None = None) -> dict[str, Any]:
    """One line of a task list: completed ones in plain text, others tagged."""
    shown: dict[str, Any] = {"text": status}
    if status in TAGS:
        shown = {"tag": {"text": status, "classes": TAGS[status]}}
    return {"title": {"text": title}, "href": address, "status": shown} | (
        {"hint": {"text": hint}} if hint else {}
    )


def provision_status(saved: SavedProvision) -> str:
    """Not started, Incomplete or Completed; only what is marked as finished is complete."""
    if saved.state == "submitted":
        return "Completed"
    return "Incomplete" if saved.revision else "Not started"


def section_status(section: Section, facts: Mapping[str, tuple[str, ...]]) -> str:
    """A provision section is complete once every required question, or any at all, is answered."""
    given = [question for question in section.questions if facts.get(question.code)]
    if not given:
        return "Not started"
    open_ones = [each for each in section.questions if each.required and not facts.get(each.code)]
    return "Incomplete" if open_ones else "Completed"


def answered(framework: Framework, saved: Saved) -> int:
    """How many criteria have a score."""
    return sum(
        saved.criteria[item.code].score is not None
        for item in framework.assessable
        if item.code in saved.criteria
    )


def is_over(framework: Framework) -> bool:
    """Whether the scheme has an end, so that nobody needs to assess themselves against it any more."""
    return framework.in_force_to is not None


def progress(framework: Framework, saved: Saved) -> str:
    """How many criteria are scored, and whether there is any need to."""
    done = f"{answered(framework, saved)} of {len(framework.assessable)} answered"
    if framework.optional:
        return f"{done}. Optional: nobody asks for it"
    return f"{done}. Optional: this scheme has ended" if is_over(framework) else done


def assessment_status(framework: Framework, saved: Saved) -> str:
    """Completed once every criterion has a score."""
    count = answered(framework, saved)
    if count == len(framework.assessable):
        return "Completed"
    return "Incomplete" if count else "Not started"
