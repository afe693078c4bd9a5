"""What home visitors carry, their supervision, and the files that were reviewed."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from mmp_portal.agencies.models import SiteProgram
from programs.casework.matches.proposals import proposals_for
from programs.moppp.models import FileReview, Supervision
from programs.moppp.team import workflow
from programs.moppp.team.points import loads_of
from programs.moppp.team.views import quarter_of
from tests.factories.accounts import user_with
from tests.factories.casework import MatchFactory
from tests.factories.mentors import MentorFactory
from tests.factories.moppp import family_at
from tests.factories.parameters import value_at
from tests.factories.participants import person_at


@pytest.fixture
def today(cast):
    return cast.here.site.today()


@pytest.fixture
def visitor(cast):
    return cast.here.moppp.match.mentor


def matched(site, visitor, level):
    family = family_at(site, level=level)
    MatchFactory(enrollment=family, mentor=visitor, commitment_ends_on=None)
    return family


# --- Points ----------------------------------------------------------------------------------


def test_a_visitor_carries_the_points_of_each_familys_level(cast, today, visitor):
    """Level 1 weighs 2 points; 2 weighs 1, 3 a half, 4 a quarter, outreach a half: together 4.25 of 30."""
    for level in ("2", "3", "4", "co"):
        matched(cast.here.site, visitor, level)
    matched(cast.here.site, visitor, "")

    (load,), _waiting = loads_of([cast.here.site], on=today)

    assert (load.families, load.carried, load.unknown) == (6, 425, 1)
    assert (load.free_words, load.is_over) == ("25.75", False)


def test_a_pat_family_weighs_by_its_stressors(cast, today, visitor):
    SiteProgram.objects.filter(site=cast.here.site, program="moppp").update(home_visiting_model="pat")

    (load,), _waiting = loads_of([cast.here.site], on=today)

    assert load.carried == 100


def test_a_family_is_offered_to_whoever_has_the_most_room(cast, client_of, today, visitor):
    light = MentorFactory(
        site=cast.here.site, kind="home_visitor", person=person_at(cast.here.site, given_name="Lighta")
    )
    family = family_at(cast.here.site, given_name="Waity")

    _loads, (waiting,) = loads_of([cast.here.site], on=today)
    page = client_of(cast.here.staff).get(reverse("moppp:team")).content.decode()

    assert (waiting.case, waiting.weight, waiting.who.visitor) == (family, 200, light)
    assert "Lighta" in page
    assert reverse("matches:start", args=[family.pk]) in page


@pytest.mark.parametrize(("most", "who", "is_over"), [(2, False, False), (1, False, True), (4, True, False)])
def test_nobody_is_offered_who_has_too_little_room(cast, today, visitor, most, who, is_over):
    value_at(cast.here.site, program="moppp", name="caseload_most_points", value=most)
    family_at(cast.here.site)

    (load,), (waiting,) = loads_of([cast.here.site], on=today)

    assert (waiting.who is not None, load.is_over) == (who, is_over)


def test_whoever_carries_the_fewest_points_is_proposed_first_and_one_without_room_last(cast, today, visitor):
    light = MentorFactory(
        site=cast.here.site, kind="home_visitor", person=person_at(cast.here.site, given_name="Lighta")
    )
    family = family_at(cast.here.site)

    proposals, _barred = proposals_for(family, today=today)

    assert [proposal.mentor for proposal in proposals[:2]] == [light, visitor]
    assert "Carries 0 of 30 points; this family weighs 2" in [reason.words for reason in proposals[0].reasons]
    value_at(cast.here.site, program="moppp", name="caseload_most_points", value=1)
    proposals, _barred = proposals_for(family, today=today)
    assert {reason.kind for reason in proposals[0].reasons if "points" in reason.words} == {"no"}


# --- Supervision -----------------------------------------------------------------------------


def supervision(cast, visitor, **facts):
    usual = {"on": cast.here.site.today(), "kind": "individual", "minutes": 90}
    return workflow.keep_supervision(visitor=visitor, by=cast.here.supervisor, **{**usual, **facts})


def test_a_supervisor_notes_what_was_kept_and_what_was_not(cast, client_of, today, visitor):
    client = client_of(cast.here.supervisor)
    url = reverse("moppp:supervise", args=[visitor.pk])
    day = today.isoformat()

    client.post(url, {"on": day, "kind": "individual", "was_kept": "yes", "minutes": "90"})
    client.post(url, {"on": day, "kind": "observation", "was_kept": "no", "why_not": "Ice on the road"})
    refused = client.post(url, {"on": day, "kind": "group", "was_kept": "yes"}).content.decode()

    assert "How long did it take?" in refused
    assert [(row.minutes, row.why_not) for row in Supervision.objects.order_by("pk")] == [
        (90, ""),
        (None, "Ice on the road"),
    ]
    page = client.get(reverse("moppp:team")).content.decode()
    assert "1 h 30 min of 6 h" in page
    assert "1 of 2 kept" in page


@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"minutes": None}, "why it was not kept"),
        ({"why_not": "Ice"}, "no reason to give"),
        ({"on": date(2099, 1, 1)}, "in the future"),
    ],
)
def test_supervision_that_cannot_be_is_refused(cast, visitor, facts, sentence):
    with pytest.raises(workflow.CannotKeep, match=sentence):
        supervision(cast, visitor, **facts)


def test_supervision_is_seen_by_the_supervisor_and_the_visitor_alone(cast, client_of, today, visitor):
    supervision(cast, visitor)
    own = user_with("staff", site=cast.here.site, program="moppp")
    visitor.person.user = own
    visitor.person.save()

    for user, is_seen in ((own, True), (cast.here.supervisor, True), (cast.here.staff, False)):
        assert ("1 h 30 min" in client_of(user).get(reverse("moppp:team")).content.decode()) is is_seen
    assert client_of(own).get(reverse("moppp:supervise", args=[visitor.pk])).status_code == 403
    assert not Supervision.objects.for_user(cast.there.supervisor).exists()


# --- Files -----------------------------------------------------------------------------------


def test_a_reviewed_file_counts_in_its_quarter_for_who_visits(cast, client_of, today, visitor):
    family = cast.here.moppp.enrollment
    url = reverse("moppp:review_file", args=[family.pk])
    client = client_of(cast.here.supervisor)

    client.post(url, {"on": today.isoformat(), "is_in_order": "no", "to_mend": "The consent of spring."})
    before = quarter_of(cast.here.site, today) - timedelta(days=1)
    if before >= family.enrolled_on:
        workflow.review_file(enrollment=family, on=before, is_in_order=True, by=cast.here.supervisor)

    assert FileReview.objects.get(on=today).visitor == visitor
    assert "The consent of spring." in client.get(url).content.decode()
    assert "1 of 2" in client.get(reverse("moppp:team")).content.decode()
    with pytest.raises(workflow.CannotKeep, match="on that day already"):
        workflow.review_file(enrollment=family, on=today, is_in_order=True, by=cast.here.supervisor)


@pytest.mark.parametrize(
    ("starts", "day", "first"),
    [
        (7, date(2026, 11, 23), date(2026, 10, 1)),
        (7, date(2026, 7, 1), date(2026, 7, 1)),
        (10, date(2026, 1, 31), date(2026, 1, 1)),
        (2, date(2027, 1, 5), date(2026, 11, 1)),
    ],
)
def test_a_quarter_is_one_of_the_sites_year(starts, day, first):
    assert quarter_of(SimpleNamespace(fiscal_year_starts=starts), day) == first


@pytest.mark.parametrize(("is_in_order", "to_mend"), [(False, ""), (True, "Something")])
def test_a_review_says_what_is_to_mend_or_that_all_is_in_order(cast, today, is_in_order, to_mend):
    with pytest.raises(workflow.CannotKeep):
        workflow.review_file(
            enrollment=cast.here.moppp.enrollment,
            on=today,
            is_in_order=is_in_order,
            to_mend=to_mend,
            by=cast.here.supervisor,
        )
