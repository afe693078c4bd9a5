"""Every relation from any table to a person is moved, or is left with a reason."""

import pytest

from programs.casework.duplicates import moving
from tests.factories.participants import person_at


def test_every_relation_to_a_person_is_moved_or_left_with_a_reason():
    codes = {relation.code for relation in moving.relations()}

    assert set(moving.LEFT) <= codes, "left, but there is no such relation any more"
    assert set(moving.KEPT_ALONE) <= codes, "kept alone, but there is no such relation any more"
    assert not set(moving.LEFT) & set(moving.KEPT_ALONE)
    assert all(reason.strip() for reason in (*moving.LEFT.values(), *moving.KEPT_ALONE.values()))


def test_relations_of_every_floor_are_found():
    codes = {relation.code for relation in moving.moving_relations()}

    assert {
        "participants.ReachWay.person",
        "consents.Consent.given_by",
        "mentors.Mentor.person",
        "enrollments.Enrollment.participant",
        "contacts.Contact_present.person",
        "meetings.Attendance.person",
    } <= codes


def test_after_moving_nothing_points_at_the_old_record(cast):
    participant = cast.here.participant
    kept = person_at(cast.here.site, given_name="Sole", family_name="Remainer")
    cast.here.contact.present.add(participant)
    alone = [one for one in moving.collisions(kept, participant) if one.relation.code in moving.KEPT_ALONE]
    before = {relation.code: relation.rows_of(participant).count() for relation in moving.moving_relations()}
    staying = {one.relation.code for one in alone}

    rows = list(moving.move(kept, participant, left=alone))

    assert staying == {"participants.Registration.person"}
    assert sum(before.values()) == len(rows) + len(alone)
    for relation in moving.moving_relations():
        assert relation.rows_of(participant).count() == (relation.code in staying), relation.code
    assert {"enrollments.Enrollment", "meetings.Attendance", "contacts.Contact_present"} <= {row[0] for row in rows}


def test_what_would_move_does_not_tell_of_restricted_rows(cast):
    restricted = [relation for relation in moving.moving_relations() if relation.is_restricted]

    labels = [label for label, _count in moving.what_would_move(cast.here.participant)]

    assert any(relation.rows_of(cast.here.participant).exists() for relation in restricted)
    assert labels
    assert not {relation.label for relation in restricted} & set(labels)


@pytest.mark.parametrize("relation", moving.relations(), ids=lambda relation: relation.code)
def test_every_relation_has_a_name_for_people(relation):
    assert relation.label
    assert "object" not in relation.label.lower()
