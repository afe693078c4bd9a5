"""The Young Parent room: a store day with an item on its shelf, a visit to the doctor, a rating."""

from datetime import timedelta
from types import SimpleNamespace

from programs.young_parent.models import DoctorVisit, SelfRating
from programs.young_parent.store import workflow as store


def item_at(site, *, name="Diapers, size 3", price=8, pieces=10):
    """An item on the shelf of the site."""
    return store.add_item(site=site, name=name, price=price, pieces=pieces, by=None)


def store_day_at(site, *, held_on=None):
    """A day of the store, today unless said otherwise."""
    return store.plan_day(site=site, held_on=held_on or site.today(), place="The community room", by=None)


def visit_of(enrollment, *, days_ago=4, outcome="planned", kind="checkup", person=None):
    """A visit of the parent, whose outcome nobody has noted yet."""
    return DoctorVisit.objects.create(
        enrollment=enrollment,
        person=person or enrollment.participant,
        kind=kind,
        on=enrollment.site.today() - timedelta(days=days_ago),
        outcome=outcome,
    )


def room_around(enrollment):
    """One of each that pages of the room are about."""
    return SimpleNamespace(
        store_day=store_day_at(enrollment.site),
        item=item_at(enrollment.site),
        visit=visit_of(enrollment),
        rating=SelfRating.objects.create(
            enrollment=enrollment,
            rated_on=enrollment.enrolled_on,
            occasion="start",
            skill=3,
            stress=4,
            health=3,
        ),
    )
