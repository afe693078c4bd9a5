"""Two records that are of one invented person."""

from participants.duplicates import workflow
from tests.factories.participants import person_at


def twin_record_of(person, *, site, **fields):
    """A second record of somebody, spelled otherwise, at the site."""
    fields = {
        "given_name": person.given_name,
        "family_name": f"{person.family_name}e",
        "born_on": person.born_on,
        **fields,
    }
    return person_at(site, **fields)


def probable_duplicate_of(person, *, site, **fields):
    """A second record, noted as probably the same."""
    workflow.look_around(person=twin_record_of(person, site=site, **fields))
    return workflow.note_pair(person=person, another=type(person).objects.latest("pk"))
