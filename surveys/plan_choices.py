"""What can be chosen in a learning plan: kinds of learning, how far an action is, kinds of meeting; and limits."""

from surveys.instrument import Option

CPD = (
    Option(
        code="work-based",
        label="Work-based learning",
        hint="Such as learning by doing, reflecting on your work, shadowing or feedback from others.",
    ),
    Option(
        code="professional",
        label="Professional activity",
        hint="Such as being part of a professional body, a network, or giving a talk.",
    ),
    Option(code="formal", label="Formal education", hint="Such as a course, a qualification or research."),
    Option(
        code="self-directed", label="Self-directed learning", hint="Such as reading, or sessions done online."
    ),
)
"""The four types of learning activity that the HCPC names, with examples in our own words."""
CPD_SOURCE = "http://www.hcpc-uk.org/registrants/cpd/intro/"
CPD_TYPES_WANTED = 2
"""The HCPC asks for a mixture: at least two types of learning activity
(https://www.hcpc-uk.org/news-and-events/blog/2022/how-to-choose-your-cpd-activities/)."""

PLANNED, DONE, DROPPED = "planned", "done", "dropped"
STATES = (
    Option(code=PLANNED, label="Planned"),
    Option(code=DONE, label="Done"),
    Option(code=DROPPED, label="Dropped"),
)
KINDS = (
    Option(code="initial", label="First meeting", hint="What you both want from this preceptorship."),
    Option(
        code="interim",
        label="Meeting along the way",
        hint="How it is going. You can record several of these.",
    ),
    Option(code="final", label="Last meeting", hint="What you take with you, and what comes next."),
)
ONLY_ONE = ("initial", "final")

LONGEST = {"aim": 300, "who": 100, "evidence": 1000, "reflection": 2000, "notes": 2000, "agreed": 1000}
"""The longest text of each field, in characters."""
MOST_ACTIONS, MOST_MEETINGS = 60, 30
"""More than anybody needs: a plan stays a page people read."""
EARLIEST_YEAR, LATEST_YEAR = 2020, 2099
