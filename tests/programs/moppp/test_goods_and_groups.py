"""The shelf of a site, and the regions that hold no group this month."""

import pytest
from django.urls import reverse
from django.utils import timezone

from mmp_portal.agencies.models import Region, SiteProgram
from programs.casework.supports.models import Account, Entry
from programs.casework.supports.workflow import NotEnough
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


def test_a_region_without_a_group_this_month_is_flagged(cast, client_of):
    region = Region.objects.create(name="Example Hills", state="MO")
    SiteProgram.objects.filter(site=cast.here.site, program="moppp").update(region=region)
    client = client_of(cast.here.staff)

    before = client.get(reverse("moppp:home")).content.decode()
    MeetingFactory(site=cast.here.site, program="moppp", kind="parent_cafe", starts_at=timezone.now())
    after = client.get(reverse("moppp:home")).content.decode()

    assert "No Group Connection or Parent Café yet" in before
    assert "No Group Connection or Parent Café yet" not in after
    assert "Example Hills" in after
