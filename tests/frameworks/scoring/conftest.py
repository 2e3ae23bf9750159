"""Generated examples have no time limit each: a busy machine is not a fault."""

from hypothesis import settings

settings.register_profile("no-deadline", deadline=None)
settings.load_profile("no-deadline")
