"""Named refusals. Each says in one sentence what is wrong and what to do; the web turns them into pages."""

from frameworks.language import mark


class Refused(Exception):
    """Something was asked that cannot be done. `status` is the HTTP status a page or API answers with."""

    status = 400
    title = mark("We cannot do that")

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotFound(Refused):
    """The thing does not exist, or the asker may not know that it does."""

    status = 404
    title = mark("Page not found")


class NotAllowed(Refused):
    """The asker is known but has no right to this."""

    status = 403
    title = mark("You do not have access to this page")


class Conflict(Refused):
    """Somebody saved in between, or the thing has moved on."""

    status = 409
    title = mark("This has changed since you opened it")


class Closed(Conflict):
    """The time point is not open."""

    title = mark("This collection is closed")


class TooMany(Refused):
    """Too many wrong tries."""

    status = 429
    title = mark("Too many tries")


class Invalid(Refused):
    """Answers that cannot be stored as they are. `problems` maps a field name to its message."""

    status = 422
    title = mark("There is a problem")

    def __init__(self, problems: dict[str, str]) -> None:
        super().__init__("; ".join(f"{field}: {message}" for field, message in problems.items()))
        self.problems = problems
