"""What parents say of a group: by the link, from paper, and the regions that hold none."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from mmp_portal.links.purposes import path_of
from programs.moppp.groups import workflow
from programs.moppp.models import GroupFeedback
from tests.factories.casework import MeetingFactory
from tests.factories.moppp import group_at


@pytest.fixture
def room(cast):
    return cast.here.moppp


@pytest.fixture
def patient(monkeypatch):
    """A person takes longer over the page than a machine."""
    monkeypatch.setattr("mmp_portal.links.forms.GuardedFormMixin.least_seconds", 0)


def page_to_send(client, room, **said):
    """The page as it is opened by the link, filled in."""
    fields = client.get(path_of(room.link)).context["form"]
    return {"begun": fields.initial["begun"], "uid": str(fields.initial["uid"]), **said}


def test_the_page_behind_the_link_is_kept_once_and_names_nobody(cast, client, room, patient):
    data = page_to_send(client, room, felt_welcome="4", comes_again="yes", was_good="The soup.")

    for _twice in range(2):
        answer = client.post(path_of(room.link), data, follow=True)

    kept = GroupFeedback.objects.get(meeting=room.group)
    assert (kept.felt_welcome, kept.met_others, kept.comes_again, kept.was_good) == (4, None, "yes", "The soup.")
    assert (kept.is_paper, kept.recorded_by) == (False, None)
    assert "Thank you." in answer.content.decode()


def test_the_page_behind_the_link_shows_no_name_no_program_and_no_topic(client, room):
    words = client.get(path_of(room.link)).content.decode()

    for word in ("What makes us strong", "MOPPP", "Parenting Partnership", "Sage", "Parent Café"):
        assert word not in words


def test_an_empty_page_is_not_sent(client, room, patient):
    answer = client.post(path_of(room.link), page_to_send(client, room))

    assert "One line is enough." in answer.content.decode()
    assert not GroupFeedback.objects.exists()


def test_staff_copy_a_page_from_paper_and_read_what_was_said(cast, client_of, room):
    workflow.keep_feedback(meeting=room.group, uid=uuid4(), said={"felt_welcome": 2, "would_change": "More chairs."})
    client = client_of(cast.here.staff)
    url = reverse("moppp:feedback", args=[room.group.pk])

    client.post(url, {"felt_welcome": "3", "stronger": "4", "comes_again": "perhaps"})

    paper = GroupFeedback.objects.get(is_paper=True)
    assert (paper.stronger, paper.recorded_by) == (4, cast.here.staff)
    answer = client.get(url)
    assert answer.context["summary"]["rated"] == [("felt welcome", 2.5), ("feels stronger", 4)]
    assert "More chairs." in answer.content.decode()
    assert client_of(cast.there.staff).get(url).status_code == 404


def test_a_page_is_voided_with_a_reason_and_counts_no_more(cast, client_of, room):
    page = workflow.keep_feedback(meeting=room.group, uid=uuid4(), said={"learned": 1})

    url = reverse("casefile:record_void", args=["group_feedback", page.pk])
    client_of(cast.here.staff).post(url, {"reason": "Copied twice"})

    answer = client_of(cast.here.staff).get(reverse("moppp:feedback", args=[room.group.pk]))
    assert answer.context["summary"]["count"] == 0


def test_the_link_is_made_and_withdrawn(cast, client_of, client, room):
    url = reverse("moppp:ask_for_feedback", args=[room.group.pk])
    staff = client_of(cast.here.staff)

    staff.post(url, {"withdraw": "yes"})
    assert client.get(path_of(room.link)).status_code == 404

    staff.post(url)
    address = staff.get(reverse("moppp:feedback", args=[room.group.pk])).context["address"]
    assert client.get(address.replace("http://localhost:8000", "")).status_code == 200


@pytest.mark.parametrize(
    ("days", "called_off", "sentence"), [(-3, False, "not begun"), (30, False, "long over"), (1, True, "called off")]
)
def test_nobody_is_asked_about_a_group_that_is_to_come_long_over_or_called_off(cast, days, called_off, sentence):
    off = {"called_off_at": timezone.now(), "called_off_reason": "Ice"} if called_off else {}
    group = group_at(cast.here.site, days=days, **off)

    with pytest.raises(workflow.CannotAsk, match=sentence):
        workflow.ask(meeting=group, by=cast.here.staff)
    with pytest.raises(workflow.CannotAsk, match=sentence):
        workflow.keep_feedback(meeting=group, uid=uuid4(), said={"learned": 1})


def test_a_meeting_of_another_program_has_no_such_page(cast, client_of):
    other = MeetingFactory(site=cast.here.site, starts_at=timezone.now() - timedelta(days=1))

    assert client_of(cast.here.staff).get(reverse("moppp:feedback", args=[other.pk])).status_code == 404
    assert other.page_of_kind is None


def test_the_page_of_a_group_leads_there(cast, client_of, room):
    words = client_of(cast.here.staff).get(room.group.get_absolute_url()).content.decode()

    assert reverse("moppp:feedback", args=[room.group.pk]) in words
