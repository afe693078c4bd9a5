"""`manage.py state_diagrams > docs/states.md`: the status tables, drawn."""

import sys

from django.apps import apps
from django.core.management.base import BaseCommand
from django.db.models import TextChoices
from django.utils.translation import override

from mmp_portal.audit.privacy import is_ours

INTRODUCTION = """\
# States

Every status in the portal has a table in the code that says what may follow what. These diagrams are drawn from those tables by `python manage.py state_diagrams`. A test fails when they differ. An arrow from the dot leads to the first state, and an arrow to the ringed dot marks a state that nothing follows.
"""


def tables():
    """Each of our models that has a status table: (model, its status field, the table), by model name.

    The table is `TRANSITIONS`, on the model or in its module, and its keys are the field's choices.
    """
    for model in sorted(filter(is_ours, apps.get_models()), key=lambda model: model.__name__):
        table = getattr(model, "TRANSITIONS", None) or getattr(sys.modules[model.__module__], "TRANSITIONS", None)
        if not table:
            continue
        choices = type(next(iter(table)))
        if not issubclass(choices, TextChoices):
            continue
        for field in model._meta.fields:
            if field.choices == choices.choices:
                yield model, field, table


def starts(model, field) -> tuple:
    """The states a row may begin in: `STARTS` beside the table where it says more than the field's default."""
    more = getattr(sys.modules[model.__module__], "STARTS", None)
    return more or ((field.default,) if field.has_default() else ())


def diagram(field, table, starting) -> str:
    """The table as a Mermaid state diagram, in the order of the choices."""
    order = list(type(next(iter(table))).__members__.values())
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{state.label}" as {state.value}' for state in order]
    lines += [f"    [*] --> {state.value}" for state in order if state in starting]
    for state in order:
        following = [later for later in order if later in table[state]]
        lines += [f"    {state.value} --> {later.value}" for later in following]
        if not following:
            lines.append(f"    {state.value} --> [*]")
    return "\n".join(lines)


def document() -> str:
    """The whole page, in Markdown."""
    with override("en"):
        parts = [INTRODUCTION]
        for model, field, table in tables():
            place = model.__module__.removesuffix(".models")
            parts.append(
                f"\n## {model._meta.verbose_name.capitalize()}\n\n"
                f"`{model.__name__}.{field.name}` in `{place}`.\n\n"
                f"```mermaid\n{diagram(field, table, starts(model, field))}\n```\n"
            )
        return "".join(parts)


class Command(BaseCommand):
    help = "Prints docs/states.md: a diagram of every status table."

    def handle(self, **options):
        self.stdout.write(document(), ending="")
