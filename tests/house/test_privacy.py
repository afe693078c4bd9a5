"""Every field of every model of ours says how private it is."""

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model

from mmp_portal.audit.privacy import LEVELS, classified, is_ours

MODELS = [model for model in apps.get_models(include_auto_created=True) if is_ours(model)]

# What tells who somebody is, or what their life is like, is never public, whatever the model.
NEVER_PUBLIC = {"given_name", "family_name", "preferred_name", "email", "phone", "address", "born_on", "note", "notes"}

# An office may be rung up, and a mailbox of an agency is no person's.
OFFICES = {"agencies.Agency", "agencies.Site", "public_pages.SitePage"}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_every_field_is_classified_exactly_once(model):
    fields = {field.name for field in [*model._meta.concrete_fields, *model._meta.many_to_many]}

    levels = classified(model)

    assert fields - set(levels) == set(), "not classified"
    assert set(levels) - fields == set(), "classified, but no field of the model"


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_levels_are_the_four(model):
    for owner in model.__mro__:
        privacy = owner.__dict__.get("Privacy")
        if privacy:
            assert {name for name in vars(privacy) if not name.startswith("_")} <= set(LEVELS)


@pytest.mark.parametrize(
    "model", [model for model in MODELS if model._meta.label not in OFFICES], ids=lambda model: model._meta.label
)
def test_what_tells_who_somebody_is_is_not_public(model):
    public = {name for name, level in classified(model).items() if level == "public"}

    assert public & NEVER_PUBLIC == set()


def test_restricted_facts_lie_in_rows_of_their_own():
    """A table with a restricted field holds nothing else about a person, so no ordinary query carries it along.

    A password is a secret rather than a fact about a family: it stays with the person who signs in.
    """
    mixed = {}
    for model in MODELS:
        if model is get_user_model():
            continue
        levels = classified(model)
        others = {
            name for name, level in levels.items() if level in ("personal", "sensitive") and name != "void_reason"
        }
        if "restricted" in levels.values() and others:
            mixed[model._meta.label] = others

    assert mixed == {}
