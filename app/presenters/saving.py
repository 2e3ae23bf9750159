"""What the page says while it saves by itself, for the script that does so."""

from frameworks.language import say


def saving_words() -> dict[str, str]:
    """Words by what happened: `saved` (with `{time}`), `offline`, `refused`, or the status of a refusal."""
    return {
        "saved": say("Saved at {time}"),
        "offline": say(
            "Not saved yet: there is no connection. Stay on this page: it is saved when you are connected again."
        ),
        "refused": say("Not saved yet. Choose Save and continue to see why."),
        "401": say(
            "Not saved yet: your session has ended. Choose Save and continue, and enter your return code."
        ),
        "409": say(
            "Not saved yet: this section was saved in another window, or can no longer be changed. "
            "Choose Save and continue to see what to do."
        ),
        "422": say("Not saved yet: an answer needs changing. Choose Save and continue to see which."),
    }
