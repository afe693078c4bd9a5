"""The Worksite program of a site: a company that has signed, with a place of work, somebody to ask for, and an opening."""

from datetime import date, timedelta
from types import SimpleNamespace

import factory
from django.utils import timezone
from factory.django import DjangoModelFactory

from mentors.models import CorporatePartner
from mentors.partners.models import PartnerContact, Talk, Workplace
from mmp_portal.links import workflow as links
from mmp_portal.links.workflow import links_of
from programs.worksite.check_ins import workflow as check_ins
from programs.worksite.check_ins.doors import EMPLOYER
from programs.worksite.funds import workflow as funds
from programs.worksite.models import (
    Candidate,
    CandidateStep,
    CheckIn,
    ClassMeeting,
    FundRequest,
    MakeUp,
    MentorAtWork,
    MentorWeek,
    NytdRecord,
    Opening,
    PayStep,
    Placement,
)
from programs.worksite.namings import workflow as namings
from programs.worksite.namings.asking import ask_the_company
from programs.worksite.namings.doors import NAME
from programs.worksite.nytd import workflow as nytd
from programs.worksite.readiness.curriculum import classes
from programs.worksite.weeks.doors import GOOD_FOR, MENTOR, YOUTH
from tests.factories.casework import EnrollmentFactory, MatchFactory, MeetingFactory
from tests.factories.mentors import CorporatePartnerFactory, MentorFactory
from tests.factories.participants import person_at


class OpeningFactory(DjangoModelFactory):
    class Meta:
        model = Opening

    partner = factory.SubFactory(CorporatePartnerFactory, status="signed", signed_on=date(2025, 7, 1))
    title = "Baker's helper"
    industry = "food"
    opens_on = date(2026, 8, 1)


def put_in(site, *, cents, fund="hiset"):
    """So much in the pot of a fund this fiscal year."""
    return funds.put_in(site=site, fund=fund, amount_cents=cents, on=site.today(), by=None)


def worksite_at(site, *, staff, supervisor):
    """`partner`, `workplace`, `contact` and `opening` of the site."""
    today = site.today()
    partner = CorporatePartnerFactory(
        site=site,
        name=f"Bakery of {site.name}",
        industry="food",
        city="Springfield",
        status="signed",
        signed_on=today - timedelta(days=400),
        next_step="Ask about the holiday season",
        next_step_on=today + timedelta(days=3),
        next_step_by=staff,
    )
    workplace = Workplace.objects.create(partner=partner, name="Kitchen on Elm Street", bus_line="Line 4")
    contact = PartnerContact.objects.create(
        partner=partner, name="Mabel Crumb", email="mabel@bakery.example", answers_check_ins=True
    )
    Talk.objects.create(partner=partner, talked_on=today - timedelta(days=20), who=staff, words="They need hands.")
    opening = OpeningFactory(
        partner=partner,
        workplace=workplace,
        places=2,
        hours_from=15,
        hours_to=25,
        wage_from_cents=1300,
        opens_on=today - timedelta(days=10),
    )
    mentor = MentorFactory(
        site=site,
        kind="workplace",
        partner=partner,
        person=person_at(site, given_name="Gus", family_name="Doughty", born_on=date(1980, 3, 3)),
    )
    enrollment = EnrollmentFactory(
        participant=person_at(
            site,
            given_name="Robin",
            family_name="Sawyer",
            born_on=today - timedelta(days=18 * 366),
            city="Springfield",
        ),
        site=site,
        program="worksite",
        worker=staff,
        registered=False,
        enrolled_on=today - timedelta(days=120),
    )
    placement = placement_of(enrollment, partner, starts_on=today - timedelta(days=40))
    match = MatchFactory(
        enrollment=enrollment,
        mentor=mentor,
        starts_on=today - timedelta(days=40),
        commitment_ends_on=None,
        participant_agreed_on=today - timedelta(days=41),
        mentor_agreed_on=today - timedelta(days=41),
    )
    MentorAtWork.objects.create(placement=placement, match=match, from_on=match.starts_on)
    check_ins.plan(placement=placement, by=staff)
    check_in = placement.check_ins.get(side="employer", day_number=30)
    put_in(site, cents=50_000)
    second = placement_of(enrollment, partner, starts_on=today - timedelta(days=3), title="Counter help")
    ask_the_company(placement=second, since=second.starts_on, by=staff)
    week = week_of(placement.mentorships.get(), asked_on=today - timedelta(days=2))
    return SimpleNamespace(
        check_in=check_in,
        link=links_of(EMPLOYER, [check_in.pk])[check_in.pk],
        naming=namings.name(
            placement=second, given_name="Ottilie", family_name="Crust", role="Shift lead", phone="(417) 555-0166"
        ),
        naming_link=links_of(NAME, [second.pk])[second.pk],
        nytd=nytd.write(
            enrollment=enrollment,
            moment="start",
            taken_on=enrollment.enrolled_on,
            services=[29],
            answers={38: "yes", 48: "yes"},
            by=staff,
        ),
        week=week,
        met_youth=links_of(YOUTH, [week.pk])[week.pk],
        met_mentor=links_of(MENTOR, [week.pk])[week.pk],
        funds=funds.ask(enrollment=enrollment, fund="hiset", amount_cents=2200, by=staff),
        approved=funds.approve(
            request=funds.ask(enrollment=enrollment, fund="hiset", amount_cents=1500, by=staff), by=supervisor
        ),
        partner=partner,
        workplace=workplace,
        contact=contact,
        opening=opening,
        mentor=mentor,
        match=match,
        enrollment=enrollment,
        candidate=candidate_of(enrollment, OpeningFactory(partner=partner, title="Counter help")),
        placement=placement,
        meeting=MeetingFactory(site=site, program="worksite", kind="readiness", topic="The interview"),
    )


def candidate_of(enrollment, opening, *, days_ago=3, status="referred"):
    """Somebody sent to the company some days ago."""
    on = enrollment.site.today() - timedelta(days=days_ago)
    row = Candidate.objects.create(
        enrollment=enrollment, opening=opening, status=status, referred_on=on, stands_since=on
    )
    CandidateStep.objects.create(candidate=row, status="referred", on=on)
    return row


def week_of(mentorship, *, asked_on):
    """A week of which both were asked on the day, with their two links."""
    week = MentorWeek.objects.create(
        mentorship=mentorship, week_on=asked_on - timedelta(days=asked_on.weekday()), asked_on=asked_on
    )
    for purpose in (YOUTH, MENTOR):
        links.make(purpose=purpose, subjects={week.pk: timezone.now() + GOOD_FOR}, by=None)
    return week


def placement_of(enrollment, partner, *, starts_on, wage_cents=1300, hours=20, **facts):
    """A job with its first wage."""
    row = Placement.objects.create(
        enrollment=enrollment, partner=partner, starts_on=starts_on, **{"title": "Baker's helper", **facts}
    )
    PayStep.objects.create(placement=row, from_on=starts_on, wage_cents=wage_cents, hours_a_week=hours)
    return row


def made_ready(enrollment):
    """Every class is made up."""
    MakeUp.objects.bulk_create(
        MakeUp(enrollment=enrollment, code=one.code, made_up_on=enrollment.enrolled_on) for one in classes()
    )


def pile_of_companies(household, count):
    """So many companies, talks and openings more at the household's site."""
    today = household.site.today()
    begun = CorporatePartner.objects.count()
    partners = CorporatePartner.objects.bulk_create(
        CorporatePartner(
            site=household.site,
            name=f"Pile of bricks {begun + number}",
            status="signed",
            signed_on=today - timedelta(days=40),
            agreement_ends_on=today + timedelta(days=30),
            next_step="Call",
            next_step_on=today,
            next_step_by=household.supervisor,
        )
        for number in range(count)
    )
    own = household.worksite.partner
    Workplace.objects.bulk_create(Workplace(partner=own, name=f"Place {begun + n}") for n in range(count))
    PartnerContact.objects.bulk_create(PartnerContact(partner=own, name="Somebody") for _one in range(count))
    Talk.objects.bulk_create(
        Talk(partner=own, talked_on=today, who=household.staff, words="Again.") for _one in range(count)
    )
    Opening.objects.bulk_create(
        Opening(partner=partner, title="Helper", opens_on=today) for partner in [own, *partners]
    )
    _pile_of_work(household, count)


def _pile_of_work(household, count):
    """So many jobs, candidates, classes, and young people more."""
    today, own = household.site.today(), household.worksite
    cases = [
        EnrollmentFactory(
            participant=person_at(household.site), site=household.site, program="worksite", registered=False
        )
        for _one in range(min(count, 40))
    ]
    for case in cases:
        made_ready(case)
    jobs = Placement.objects.bulk_create(
        Placement(enrollment=case, partner=own.partner, title="Helper", starts_on=today - timedelta(days=3))
        for case in [own.enrollment, *cases]
    )
    PayStep.objects.bulk_create(
        PayStep(placement=job, from_on=job.starts_on, wage_cents=1300, hours_a_week=20) for job in jobs
    )
    NytdRecord.objects.bulk_create(
        NytdRecord(enrollment=case, moment="start", taken_on=today, recorded_by=household.staff) for case in cases
    )
    MentorWeek.objects.bulk_create(
        MentorWeek(mentorship=own.week.mentorship, week_on=monday, asked_on=monday)
        for monday in (date(2030, 1, 7) + timedelta(days=7 * (MentorWeek.objects.count() + n)) for n in range(count))
    )
    CheckIn.objects.bulk_create(CheckIn(placement=job, side="youth", day_number=30, due_on=today) for job in jobs)
    FundRequest.objects.bulk_create(
        FundRequest(
            enrollment=own.enrollment,
            fund="hiset",
            account=own.funds.account,
            amount_cents=100,
            asked_on=today,
            recorded_by=household.staff,
        )
        for _one in range(count)
    )
    begun = Opening.objects.count()
    openings = Opening.objects.bulk_create(
        Opening(partner=own.partner, title=f"Job {begun + n}", opens_on=today) for n in range(min(count, 40))
    )
    Candidate.objects.bulk_create(
        Candidate(enrollment=own.enrollment, opening=opening, referred_on=today, stands_since=today)
        for opening in openings
    )
    meetings = [
        MeetingFactory(site=household.site, program="worksite", kind="readiness") for _one in range(min(count, 30))
    ]
    ClassMeeting.objects.bulk_create(ClassMeeting(meeting=meeting, code="money") for meeting in meetings)
