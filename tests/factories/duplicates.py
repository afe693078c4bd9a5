"""Two records that are of one invented person."""

from datetime import date
from types import SimpleNamespace

from participants.duplicates import workflow
from participants.duplicates.models import ProbableDuplicate
from programs.casework.duplicates import workflow as merging
from tests.factories.participants import person_at


def twin_record_of(person, *, site, **fields):
    """A second record of somebody, spelled otherwise, at the site."""
    same = {"given_name": person.given_name, "family_name": f"{person.family_name}e", "born_on": person.born_on}
    return person_at(site, **{**same, **fields})


def probable_duplicate_of(person, *, site, **fields):
    """A second record, noted as probably the same."""
    second = twin_record_of(person, site=site, **fields)
    workflow.look_around(person=second)
    return workflow.note_pair(person=person, another=second)


def duplicates_at(site, *, by):
    """Two records to be looked at, two that were merged, and a flag to the administrators."""
    one = person_at(site, given_name="Rowena", family_name="Zweimal", born_on=date(1999, 9, 9))
    pair = probable_duplicate_of(one, site=site)
    kept = person_at(site, given_name="Ansel", family_name="Quillfeather", born_on=date(2001, 1, 11))
    gone = twin_record_of(kept, site=site)
    flag = ProbableDuplicate.objects.create(
        one=one, other=kept, reasons=["name_alike", "phone_same"], weight=4, is_across_sites=True
    )
    merge = merging.merge(kept=kept, merged=gone, by=by, site=site, words="He told us.")
    return SimpleNamespace(one=one, other=pair.other, pair=pair, merge=merge, flag=flag)
