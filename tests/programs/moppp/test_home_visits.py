"""A home visit on one page: the children, what was given, the way there, and what few may read."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mmp_portal.audit.models import Opening
from mmp_portal.drafts.models import Draft
from mmp_portal.outbox.models import Message
from participants.immunizations import workflow as immunizations
from participants.immunizations.models import CardSeen, Immunization
from programs.casework.assessments.models import Schedule, Tool
from programs.casework.contacts.models import Appointment, Contact
from programs.casework.supports import workflow as supports
from programs.casework.supports.models import Book
from programs.moppp.due import be_back, on_the_way, still_out, tell_supervisors
from programs.moppp.home_visits import workflow
from programs.moppp.models import ChildSeen, HomeVisit, Outing, SafetyNote
from tests.factories.accounts import user_with
from tests.factories.casework import MeetingFactory
from tests.factories.moppp import outing_of
from tests.factories.parameters import value_at
from tests.factories.participants import child_of


@pytest.fixture
def family(cast):
    return cast.here.moppp.enrollment


@pytest.fixture
def child(cast):
    return cast.here.moppp.child


@pytest.fixture
def diapers(cast):
    """Ten packs on the shelf of the site."""
    item = supports.open_account(
        book=Book.GOODS,
        site=cast.here.site,
        program="moppp",
        name="Diapers, size 2",
        code="diapers-2",
        by=cast.here.staff,
    )
    supports.enter(account=item, amount=10, kind="donated", on=cast.here.site.today(), by=cast.here.staff)
    return item


def said(family, **extra):
    """A home visit of today, with what the room's section says."""
    today = family.site.today().isoformat()
    usual = {"people": [str(family.participant_id)], "what": "home_visit", "day_chip": today, "minutes_chip": "60"}
    return {**usual, "setting": "home", **{f"extra-{name}": value for name, value in extra.items()}}


def record(client, family, **extra):
    answer = client.post(reverse("contacts:record", args=[family.pk]), said(family, **extra))
    return answer, Contact.objects.filter(enrollment=family).order_by("-pk").first()


def words(answer):
    return answer.content.decode()


# --- The visit -------------------------------------------------------------------------------


def test_every_child_of_the_household_is_on_the_page_at_once(cast, client_of, family, child):
    second = child_of(family.participant, given_name="Finch", born_on=cast.here.site.today() - timedelta(days=800))

    page = words(client_of(cast.here.staff).get(reverse("contacts:record", args=[family.pk])))

    for one in (child, second):
        assert f'name="extra-child_{one.pk}_diaper"' in page
    for label in ("Parent-child interaction", "Development-centered parenting", "Family well-being", "Next unit"):
        assert label in page
    assert '<details class="card fold" open>' in page


def test_what_was_seen_is_kept_with_the_contact_and_read_on_its_page(cast, client_of, family, child):
    group = MeetingFactory(
        site=cast.here.site,
        program="moppp",
        kind="parent_cafe",
        topic="What makes us strong",
        starts_at=timezone.now() + timedelta(days=9),
    )
    client = client_of(cast.here.staff)

    _answer, contact = record(
        client,
        family,
        interaction="She waited until he reached.",
        strengths="Calm hands.",
        curriculum_next="Tummy time",
        primary_caregiver=str(family.participant_id),
        next_group=str(group.pk),
        **{
            f"child_{child.pk}_seen": "Lifts his head",
            f"child_{child.pk}_diaper": "2",
            f"child_{child.pk}_book": "on",
            f"child_{child.pk}_doctor": "no",
        },
    )

    visit = contact.home_visit
    row = visit.children.get()
    assert (row.child, row.diaper_size, row.wants_book, row.has_medical_home) == (child, "2", True, False)
    page = words(client.get(contact.get_absolute_url()))
    for part in ("She waited until he reached.", "Lifts his head", "diapers: Size 2", "has no medical home"):
        assert part in page
    again = words(client.get(reverse("contacts:record", args=[family.pk])))
    assert 'value="Tummy time"' in again


def test_correcting_a_visit_keeps_one_row_and_raises_its_version(cast, client_of, family, child):
    client = client_of(cast.here.staff)
    _answer, contact = record(client, family, interaction="First words", **{f"child_{child.pk}_seen": "Smiles"})

    client.post(
        reverse("contacts:edit", args=[contact.pk]),
        {**said(family, interaction="Better words"), "version": contact.version},
    )

    visit = HomeVisit.objects.get(contact=contact)
    assert (visit.interaction, visit.version, visit.children.count()) == ("Better words", 2, 0)


def test_of_a_call_nothing_is_kept_but_what_was_typed(cast, client_of, family):
    client = client_of(cast.here.staff)
    caregiver = {"extra-primary_caregiver": str(family.participant_id)}
    url = reverse("contacts:record", args=[family.pk])

    client.post(url, {**said(family), "what": "call", **caregiver})
    assert not HomeVisit.objects.filter(contact__kind="call").exists()

    client.post(url, {**said(family, strengths="She called first."), "what": "call", **caregiver})
    assert HomeVisit.objects.get(contact__kind="call").strengths == "She called first."


def test_the_next_visit_is_planned_by_the_same_saving_once(cast, client_of, family):
    client = client_of(cast.here.staff)
    day = cast.here.site.today() + timedelta(days=7)
    data = said(family, next_on=day.isoformat(), next_at="10:30")
    data["uid"] = "7c0e4a56-1d5c-4d64-9d0d-0d9b8f2f1a11"
    for _twice in range(2):
        client.post(reverse("contacts:record", args=[family.pk]), data)

    planned = Appointment.objects.get(enrollment=family)
    assert (planned.kind, planned.worker) == ("home_visit", cast.here.staff)
    assert timezone.localtime(planned.starts_at, cast.here.site.zone).strftime("%H:%M") == "10:30"


@pytest.mark.parametrize(
    ("given", "sentence"), [({"next_on": "2099-01-05"}, "At what time?"), ({"next_at": "9:00"}, "On which day?")]
)
def test_a_next_visit_needs_its_day_and_time(cast, client_of, family, given, sentence):
    answer, _contact = record(client_of(cast.here.staff), family, interaction="Kept words", **given)

    assert sentence in words(answer)
    assert "Kept words" in words(answer)


def test_the_section_is_in_the_draft_of_the_form_and_words_of_self_harm_are_not(cast, client_of, family):
    client = client_of(cast.here.staff)
    data = said(family, interaction="Typed so far", self_harm_words="Never kept")
    page = words(client.get(reverse("contacts:record", args=[family.pk])))
    carried = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("draft_mark", "once")}

    client.post(reverse("drafts:keep"), {**data, **carried})

    values = Draft.objects.get(owner=cast.here.staff, page__contains=f"/{family.pk}/").values
    assert values["extra-interaction"] == ["Typed so far"]
    assert not [name for name in values if "self_harm" in name]
    assert "Typed so far" in words(client.get(reverse("contacts:record", args=[family.pk])))


# --- Health ----------------------------------------------------------------------------------


def shots(child, **said):
    return {f"child_{child.pk}_{name}": value for name, value in said.items()}


def test_shots_and_the_card_go_into_the_childs_own_record(cast, client_of, family, child):
    yesterday = cast.here.site.today() - timedelta(days=1)
    client = client_of(cast.here.staff)
    assert "No card seen yet" in words(client.get(reverse("contacts:record", args=[family.pk])))

    said_so = shots(child, card="on", shots_on=yesterday.isoformat(), shots=["dtap", "hib"])
    record(client, family, interaction="Held him close.", **said_so)

    doses = Immunization.objects.filter(person=child).order_by("vaccine")
    assert [(dose.vaccine, dose.given_on, dose.site) for dose in doses] == [
        ("dtap", yesterday, cast.here.site),
        ("hib", yesterday, cast.here.site),
    ]
    assert CardSeen.objects.get(person=child).seen_on == cast.here.site.today()
    assert "No card seen yet" not in words(client.get(reverse("moppp:bag", args=[family.pk])))


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"shots": ["mmr"]}, "On which day were they given?"),
        ({"shots_on": "2026-01-05"}, "Choose what was given on that day."),
        ({"shots_on": "1999-01-05", "shots": ["mmr"]}, "before the birth"),
    ],
)
def test_shots_need_their_day_and_a_day_its_shots(cast, client_of, family, child, given, sentence):
    answer, _contact = record(client_of(cast.here.staff), family, interaction="Kept words", **shots(child, **given))

    assert sentence in words(answer)
    assert "Kept words" in words(answer)
    assert not Immunization.objects.filter(person=child).exists()


def test_a_shot_that_is_on_record_already_refuses_the_whole_visit(cast, client_of, family, child):
    today = cast.here.site.today()
    immunizations.add(person=child, site=family.site, by=cast.here.staff, given_on=today, vaccines=["mmr"])
    before = Contact.objects.count()

    answer, _contact = record(
        client_of(cast.here.staff), family, **shots(child, shots_on=today.isoformat(), shots=["mmr"])
    )

    assert "on record for that day already" in words(answer)
    assert Contact.objects.count() == before


def test_a_visit_that_is_corrected_asks_of_no_shots(cast, client_of, family, child):
    page = words(client_of(cast.here.staff).get(reverse("contacts:edit", args=[cast.here.moppp.visit.pk])))

    assert f"extra-child_{child.pk}_seen" in page
    assert f"extra-child_{child.pk}_shots" not in page


def test_assessments_due_stand_on_the_page_of_the_visit_and_a_restricted_one_without_its_name(
    cast, client_of, family, child
):
    asked = {"program": "moppp", "when": "days_after_enrollment", "number": 90, "starts_on": "2020-01-01"}
    Schedule.objects.create(tool=Tool.objects.create(code="asq-x", name="Steps of a child", about="child"), **asked)
    hidden = Tool.objects.create(code="mood-x", name="Mood of a parent", about="parent", is_restricted=True)
    Schedule.objects.create(tool=hidden, **asked)

    page = words(client_of(cast.here.staff).get(reverse("contacts:record", args=[family.pk])))

    assert "Steps of a child for Robin, by" in page
    assert "an assessment for Sage, by" in page
    assert "Mood of a parent" not in page


# --- Goods -----------------------------------------------------------------------------------


def test_what_is_given_leaves_the_shelf_and_a_correction_puts_it_back(cast, client_of, family, diapers):
    client = client_of(cast.here.staff)
    item = f"item_{diapers.pk}"

    _answer, contact = record(client, family, **{item: "3"})
    assert supports.balance_of(diapers) == 7
    assert "Diapers, size 2 (3)" in words(client.get(contact.get_absolute_url()))

    for count, left in (("3", 7), ("1", 9), ("", 10)):
        contact.refresh_from_db()
        data = {**said(family, **{item: count}), "version": contact.version}
        client.post(reverse("contacts:edit", args=[contact.pk]), data)
        assert supports.balance_of(diapers) == left


def test_more_than_is_on_the_shelf_is_refused_beside_the_item(cast, client_of, family, diapers):
    before = Contact.objects.count()

    answer, _contact = record(client_of(cast.here.staff), family, **{f"item_{diapers.pk}": "11"})

    assert "Only 10 are on the shelf." in words(answer)
    assert (Contact.objects.count(), supports.balance_of(diapers)) == (before, 10)


def test_the_shelf_of_another_site_is_not_offered(cast, client_of, diapers):
    page = words(client_of(cast.there.staff).get(reverse("contacts:record", args=[cast.there.moppp.enrollment.pk])))

    assert "Diapers, size 2" not in page


def test_what_a_family_was_given_stands_on_its_visit_plan(cast, client_of, family, diapers):
    client = client_of(cast.here.staff)
    for pieces in ("3", "2"):
        record(client, family, **{f"item_{diapers.pk}": pieces})

    assert client.get(reverse("moppp:plan", args=[family.pk])).context["given"] == [("Diapers, size 2", 5)]


# --- The signature ---------------------------------------------------------------------------


@pytest.mark.parametrize(("signed", "is_kept"), [("", False), ("Sage Kindly", True)])
def test_a_visit_is_signed_where_the_model_asks_for_it(cast, client_of, family, signed, is_kept):
    value_at(cast.here.site, program="moppp", name="hfa_visit_is_signed", value=True)

    answer, _contact = record(client_of(cast.here.staff), family, interaction="Kept words", signed_name=signed)

    assert HomeVisit.objects.filter(signed_name=signed, interaction="Kept words").exists() is is_kept
    assert ("asks for the parent&#x27;s signature" in words(answer)) is not is_kept


# --- Self-harm -------------------------------------------------------------------------------


def test_words_of_self_harm_reach_every_supervisor_at_once_and_say_nothing(cast, client_of, family):
    _answer, contact = record(
        client_of(cast.here.staff), family, self_harm="on", self_harm_words="She wants to sleep forever."
    )

    note = SafetyNote.objects.get(contact=contact)
    notice = Message.objects.get(rule="moppp-urgent", recipient=cast.here.supervisor)
    assert (note.is_urgent, note.words) == (True, "She wants to sleep forever.")
    assert family.number in notice.subject
    assert "sleep" not in notice.subject + notice.body
    assert "sleep" not in words(client_of(cast.here.staff).get(contact.get_absolute_url()))


def test_an_urgent_note_is_owed_until_the_supervisor_answers(cast, client_of, family):
    client = client_of(cast.here.supervisor)
    note = cast.here.moppp.note
    assert "a note waits for a supervisor" in words(client.get(family.get_absolute_url()))

    client.post(reverse("moppp:answer", args=[note.pk]), {"answer": "Went there with her. She is safe."})

    note.refresh_from_db()
    assert note.answered_by == cast.here.supervisor
    assert "a note waits for a supervisor" not in words(client.get(family.get_absolute_url()))
    with pytest.raises(workflow.CannotSay, match="answered already"):
        workflow.answer_safety(note=note, answer="Again", by=cast.here.supervisor)


def test_a_colleague_reads_no_note_and_does_not_know_of_one(cast, client_of, family):
    colleague = user_with("staff", site=cast.here.site)
    client = client_of(colleague)

    assert client.get(reverse("moppp:safety", args=[family.pk])).status_code == 403
    assert client.get(reverse("moppp:answer", args=[cast.here.moppp.note.pk])).status_code == 404
    assert "a note waits" not in words(client.get(family.get_absolute_url()))


def test_each_opening_of_the_notes_is_recorded(cast, client_of, family):
    client_of(cast.here.supervisor).get(reverse("moppp:safety", args=[family.pk]))

    assert Opening.objects.about(family).filter(by=cast.here.supervisor, what="restricted facts").exists()


def test_of_a_report_to_the_hotline_only_that_it_was_made_is_kept(cast, family):
    facts = {"enrollment": family, "kind": "hotline", "on": cast.here.site.today(), "by": cast.here.staff}

    with pytest.raises(workflow.CannotSay, match="stays out of the portal"):
        workflow.note_safety(words="He said", **facts)

    note = workflow.note_safety(**facts)
    assert (note.made_by, note.is_urgent) == (cast.here.staff, False)


# --- The way there and back ------------------------------------------------------------------


def test_a_visitor_leaves_once_and_says_how_it_was(cast, client_of, family):
    Outing.objects.update(back_at=timezone.now(), is_well=True)
    client = client_of(cast.here.staff)

    client.post(reverse("moppp:bag", args=[family.pk]), {"minutes": "90"})
    outing = Outing.objects.get(enrollment=family, back_at=None)
    refused = client.post(reverse("moppp:bag", args=[family.pk]), {"minutes": "90"})
    silent = client.post(reverse("moppp:back", args=[outing.pk]), {"is_well": "no"})
    client.post(reverse("moppp:back", args=[outing.pk]), {"is_well": "no", "words": "A dog"})

    outing.refresh_from_db()
    assert "on the way to this family already" in words(refused)
    assert "few words what happened" in words(silent)
    assert (outing.is_well, outing.words) == (False, "A dog")
    assert Message.objects.filter(rule="moppp-not-well", recipient=cast.here.supervisor).exists()


@pytest.mark.parametrize(("minutes_left", "is_owed"), [(-1, True), (30, False)])
def test_a_visitor_who_is_not_back_is_owed_and_told(cast, family, minutes_left, is_owed):
    Outing.objects.update(back_at=timezone.now(), is_well=True)
    outing = outing_of(family, visitor=cast.here.staff, minutes_left=minutes_left)

    marks = list(on_the_way(type(family).objects.filter(pk=family.pk), cast.here.site.today(), cast.here.supervisor))
    told = [one.user for one in tell_supervisors(timezone.now())]

    assert bool(marks) is is_owed
    assert (cast.here.supervisor in told) is is_owed
    message = Message(rule="moppp-check-in", about={"outing": outing.pk})
    assert still_out(message) == ""
    workflow.come_back(outing=outing, is_well=True, by=cast.here.staff)
    assert still_out(message) == "The visitor is back."
    assert be_back is not None


# --- Paper -----------------------------------------------------------------------------------


def test_the_bag_names_what_the_last_visit_said_and_what_is_due(cast, client_of, family, child):
    visit = HomeVisit.objects.create(contact=cast.here.moppp.visit, curriculum_next="Songs and fingers")
    ChildSeen.objects.create(visit=visit, child=child, diaper_size="3", wants_book=True)

    page = words(client_of(cast.here.staff).get(reverse("moppp:bag", args=[family.pk])))

    for part in ("Robin", "diapers: Size 3", "a book for the age", "Songs and fingers"):
        assert part in page


def test_the_card_says_what_was_good_and_nothing_else(cast, client_of):
    visit = cast.here.moppp.visit
    HomeVisit.objects.create(contact=visit, strengths="You wait until he answers.", well_being="Owes rent")

    page = words(client_of(cast.here.staff).get(reverse("moppp:card", args=[visit.pk])))

    assert "You wait until he answers." in page
    assert "Owes rent" not in page
