"""Which rows point at a person, and moving them. A new app's rows move without a word here."""

from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from mmp_portal.audit.kinds import kind_of
from mmp_portal.audit.privacy import classified, is_ours
from participants.models import Person

# Relations that stay as they are, and why.
LEFT = {
    "participants.NameKey.person": "worked out from the names, which each record keeps",
    "participants.Person.merged_into": "says itself what was merged into what",
    "probable_duplicates.ProbableDuplicate.one": "was said about these two records",
    "probable_duplicates.ProbableDuplicate.other": "was said about these two records",
    "duplicates.Merge.kept": "is the history of the records themselves",
    "duplicates.Merge.merged": "is the history of the records themselves",
}
# Rows of which one person can have only one: the kept record's stands, the other stays with the merged record.
KEPT_ALONE = {
    "participants.Registration.person": "both are registered at one site: the earlier day counts",
    "participants.HouseholdMember.person": "both have a place in one household",
    "participants.Background.person": "each person has one answer about race, ethnicity and tribe",
}


@dataclass(frozen=True)
class Relation:
    """A field of some model that points at a person."""

    model: Any
    field: Any

    @property
    def code(self):
        return f"{self.model._meta.label}.{self.field.name}"

    @property
    def label(self):
        """What its rows are called; those of a list between two kinds are called as the kind that keeps it."""
        named = self.model._meta.auto_created or self.model
        kind = kind_of(named)
        return capfirst(str(kind.label if kind else named._meta.verbose_name_plural))

    @property
    def is_restricted(self):
        """Whether already that there is such a row tells something restricted."""
        return is_ours(self.model) and "restricted" in classified(self.model).values()

    def rows_of(self, person):
        return self.model._base_manager.filter(**{self.field.name: person})


@dataclass(frozen=True)
class Collision:
    """Two rows that cannot both stand once the records are one."""

    relation: Relation
    row: Any
    other: Any
    constraint: Any = None


def relations():
    """Every relation from any model to a person, rooms included, in the order of the apps."""
    return [
        Relation(model, field)
        for model in apps.get_models(include_auto_created=True)
        for field in model._meta.concrete_fields
        if field.is_relation and field.related_model is Person and not model._meta.proxy
    ]


def moving_relations():
    return [relation for relation in relations() if relation.code not in LEFT]


def what_would_move(merged):
    """Pairs of what the rows are called and how many would move; what is restricted is not told apart."""
    found: dict[str, int] = {}
    for relation in moving_relations():
        count = relation.rows_of(merged).count()
        if count and not relation.is_restricted:
            found[relation.label] = found.get(relation.label, 0) + count
    return sorted(found.items())


# --- What cannot both stand -------------------------------------------------------------------


def collisions(kept, merged) -> list[Collision]:
    """Rows of the merged record for which the kept one has a row that forbids a second."""
    return [one for relation in moving_relations() for one in _collisions_of(relation, kept, merged)]


def _collisions_of(relation, kept, merged):
    uniques = list(_uniques_of(relation))
    if not uniques:
        return
    theirs, ours = list(relation.rows_of(merged)), list(relation.rows_of(kept))
    for fields, condition, constraint in uniques:
        others = {
            tuple(getattr(row, name) for name in fields): row for row in ours if _holds(relation, row, condition)
        }
        for row in theirs:
            if _holds(relation, row, condition):
                other = others.get(tuple(getattr(row, name) for name in fields))
                if other is not None:
                    yield Collision(relation, row, other, constraint)


def _uniques_of(relation):
    """For each rule that a person stands once: the other fields of it, its condition, and the rule."""
    meta, name = relation.model._meta, relation.field.name
    if relation.field.unique:
        yield (), None, None
    for together in meta.unique_together:
        if name in together:
            yield _attnames(meta, together, name), None, None
    for constraint in meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and name in constraint.fields:
            yield _attnames(meta, constraint.fields, name), constraint.condition, constraint


def _attnames(meta, fields, left_out):
    return tuple(meta.get_field(field).attname for field in fields if field != left_out)


def _holds(relation, row, condition):
    return condition is None or relation.model._base_manager.filter(condition, pk=row.pk).exists()


def sentence_of(collision):
    """Why two rows cannot both stand, for the user."""
    words = getattr(collision.constraint, "violation_error_message", None)
    default = models.UniqueConstraint.default_violation_error_message
    if not words or words == default:
        words = _("Both have one, and a person can have only one.")
    return f"{collision.relation.label}: {words}"


# --- Moving -----------------------------------------------------------------------------------


def move(kept, merged, *, left=()):
    """Point every row of the merged record at the kept one; yields (model, row, field, before, after) for each.

    `left` are the rows, as collisions, that stay.
    """
    staying: dict[str, set] = {}
    for collision in left:
        staying.setdefault(collision.relation.code, set()).add(collision.row.pk)
    for relation in moving_relations():
        rows = relation.rows_of(merged).exclude(pk__in=staying.get(relation.code, ()))
        numbers = list(rows.order_by("pk").values_list("pk", flat=True))
        models.QuerySet(relation.model).filter(pk__in=numbers).update(**{relation.field.name: kept})
        for number in numbers:
            yield relation.model._meta.label, number, relation.field.name, merged.pk, kept.pk


def move_back(rows):
    """Put back what moved, where it still stands as the merging left it; returns how many rows had changed since."""
    changed = 0
    for row in rows:
        model = apps.get_model(row.model)
        name = model._meta.get_field(row.field).attname
        standing = models.QuerySet(model).filter(pk=row.row, **{name: row.after})
        changed += not standing.update(**{name: row.before})
    return changed
