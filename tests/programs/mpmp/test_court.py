"""Court and plan: writing down, correcting, and who sees what of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from mmp_portal.audit.models import Opening
from programs.casework.caseload.owed import owed_by_mentors
from programs.casework.enrollments.models import Enrollment
from programs.gathering import owed_everywhere
from programs.mpmp import workflow
from programs.mpmp.models import ChildPlacement, CourtCase, Deadline, FamilyVisit, NewReport, Petition, PlanItem
from tests.factories.mpmp import CourtCaseFactory, PlacementFactory, PlanItemFactory


@pytest.fixture
def family(cast):
    return cast.here.mpmp


def day(cast, days=0):
    return (cast.here.site.today() + timedelta(days=days)).isoformat()


def url(name, row):
    return reverse(f"mpmp:{name}", args=[row.pk])


# --- The page -------------------------------------------------------------------------------


def test_staff_see_children_plan_deadlines_and_no_word_of_the_petition(cast, client_of, family):
    page = client_of(cast.here.staff).get(url("court", family.enrollment)).content.decode()

    assert "Clover" in page
    assert "an aunt" in page
    assert "Finish the parenting class" in page
    assert "I asked for the evening class." in page
    assert "Permanency progress hearing" in page
    assert "no heat" not in page


def test_the_mentor_sees_on_the_phone_what_the_role_table_grants(cast, client_of, family):
    page = client_of(cast.here.mentor_user).get(url("court", family.enrollment)).content.decode()

    assert "Review hearing" in page
    assert "an aunt" in page
    assert "Finish the parenting class" in page
    assert "I want longer visits." in page
    for hidden in ("EX-JV-26-100", "Ruth Imagines", "no heat", "Supervised"):
        assert hidden not in page


def test_once_the_match_has_ended_the_mentor_sees_nothing_of_it(cast, client_of, family):
    match = family.match
    match.status, match.ended_on, match.end_reason = "ended", cast.here.site.today(), "moved"
    match.save()

    assert client_of(cast.here.mentor_user).get(url("court", family.enrollment)).status_code == 404
    assert client_of(cast.here.mentor_user).get(url("hearing", family.hearing)).status_code == 404


def test_a_case_of_another_program_has_no_such_page(cast, client_of):
    assert client_of(cast.here.staff).get(url("court", cast.here.enrollment)).status_code == 404


def test_the_story_and_the_panel_beside_it_tell_of_placements(cast, client_of, family):
    page = client_of(cast.here.staff).get(family.enrollment.get_absolute_url()).content.decode()

    assert "Clover: With relatives or close friends" in page
    assert "0 of 1 item of the plan done" in page


def test_the_room_shows_the_next_court_date(cast, client_of, family):
    assert family.enrollment.is_open

    page = client_of(cast.here.staff).get(reverse("mpmp:home")).content.decode()

    assert "Review hearing" in page
    assert "1 child" in page


# --- Placements -----------------------------------------------------------------------------


def test_a_move_ends_the_placement_before(cast, client_of, family):
    before = family.placement
    sent = {
        "child": cast.here.child.pk,
        "kind": "foster",
        "with_whom": "the Larkins",
        "starts_on": day(cast, -3),
        "ends_earlier": "on",
    }

    client_of(cast.here.staff).post(url("add_placement", family.enrollment), sent)

    before.refresh_from_db()
    assert before.ends_on.isoformat() == day(cast, -3)
    assert ChildPlacement.objects.running().get(enrollment=family.enrollment).kind == "foster"


def test_two_places_at_once_are_refused_beside_the_field(cast, client_of, family):
    sent = {"child": cast.here.child.pk, "kind": "foster", "starts_on": day(cast, -9), "ends_on": day(cast, -3)}

    answer = client_of(cast.here.staff).post(url("add_placement", family.enrollment), sent)

    assert "somewhere else at that time" in answer.context["form"].errors["starts_on"][0]


def test_a_placement_running_twice_is_refused_by_the_database(family):
    with pytest.raises(IntegrityError), transaction.atomic():
        PlacementFactory(enrollment=family.enrollment, child=family.placement.child)


def test_a_lost_update_shows_both_versions(cast, client_of, family):
    placement = family.placement
    client = client_of(cast.here.staff)
    sent = {"child": placement.child_id, "kind": "relative", "with_whom": "her sister"}
    sent |= {"starts_on": placement.starts_on.isoformat(), "version": placement.version}
    client.post(url("edit_placement", placement), sent)

    answer = client.post(url("edit_placement", placement), {**sent, "with_whom": "an uncle"})

    lines = answer.context["form"].conflict
    assert [(line.theirs, line.yours) for line in lines] == [("her sister", "an uncle")]


# --- Visits, the plan, the court case -------------------------------------------------------


def test_a_visit_is_kept_with_its_children(cast, client_of, family):
    sent = {"children": [cast.here.child.pk], "on_chip": day(cast), "kind": "unsupervised", "outcome": "kept"}

    client_of(cast.here.staff).post(url("add_visit", family.enrollment), {**sent, "duration_minutes_chip": "90"})

    visit = FamilyVisit.objects.get(kind="unsupervised")
    assert (visit.duration_minutes, list(visit.children.all())) == (90, [cast.here.child])


def test_a_visit_that_did_not_take_place_has_no_length(cast, client_of, family):
    sent = {"children": [cast.here.child.pk], "on_chip": day(cast), "kind": "supervised", "outcome": "county"}

    answer = client_of(cast.here.staff).post(
        url("add_visit", family.enrollment), {**sent, "duration_minutes_chip": "90"}
    )

    assert "has no length" in str(answer.context["form"].errors)


def test_an_item_is_done_and_taken_back(cast, client_of, family):
    client, item = client_of(cast.here.staff), family.item
    client.post(url("end_item", item), {"status": "done", "on": day(cast), "parents_words": "I did it."})
    item.refresh_from_db()
    assert (item.status, item.parents_words) == ("done", "I did it.")

    client.post(url("reopen_item", item))

    item.refresh_from_db()
    assert (item.status, item.ended_on) == ("open", None)


def test_the_mentor_writes_what_the_parent_says(cast, client_of, family):
    client = client_of(cast.here.mentor_user)

    client.post(url("item_words", family.item), {"parents_words": "I need a ride on Tuesdays."})

    assert PlanItem.objects.get(pk=family.item.pk).parents_words == "I need a ride on Tuesdays."
    assert client.get(url("edit_item", family.item)).status_code == 403


def test_one_court_case_a_family(cast, client_of, family):
    sent = {"opened_on": day(cast, -80), "is_tribal": "yes", "tribe": "", "version": 1}
    answer = client_of(cast.here.staff).post(url("court_case", family.enrollment), sent)
    assert "Name the tribe" in str(answer.context["form"].errors)

    client_of(cast.here.staff).post(url("court_case", family.enrollment), {**sent, "tribe": "An example band"})

    assert CourtCase.objects.get(enrollment=family.enrollment).tribe == "An example band"
    with pytest.raises(IntegrityError), transaction.atomic():
        CourtCaseFactory(enrollment=family.enrollment)


def test_nothing_is_written_in_a_closed_case(cast, family):
    enrollment = family.enrollment
    item = family.item
    Enrollment.objects.filter(pk=enrollment.pk).update(status="closed", closed_on=cast.here.site.today())

    with pytest.raises(workflow.CannotWrite, match="closed"):
        workflow.say_about_item(item=item, parents_words="Too late.", by=cast.here.staff)


# --- Deadlines ------------------------------------------------------------------------------


def test_a_continuance_is_noted_with_its_reason(cast, client_of, family):
    address = reverse("mpmp:deadline", args=[family.enrollment.pk, "placement_plan"])
    client = client_of(cast.here.staff)
    answer = client.post(address, {"due_on": day(cast, 20)})
    assert "such as a continuance" in answer.context["form"].errors["reason"][0]

    client.post(address, {"due_on": day(cast, 20), "reason": "Continued."})

    note = Deadline.objects.get()
    assert (note.due_on.isoformat(), note.reason) == (day(cast, 20), "Continued.")
    assert "Continued." in client.get(url("court", family.enrollment)).content.decode()


def test_a_late_deadline_and_a_late_item_are_owed_by_staff_alone(cast, family):
    enrollment = family.enrollment
    PlanItemFactory(enrollment=enrollment, words="Find a home", due_on=cast.here.site.today())
    cases, today = Enrollment.objects.filter(pk=enrollment.pk), cast.here.site.today()

    rules = {item.rule for item in owed_everywhere(cases, today, cast.here.staff)}

    assert {"court-deadline", "plan-item"} <= rules
    assert not {item.item.rule for item in owed_by_mentors(cases, on=today, user=cast.here.mentor_user)} & {
        "court-deadline",
        "plan-item",
        "hearing-outcome",
    }


# --- Restricted -----------------------------------------------------------------------------


def test_petitions_open_with_a_reason_and_each_opening_is_recorded(cast, client_of, family):
    client, address = client_of(cast.here.staff), url("restricted", family.enrollment)
    assert "no heat" not in client.get(address).content.decode()
    assert client.get(url("edit_petition", family.petition)).status_code == 302

    client.post(address, {"reason": "To prepare the hearing of Monday."})

    assert "no heat" in client.get(address).content.decode()
    assert Opening.objects.filter(what="restricted facts", by=cast.here.staff).exists()


def test_behind_the_reason_a_finding_and_a_report_are_written(cast, client_of, family):
    client = client_of(cast.here.staff)
    client.post(url("restricted", family.enrollment), {"reason": "To write what came of it, on Monday."})
    petition = family.petition
    sent = {"kind": "protection", "filed_on": day(cast, -80), "allegations": "As filed.", "finding": "Not proved."}

    client.post(url("edit_petition", petition), {**sent, "version": petition.version})
    client.post(url("add_report", family.enrollment), {"reported_on": day(cast, -2), "finding": "screened_out"})

    assert Petition.objects.get().finding == "Not proved."
    assert NewReport.objects.filter(finding="screened_out").count() == 1
    page = client.get(url("restricted", family.enrollment)).content.decode()
    assert "Within the time that the quarter" in page


def test_another_worker_of_the_site_is_refused(cast, client_of, family):
    Enrollment.objects.filter(pk=family.enrollment.pk).update(worker=cast.here.supervisor)

    assert client_of(cast.here.staff).get(url("restricted", family.enrollment)).status_code == 403
