"""The record on a page: what is written down, what counts, the card that was seen, the site's schedule."""

from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mmp_portal.audit.models import Opening
from participants.documents.models import Document
from participants.facts import CannotWrite
from participants.immunizations import records, workflow
from participants.immunizations.models import CardSeen, Immunization, ScheduleChoice, Waiver
from participants.immunizations.standing import Status
from participants.immunizations.words import LABELS, summary
from tests.factories.facts import ImmunizationFactory, WaiverFactory
from tests.factories.files import picture
from tests.factories.participants import RegistrationFactory


@pytest.fixture
def site(cast):
    return cast.here.site


@pytest.fixture
def child(cast, site):
    """Clover, 400 days old, registered where her mother is."""
    RegistrationFactory(person=cast.here.child, site=site)
    return cast.here.child


@pytest.fixture
def staff(cast, client_of):
    return client_of(cast.here.staff)


def url(name, row):
    return reverse(f"immunizations:{name}", args=[row.pk])


def given(child, site, vaccine, days, **fields):
    return ImmunizationFactory(
        person=child, site=site, vaccine=vaccine, given_on=child.born_on + timedelta(days=days), **fields
    )


def overall_of(child, site):
    return records.overall_of(child, site=site, on=site.today())


# --- Writing down -----------------------------------------------------------------------------


def test_one_visit_with_three_vaccines_is_three_doses(child, site, staff):
    day = child.born_on + timedelta(days=70)

    answer = staff.post(
        url("add", child),
        {
            "given_on": day.strftime("%m/%d/%Y"),
            "vaccines": ["dtap", "hib", "rv"],
            "product_hib": "pedvaxhib",
            "place": "Inkwell Community Health",
        },
    )

    assert answer.status_code == 302
    rows = Immunization.objects.filter(person=child)
    assert {(row.vaccine, row.product_name) for row in rows} == {("dtap", ""), ("hib", "PedvaxHIB"), ("rv", "")}
    page = staff.get(url("immunizations", child)).content.decode()
    assert {row.place for row in rows} == {"Inkwell Community Health"}
    assert "10 weeks" in page


def test_the_same_dose_twice_is_refused_beside_the_field(child, site, staff):
    dose = given(child, site, "dtap", 70)

    page = staff.post(url("add", child), {"given_on": dose.given_on.strftime("%m/%d/%Y"), "vaccines": ["ipv", "dtap"]})

    assert "on record for that day already" in str(page.context["form"].errors["vaccines"])
    assert not Immunization.objects.filter(person=child, vaccine="ipv").exists()


def test_a_dose_before_the_birth_is_refused(cast, child, site):
    with pytest.raises(CannotWrite, match="before the birth"):
        workflow.add(
            person=child,
            site=site,
            by=cast.here.staff,
            given_on=child.born_on - timedelta(days=1),
            vaccines=["hepb"],
        )


def test_a_dose_given_too_young_is_kept_and_said_not_to_count(child, site, staff):
    given(child, site, "dtap", 37)  # six weeks less five days: one more than the days of grace

    page = staff.get(url("immunizations", child)).content.decode()

    assert "Does not count" in page
    assert "Given too young: it counts from" in page
    assert "Ask the clinic" in page


def test_a_correction_on_top_of_another_shows_both(child, site, staff):
    dose = given(child, site, "dtap", 70)
    first = {"given_on": dose.given_on.strftime("%m/%d/%Y"), "place": "First clinic", "version": dose.version}

    saved = staff.post(url("edit", dose), first)
    refused = staff.post(url("edit", dose), {**first, "place": "Second clinic"})

    assert saved.status_code == 302
    assert refused.context["form"].conflict
    dose.refresh_from_db()
    assert dose.place == "First clinic"


def test_correcting_onto_a_day_that_is_taken_says_so(child, site, staff):
    given(child, site, "dtap", 70)
    later = given(child, site, "dtap", 130)

    page = staff.post(
        url("edit", later),
        {"given_on": (child.born_on + timedelta(days=70)).strftime("%m/%d/%Y"), "version": later.version},
    )

    assert "already" in str(page.context["form"].errors["given_on"])


# --- The card ---------------------------------------------------------------------------------


def test_until_a_card_was_seen_nothing_is_called_overdue(child, site, staff):
    page = staff.get(url("immunizations", child)).content.decode()

    assert "No card seen yet" in page
    assert "Overdue" not in page
    assert overall_of(child, site).status is None


def test_a_card_with_its_photo_stands_among_the_documents_too(child, site, staff):
    photo = SimpleUploadedFile("card.jpg", picture(), content_type="image/jpeg")

    answer = staff.post(
        url("see_card", child), {"seen_on": site.today().strftime("%m/%d/%Y"), "source": "card", "file": photo}
    )

    card = CardSeen.objects.get(person=child)
    assert answer.status_code == 302
    assert (card.document.kind, card.is_current) == (Document.Kind.IMMUNIZATIONS, False)
    page = staff.get(url("immunizations", child)).content.decode()
    assert "Open the photo" in page
    assert "Overdue" in page


def test_a_card_of_a_child_with_nothing_overdue_is_kept_as_current(cast, child, site):
    for vaccine in ("hepb", "rv", "dtap", "hib", "pcv", "ipv", "mmr", "var", "hepa", "flu"):
        WaiverFactory(person=child, site=site, vaccine=vaccine, starts_on=child.born_on)

    card = workflow.see_card(person=child, site=site, by=cast.here.staff, seen_on=site.today(), source="clinic")

    assert card.is_current


def test_printed_card_is_a_pdf_and_its_printing_is_recorded(cast, child, site, staff):
    given(child, site, "mmr", 380)

    answer = staff.get(url("card", child))

    assert answer.content.startswith(b"%PDF")
    assert Opening.objects.filter(what="immunization card", by=cast.here.staff).exists()


# --- Declined and exempt ----------------------------------------------------------------------


def test_what_is_declined_is_not_overdue_until_it_ends(cast, child, site, staff):
    given(child, site, "hepb", 0)
    day = (child.born_on + timedelta(days=366)).strftime("%m/%d/%Y")

    staff.post(url("waive", child), {"vaccine": "mmr", "kind": "declined", "starts_on": day, "note": "Not yet"})

    assert [one.vaccine for one in overall_of(child, site).of(Status.DECLINED)] == ["mmr"]
    waiver = Waiver.objects.get(person=child)
    again = staff.post(url("waive", child), {"vaccine": "mmr", "kind": "medical", "starts_on": day})
    assert "already" in str(again.context["form"].errors["vaccine"])
    workflow.correct_waiver(
        waiver=waiver,
        by=cast.here.staff,
        version=waiver.version,
        kind="declined",
        starts_on=waiver.starts_on,
        ends_on=site.today() - timedelta(days=1),
        note="",
    )
    assert not overall_of(child, site).of(Status.DECLINED)


# --- Whose, and by which schedule -------------------------------------------------------------


def test_another_site_sees_neither_child_nor_doses(cast, child, site, client_of):
    dose = given(child, site, "mmr", 380)
    other = client_of(cast.there.staff)

    assert other.get(url("immunizations", child)).status_code == 404
    assert other.get(url("card", child)).status_code == 404
    assert other.get(url("edit", dose)).status_code == 404


def test_a_grown_person_is_not_measured(cast, staff):
    page = staff.get(url("immunizations", cast.here.participant)).content.decode()

    assert "children up to 6 years" in page


def test_a_site_goes_by_the_schedule_chosen_from_a_day_on(cast, child, site, client_of):
    supervisor = client_of(cast.here.supervisor)
    today = site.today()
    choice = {
        "site": site.pk,
        "schedule": "cdc_2026_01",
        "starts_on": today.strftime("%m/%d/%Y"),
        "source": "Letter of the health department",
    }

    answer = supervisor.post(reverse("immunizations:schedule"), choice)
    again = supervisor.post(reverse("immunizations:schedule"), {**choice, "schedule": "aap_2026"})

    assert answer.status_code == 302
    assert "Another schedule begins on that day" in str(again.context["form"].errors["starts_on"])
    assert records.schedule_of(site, today).title == "CDC, January 2026"
    assert records.schedule_of(site, today - timedelta(days=1)).title == "CDC 2025"
    assert records.schedule_of(cast.there.site, today).title == "CDC 2025"


def test_a_site_whose_state_allows_no_day_of_grace_says_so(child, site, staff, cast, client_of):
    given(child, site, "dtap", 40)  # two days before six weeks
    assert "Given too young" not in staff.get(url("immunizations", child)).content.decode()

    client_of(cast.here.supervisor).post(
        reverse("immunizations:schedule"),
        {
            "site": site.pk,
            "schedule": "cdc_2025",
            "starts_on": site.today().strftime("%m/%d/%Y"),
            "source": "Rules of the state for child care",
            "grace_days": "0",
        },
    )

    assert "Given too young" in staff.get(url("immunizations", child)).content.decode()
    page = staff.get(cast.here.enrollment.get_absolute_url())
    assert next(panel for panel in page.context["panels"] if "children" in panel)["children"][0]["word"] == "Overdue"


def test_a_supervisor_chooses_for_the_own_sites_alone(cast, client_of):
    page = client_of(cast.here.supervisor).post(
        reverse("immunizations:schedule"),
        {"site": cast.there.site.pk, "schedule": "aap_2026", "starts_on": "01/05/2026", "source": "Us"},
    )

    assert "site" in page.context["form"].errors
    assert not ScheduleChoice.objects.exists()


def test_case_file_shows_the_children_and_links_those_one_may_open(cast, child, site, staff):
    given(child, site, "hepb", 0)

    page = staff.get(cast.here.enrollment.get_absolute_url()).content.decode()

    assert "Immunizations of the children" in page
    assert url("immunizations", child) in page


@pytest.mark.parametrize("chosen", ["", "aap_2026"])
def test_case_file_says_of_a_child_what_the_childs_page_says(cast, child, site, staff, chosen):
    """The panel is told from the lines of the story, the page from rows of its own."""
    if chosen:
        ScheduleChoice.objects.create(
            site=site, schedule=chosen, starts_on=site.today() - timedelta(days=3), source="Us"
        )
    RegistrationFactory(person=child, site=cast.there.site)
    for vaccine, days in (("hepb", 0), ("hepb", 3), ("dtap", 61), ("pcv", 61)):
        given(child, site, vaccine, days)
    given(child, cast.there.site, "ipv", 61)
    WaiverFactory(person=child, site=site, vaccine="flu", starts_on=site.today() - timedelta(days=9))

    panels = staff.get(cast.here.enrollment.get_absolute_url()).context["panels"]

    told = next(panel for panel in panels if "children" in panel)["children"]
    found = overall_of(child, site)
    assert [row["summary"] for row in told] == [summary(found)]
    assert [row["word"] for row in told] == [LABELS[found.status]]
    assert found.of(Status.OVERDUE)
