"""The shelf of a site, and the regions that hold no group this month."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from mmp_portal.agencies.models import Region, SiteProgram
from programs.casework.enrollments.models import Enrollment
from programs.casework.meetings.models import Meeting
from programs.casework.supports.models import Account, Entry
from programs.casework.supports.workflow import NotEnough
from programs.gathering import gathered
from programs.moppp.due import SOURCES
from programs.moppp.shelf.workflow import move
from tests.factories.accounts import user_with
from tests.factories.casework import MeetingFactory


@pytest.fixture
def today(cast):
    return cast.here.site.today()


def test_goods_are_put_in_with_their_donor_and_worth_and_given_at_a_group(cast, client_of, today):
    client = client_of(cast.here.staff)
    said = {"site": cast.here.site.pk, "name": "Board  book", "on": today.isoformat()}

    client.post(
        reverse("moppp:put_in"),
        {**said, "kind": "donated", "pieces": "12", "whom": "Library friends", "worth": "60.00"},
    )
    client.post(reverse("moppp:put_in"), {**said, "kind": "given_at_group", "pieces": "5", "whom": "Story hour"})
    refused = client.post(reverse("moppp:put_in"), {**said, "kind": "given_at_group", "pieces": "8"})

    item = Account.objects.get(name="Board book")
    assert item.balance == 7
    assert Entry.objects.get(account=item, amount=12).words == "Library friends, worth $60.00"
    assert "not that much left" in refused.content.decode()
    page = client.get(reverse("moppp:shelf")).content.decode()
    assert "Board book" in page
    assert "Board book" not in client_of(cast.there.staff).get(reverse("moppp:shelf")).content.decode()


def test_the_shelf_never_falls_below_zero(cast, today):
    with pytest.raises(NotEnough):
        move(site=cast.here.site, kind="given_at_group", name="Wipes", pieces=1, on=today, by=cast.here.staff)


def test_staff_of_another_program_put_nothing_in(cast, client_of, today):
    client = client_of(user_with("staff", site=cast.here.site, program="worksite"))

    answer = client.post(
        reverse("moppp:put_in"),
        {"site": cast.here.site.pk, "kind": "donated", "name": "Wipes", "pieces": "5", "on": today.isoformat()},
    )

    assert answer.status_code == 200
    assert not Account.objects.filter(name="Wipes").exists()


@pytest.fixture
def region(cast):
    """The region of the site, which held its last group a long time ago."""
    region = Region.objects.create(name="Example Hills", state="MO")
    SiteProgram.objects.filter(site=cast.here.site, program="moppp").update(region=region)
    Meeting.objects.filter(program="moppp").update(starts_at=timezone.now() - timedelta(days=70))
    return region


def flagged(cast):
    source = next(source for source in SOURCES if source.rule == "moppp-region")
    items = gathered([source], Enrollment.objects.none(), cast.here.site.today(), cast.here.staff)
    return [(item.who, item.site.pk) for item in items]


def test_a_region_without_a_group_this_month_is_flagged(cast, client_of, region):
    client = client_of(cast.here.staff)

    before, owed = client.get(reverse("moppp:home")).content.decode(), flagged(cast)
    MeetingFactory(site=cast.here.site, program="moppp", kind="parent_cafe", starts_at=timezone.now())
    after = client.get(reverse("moppp:home")).content.decode()

    assert "No Group Connection or Parent Café yet" in before
    assert owed == [("Example Hills", cast.here.site.pk)]
    assert "No Group Connection or Parent Café yet" not in after
    assert "Example Hills" in after
    assert flagged(cast) == []


def test_a_group_of_another_site_counts_for_the_whole_region(cast, region):
    SiteProgram.objects.filter(site=cast.there.site, program="moppp").update(region=region)
    MeetingFactory(site=cast.there.site, program="moppp", kind="group_connection", starts_at=timezone.now())

    assert flagged(cast) == []


def test_the_months_of_each_region_stand_beside_its_groups(cast, client_of, region):
    answer = client_of(cast.here.staff).get(reverse("moppp:groups"))

    months = [row.record for row in answer.context["months"].rows]
    assert months[0].is_running
    assert months[0].counts.get(region.pk, 0) == 0
    assert "Example Hills" in answer.content.decode()
