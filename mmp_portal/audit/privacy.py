"""How private each field is: one answer for exports, scrubbed copies, screens and the audit trail.

Each model, and each abstract base, names its own fields in an inner class:

    class Privacy:
        public = ("id", "site")        # about the work, not about a person
        personal = ("given_name",)     # who somebody is and how to reach them
        sensitive = ("note",)          # their story: notes, schooling, health, outcomes
        restricted = ("words",)        # violence, substance use, mental health, Children's Division, secrets
"""

from pathlib import Path

from django.conf import settings

LEVELS = ("public", "personal", "sensitive", "restricted")


def is_ours(model) -> bool:
    """Whether the model is the portal's own rather than a library's."""
    if model._meta.auto_created:
        return False
    root = model.__module__.split(".")[0]
    return (Path(settings.BASE_DIR) / root).is_dir()


def classified(model) -> dict[str, str]:
    """Field name -> level, gathered from the model and its abstract bases.

    Raises ValueError when a field is named twice.
    """
    levels: dict[str, str] = {}
    for owner in model.__mro__:
        privacy = owner.__dict__.get("Privacy")
        if privacy is None:
            continue
        for level in LEVELS:
            for name in getattr(privacy, level, ()):
                if name in levels:
                    raise ValueError(f"{model.__name__}.{name} is classified twice.")
                levels[name] = level
    return levels
