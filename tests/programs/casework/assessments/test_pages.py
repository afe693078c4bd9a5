"""Recording what a tool found, what follows, what is restricted, and which tools there are."""

from datetime import timedelta

import pytest
from django.urls import reverse

from mmp_portal.audit.models import Event, Opening
from mmp_portal.outbox.models import Message
from programs.casework.assessments import known_tools, workflow
from programs.casework.assessments.models import Assessment, RestrictedResult, Schedule, Tool
from tests.factories.accounts import user_with
from tests.factories.assessments import AssessmentFactory, BandFactory, ScheduleFactory, ToolFactory


@pytest.fixture
def scale(db):
    """A scored tool with two bands."""
    tool = ToolFactory(name="Well-being scale")
    BandFactory(tool=tool, at_least=0, label="Below 10", concern="none")
    BandFactory(tool=tool, at_least=10, label="10 or more", concern="concern", what_follows="Talk about it.")
    return tool


@pytest.fixture
def secret(db):
    """A restricted tool."""
    tool = ToolFactory(name="Depression scale", is_restricted=True)
    BandFactory(tool=tool, at_least=10, label="High", concern="concern")
    return tool


def recorded():
    """The assessment that was recorded last; the cast has one of its own."""
    return Assessment.objects.latest("pk")


def of_this_test(cast):
    return Assessment.objects.exclude(pk__in=[cast.here.assessment.pk, cast.there.assessment.pk])


def record(client, cast, tool, **fields):
    address = reverse("assessments:record", args=[cast.here.enrollment.pk, tool.pk])
    return client.post(
        address, {"given_on": cast.here.site.today().isoformat(), "outcome": "done", "note": ""} | fields
    )


# --- Recording -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("total", "band", "concern"),
    [
        ("0", "Below 10", "none"),
        ("9.9", "Below 10", "none"),
        ("10", "10 or more", "concern"),
        ("30", "10 or more", "concern"),
    ],
)
def test_a_total_falls_into_its_band(cast, client_of, scale, total, band, concern):
    answer = record(client_of(cast.here.staff), cast, scale, total=total)

    row = recorded()
    assert answer["Location"] == row.get_absolute_url()
    assert (row.band, row.concern) == (band, concern)
    assert row.person == cast.here.participant
    assert Event.objects.filter(verb="assessment.recorded", subject_id=row.pk).exists()


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"total": ""}, "total", "Give the total"),
        ({"total": "31"}, "total", "from 0 to 30"),
        ({"total": "-1"}, "total", "from 0 to 30"),
        ({"total": "12", "given_on": "2999-01-01"}, "given_on", ""),
        ({"total": "12", "follow_up_on": "2026-12-24"}, "follow_up", "Say what is to follow"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(cast, client_of, scale, fields, field, words):
    answer = record(client_of(cast.here.staff), cast, scale, **fields)

    assert answer.status_code == 200
    assert words in str(answer.context["form"].errors[field])
    assert not of_this_test(cast).exists()


def test_a_tool_that_was_declined_has_no_total(cast, client_of, scale):
    record(client_of(cast.here.staff), cast, scale, outcome="declined", total="12")

    row = recorded()
    assert (row.outcome, row.total, row.band) == ("declined", None, "")


def test_parts_say_each_for_itself_and_the_worst_speaks_for_all(cast, client_of):
    tool = ToolFactory(
        about="child", higher_is="", score_from=None, score_to=None, parts=["Speech", "Movement"], forms_months=[2, 12]
    )
    record(client_of(cast.here.staff), cast, tool, person=cast.here.child.pk, part_0="none", part_1="watch")

    row = recorded()
    assert {part.name: part.concern for part in row.result_parts.all()} == {"Speech": "none", "Movement": "watch"}
    assert row.concern == "watch"
    assert (row.age_months, row.form_months) == (13, 12)


def test_a_child_of_another_family_cannot_be_chosen(cast, client_of):
    tool = ToolFactory(about="child")
    answer = record(client_of(cast.here.staff), cast, tool, person=cast.there.child.pk, total="3")

    assert answer.context["form"].errors["person"]


def test_a_lost_update_shows_both(cast, client_of, scale):
    client = client_of(cast.here.staff)
    record(client, cast, scale, total="5")
    row = recorded()
    edit = reverse("assessments:edit", args=[row.pk])
    said = {"given_on": row.given_on.isoformat(), "outcome": "done", "version": "1"}
    client.post(edit, said | {"total": "7", "note": "first"})

    answer = client.post(edit, said | {"total": "8", "note": "second", "follow_up": "Call"})

    assert answer.status_code == 200
    row.refresh_from_db()
    assert (row.total, row.note) == (7, "first")


def test_what_follows_is_owed_until_somebody_says_what_came_of_it(cast, client_of, scale):
    client = client_of(cast.here.staff)
    today = cast.here.site.today()
    record(client, cast, scale, total="12", follow_up="Call the clinic", follow_up_on=today.isoformat())
    row = recorded()
    assert row in Assessment.objects.to_follow_up()

    client.post(reverse("assessments:follow_up", args=[row.pk]), {"on": today.isoformat(), "words": "Seen there"})

    row.refresh_from_db()
    assert row.followed_up_words == "Seen there"
    assert row not in Assessment.objects.to_follow_up()


def test_what_followed_cannot_lie_before(cast, scale):
    row = AssessmentFactory(enrollment=cast.here.enrollment, tool=scale, given_on=cast.here.site.today())

    with pytest.raises(workflow.CannotRecord, match="before the assessment"):
        workflow.follow_up(assessment=row, on=row.given_on - timedelta(days=1), words="x", by=cast.here.staff)


# --- Restricted tools ------------------------------------------------------------------------


def test_what_a_restricted_tool_found_lies_apart(cast, client_of, secret):
    record(client_of(cast.here.staff), cast, secret, total="14", note="Cries at night")

    row = recorded()
    assert (row.total, row.band, row.concern, row.note) == (None, "", "", "")
    apart = RestrictedResult.objects.get()
    assert (apart.total, apart.band, apart.concern, apart.note) == (14, "High", "concern", "Cries at night")


def test_each_opening_asks_for_a_reason_and_is_recorded(cast, client_of, secret):
    client = client_of(cast.here.staff)
    record(client, cast, secret, total="14", note="Cries at night")
    address = recorded().get_absolute_url()

    assert "Cries at night" not in client.get(address).content.decode()
    answer = client.post(address, {"reason": "To plan the visit"})

    assert "Cries at night" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"
    assert Opening.objects.get(what="restricted assessment").reason == "To plan the visit"


def test_what_came_of_a_restricted_result_is_kept_in_no_draft(cast, client_of, secret):
    client = client_of(cast.here.staff)
    record(
        client, cast, secret, total="14", follow_up="Ask the clinic", follow_up_on=cast.here.site.today().isoformat()
    )

    client.post(recorded().get_absolute_url(), {"reason": "To say what came of it"})
    restricted = client.get(reverse("assessments:follow_up", args=[recorded().pk])).content.decode()
    ordinary = client.get(reverse("assessments:follow_up", args=[cast.here.assessment.pk])).content.decode()

    assert "Ask the clinic" in restricted
    assert "draft_mark" not in restricted
    assert "draft_mark" in ordinary


@pytest.mark.parametrize("page", ["edit", "follow_up"])
def test_a_restricted_result_is_corrected_only_after_it_was_opened_with_a_reason(cast, client_of, secret, page):
    client = client_of(cast.here.staff)
    record(client, cast, secret, total="14", note="Cries at night", follow_up="Ask the clinic")
    row = recorded()
    address = reverse(f"assessments:{page}", args=[row.pk])

    before = client.get(address)
    client.post(row.get_absolute_url(), {"reason": "To plan the visit"})
    after = client.get(address)

    assert before.headers["Location"] == row.get_absolute_url()
    assert "Ask the clinic" in after.content.decode()
    assert after["Cache-Control"] == "no-store"


def test_what_follows_a_restricted_result_lies_apart_with_it(cast, client_of, secret):
    client = client_of(cast.here.staff)
    today = cast.here.site.today()
    record(client, cast, secret, total="14", follow_up="Ask the clinic", follow_up_on=today.isoformat())
    row = recorded()

    client.post(
        reverse("assessments:follow_up", args=[row.pk]), {"on": today.isoformat(), "words": "Seen by the clinic"}
    )

    row.refresh_from_db()
    assert (row.follow_up, row.followed_up_words, row.followed_up_on) == ("", "", today)
    assert (row.restricted.follow_up, row.restricted.followed_up_words) == ("Ask the clinic", "Seen by the clinic")


def test_another_worker_of_the_site_sees_neither_result_nor_tool(cast, client_of, secret):
    record(client_of(cast.here.staff), cast, secret, total="14")
    row = recorded()
    colleague = client_of(user_with("staff", site=cast.here.site))

    assert colleague.get(row.get_absolute_url()).status_code == 404
    assert colleague.get(reverse("assessments:edit", args=[row.pk])).status_code == 404
    page = colleague.get(reverse("assessments:assessments", args=[cast.here.enrollment.pk])).content.decode()
    assert "Depression" not in page
    assert colleague.get(reverse("assessments:record", args=[cast.here.enrollment.pk, secret.pk])).status_code == 404


def test_an_urgent_answer_is_told_to_the_supervisor_without_a_word_of_it(cast, client_of, secret):
    record(client_of(cast.here.staff), cast, secret, total="14", is_urgent="on", note="Cries at night")

    message = Message.objects.get(rule="assessment-urgent")
    assert message.recipient == cast.here.supervisor
    assert "Cries" not in message.subject + message.body
    assert "Juniper" not in message.subject + message.body
    assert "epression" not in message.subject + message.body


# --- Tools -----------------------------------------------------------------------------------


def test_the_known_tools_are_taken_over_once(cast, client_of):
    client = client_of(cast.administrator)
    before = Tool.objects.count()
    client.post(reverse("assessments:take_over"))
    client.post(reverse("assessments:take_over"))

    assert Tool.objects.count() == before + len(known_tools.known())
    asq = Tool.objects.get(code="asq-3")
    assert len(asq.forms_months) == 21
    assert len(asq.parts) == 5
    assert Tool.objects.get(code="epds").is_restricted


def test_the_administrator_of_one_agency_reads_the_tools_of_all_and_sets_none(cast, client_of):
    client = client_of(user_with("administrator", agency=cast.agency, email="own@agency.example"))
    tool = cast.here.assessment.tool

    assert client.get(tool.get_absolute_url()).status_code == 200
    assert reverse("assessments:create_tool") not in client.get(reverse("assessments:tools")).content.decode()
    assert client.get(reverse("assessments:edit_tool", args=[tool.pk])).status_code == 403
    assert client.post(reverse("assessments:take_over")).status_code == 403


def test_every_known_tool_is_valid_and_names_its_source():
    for tool, bands, schedules in known_tools.rows():
        tool.clean_fields()
        assert tool.source
        assert all(band.at_least <= tool.score_to for band in bands)
        assert all(schedule.source for schedule in schedules)


def test_an_administrator_adds_a_tool_a_band_and_a_rule_and_ends_it(cast, client_of):
    client = client_of(cast.administrator)
    client.post(
        reverse("assessments:create_tool"),
        {
            "code": "calm",
            "name": "Calm scale",
            "about": "parent",
            "higher_is": "better",
            "score_from": "0",
            "score_to": "10",
            "parts": "",
            "forms_months": "",
        },
    )
    tool = Tool.objects.get(code="calm")
    client.post(reverse("assessments:add_band", args=[tool.pk]), {"at_least": "5", "label": "Calm", "concern": "none"})
    client.post(
        reverse("assessments:add_schedule", args=[tool.pk]),
        {"program": "mpmp", "when": "every_months", "number": "6", "starts_on": "2026-07-01"},
    )
    rule = Schedule.objects.get(tool=tool)
    client.post(reverse("assessments:end_schedule", args=[rule.pk]), {"on": "2026-12-31"})

    rule.refresh_from_db()
    assert str(rule.ends_on) == "2026-12-31"
    assert tool.band_of(7).label == "Calm"
    assert tool.band_of(4) is None


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"score_from": "10", "score_to": "0"}, "__all__"),
        ({"forms_months": "two"}, "forms_months"),
        ({"forms_months": "0"}, "forms_months"),
        ({"code": "no spaces here"}, "code"),
        ({"parts": "x" * 61}, "parts"),
    ],
)
def test_a_tool_that_cannot_be_is_refused(cast, client_of, fields, field):
    said = {"code": "calm", "name": "Calm scale", "about": "parent", "higher_is": ""} | fields
    answer = client_of(cast.administrator).post(reverse("assessments:create_tool"), said)

    assert answer.status_code == 200
    assert answer.context["form"].errors[field]


def test_a_tool_with_results_stays_what_it_was(cast, client_of, scale):
    AssessmentFactory(enrollment=cast.here.enrollment, tool=scale)
    form = client_of(cast.administrator).get(reverse("assessments:edit_tool", args=[scale.pk])).context["form"]

    assert form.fields["code"].disabled
    assert form.fields["is_restricted"].disabled
    assert not form.fields["name"].disabled


def test_two_bands_do_not_begin_at_one_total(cast, client_of, scale):
    answer = client_of(cast.administrator).post(
        reverse("assessments:add_band", args=[scale.pk]), {"at_least": "10", "label": "Again", "concern": "none"}
    )

    assert "Another band begins" in str(answer.context["form"].errors["at_least"])


def test_due_tools_stand_on_the_page_with_their_rule(cast, client_of):
    ScheduleFactory(tool=ToolFactory(name="Family survey"), number=30, source="The program's own rule")

    page = (
        client_of(cast.here.staff)
        .get(reverse("assessments:assessments", args=[cast.here.enrollment.pk]))
        .content.decode()
    )

    assert "Family survey" in page
    assert "The program&#x27;s own rule" in page
    assert "late since" in page
