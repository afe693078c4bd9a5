"""How somebody is reached now stays with the sites where they are registered now.

A site that they left keeps its own records, their name, and the ways that it kept for itself. A new phone or address
that the next site learns is not its business: somebody may have moved away from somebody.
"""

from participants.models import Person
from participants.workflow import REACH_FIELDS


def hide_where_moved_on(person, user):
    """Take the ways to reach them out of this copy of the person, if they moved on from the sites of `user`."""
    if Person.objects.moved_on_from(user).filter(pk=person.pk).exists():
        for field in person._meta.concrete_fields:
            if field.name in REACH_FIELDS:
                setattr(person, field.attname, field.get_default())
        person.reach_is_hidden = True
    return person
