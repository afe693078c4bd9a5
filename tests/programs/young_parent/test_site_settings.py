"""What differs from site to site, from a day on: names, parts, what is expected in a month, and ages."""

from datetime import timedelta

import pytest
from django.urls import reverse

from programs.casework.casefile.month import month_so_far
from programs.casework.enrollments.models import Enrollment
from programs.casework.parameters.models import DatedValue
from programs.young_parent.bucks.names import names_at


@pytest.fixture
def site(cast):
    return cast.here.site


def set_at(site, name, value, *, starts_on=None):
    DatedValue.objects.create(
        program="young_parent",
        name=name,
        site=site,
        starts_on=starts_on or site.today(),
        value=value,
        source="Decided by the site",
    )


def case(cast):
    return Enrollment.objects.with_people().with_matches().get(pk=cast.here.enrollment.pk)


def test_a_site_has_its_own_names_from_a_day_on(cast, site, client_of):
    set_at(site, "points_name", "Plus 1 Bucks")
    set_at(site, "store_name", "The Plus 1 Shop")
    staff = client_of(cast.here.staff)

    pages = [
        staff.get(url).content.decode()
        for url in (
            reverse("young_parent:bucks", args=[cast.here.enrollment.pk]),
            reverse("young_parent:store"),
            reverse("young_parent:store_day", args=[cast.here.room.store_day.pk]),
        )
    ]

    for page in pages:
        assert "Plus 1" in page
        assert "Baby Bucks" not in page
        assert "Baby Store" not in page
    assert names_at(site, site.today() - timedelta(days=1)).points == "Baby Bucks"
    assert names_at(cast.there.site).store == "The Baby Store"


def test_a_supervisor_types_a_name_and_chooses_the_parts(cast, site, client_of):
    supervisor = client_of(cast.here.supervisor)
    said = {"site": site.pk, "starts_on": site.today().strftime("%m/%d/%Y"), "source": "Our board"}

    named = supervisor.post(
        reverse("values:value", args=["young_parent", "points_name"]), {**said, "value": "Plus 1 Bucks"}
    )
    offered = supervisor.post(
        reverse("values:value", args=["young_parent", "components"]), {**said, "value": ["mentoring", "self_care"]}
    )
    unknown = supervisor.post(
        reverse("values:value", args=["young_parent", "components"]),
        {**said, "starts_on": "01/05/2020", "value": ["knitting"]},
    )

    assert (named.status_code, offered.status_code) == (302, 302)
    assert "value" in unknown.context["form"].errors
    page = supervisor.get(reverse("values:values"), {"site": site.pk}).content.decode()
    assert "Plus 1 Bucks" in page
    assert "A match with a trained community mentor, Less stress" in page


def test_parts_that_a_site_does_not_offer_are_neither_named_nor_asked(cast, site, client_of):
    set_at(site, "components", ["mentoring", "self_care"])
    staff = client_of(cast.here.staff)

    home = staff.get(reverse("young_parent:home")).content.decode()
    form = staff.get(reverse("contacts:record", args=[cast.here.enrollment.pk])).context["form"]

    assert "A match with a trained community mentor" in home
    assert "Monthly support meetings" not in home
    assert [code for code, _label in form.fields["components"].choices] == ["mentoring", "self_care"]


def test_a_site_expects_its_own_minutes_a_month(cast, site, client_of):
    staff, today = client_of(cast.here.staff), site.today()
    set_at(site, "mentor_minutes_a_month", 360, starts_on=today.replace(day=1))

    mentored, attended = month_so_far(case(cast), today=today)

    assert (mentored.expected, attended.expected) == (360, 120)
    assert "of 6 h" in staff.get(cast.here.enrollment.get_absolute_url()).content.decode()
    assert "of 6 h expected" in staff.get(reverse("young_parent:home")).content.decode()
    panels = staff.get(cast.here.enrollment.get_absolute_url()).context["panels"]
    months = next(panel for panel in panels if "months" in panel)["months"]
    assert [month.expected_with_mentor for month in months[:2]] == [360, 240]
    assert "of 6 h" in client_of(cast.here.mentor_user).get(reverse("caseload:phone")).content.decode()
