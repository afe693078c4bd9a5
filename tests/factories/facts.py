"""What is known of invented people: income, consents, school, health."""

from datetime import date, timedelta
from types import SimpleNamespace

import factory
from factory.django import DjangoModelFactory

from participants.consents.models import Consent
from participants.consents.texts import text_for
from participants.health.models import CareProvider, HealthNote, Insurance
from participants.immunizations.models import CardSeen, Immunization, Waiver
from participants.income.models import IncomeSource
from participants.schooling.models import Credential, SchoolAttendance, Schooling


class IncomeSourceFactory(DjangoModelFactory):
    class Meta:
        model = IncomeSource

    kind = "wages"
    amount_cents = 41250
    per = "two_weeks"
    starts_on = date(2025, 6, 1)
    said_on = date(2025, 6, 3)


class ConsentFactory(DjangoModelFactory):
    """A consent somebody gave for themselves, on the text of the day."""

    class Meta:
        model = Consent

    kind = "photo"
    given_by = factory.SelfAttribute("person")
    given_on = date(2025, 9, 1)
    how = "screen"
    text_from = factory.LazyAttribute(lambda row: text_for(row.kind, language="en", on=row.given_on).begins)
    text_title = factory.LazyAttribute(lambda row: text_for(row.kind, language="en", on=row.given_on).title)
    text_body = factory.LazyAttribute(lambda row: text_for(row.kind, language="en", on=row.given_on).body)
    signed_name = "Juniper Fableton"


class SchoolingFactory(DjangoModelFactory):
    class Meta:
        model = Schooling

    school = "Example High School"
    level = "high"
    grade = "11"
    starts_on = date(2025, 8, 18)


class SchoolAttendanceFactory(DjangoModelFactory):
    class Meta:
        model = SchoolAttendance

    schooling = factory.SubFactory(SchoolingFactory)
    first_on = date(2025, 9, 1)
    last_on = date(2025, 9, 30)
    days_present = 17
    days_possible = 20


class CredentialFactory(DjangoModelFactory):
    class Meta:
        model = Credential

    kind = "certificate"
    name = "Safe food handling"
    earned_on = date(2026, 3, 2)


class CareProviderFactory(DjangoModelFactory):
    class Meta:
        model = CareProvider

    kind = "pediatrician"
    name = "Dr. Imaginary"


class InsuranceFactory(DjangoModelFactory):
    class Meta:
        model = Insurance

    kind = "medicaid"
    member_number = "00012344821"


class HealthNoteFactory(DjangoModelFactory):
    class Meta:
        model = HealthNote

    kind = "allergy"
    words = "Allergic to peanuts"
    wished_on = date(2026, 1, 5)


class ImmunizationFactory(DjangoModelFactory):
    class Meta:
        model = Immunization

    vaccine = "mmr"
    given_on = date(2026, 1, 12)
    place = "Storybrook Family Clinic"


class CardSeenFactory(DjangoModelFactory):
    class Meta:
        model = CardSeen

    seen_on = date(2026, 1, 20)
    source = "card"


class WaiverFactory(DjangoModelFactory):
    class Meta:
        model = Waiver

    vaccine = "flu"
    kind = "declined"
    starts_on = date(2026, 1, 20)


def facts_about(person, *, site):
    """One of each for a family: what pages of the person are about."""
    shared = {"person": person, "site": site}
    schooling = SchoolingFactory(**shared)
    place = person.memberships.get()
    return SimpleNamespace(
        place=place,
        home=place.household,
        income=IncomeSourceFactory(**shared),
        consent=ConsentFactory(**shared),
        ended_consent=ConsentFactory(**shared, kind="texts", until=site.today() - timedelta(days=2)),
        schooling=schooling,
        school_attendance=SchoolAttendanceFactory(schooling=schooling),
        credential=CredentialFactory(**shared),
        provider=CareProviderFactory(**shared),
        insurance=InsuranceFactory(**shared),
        health_note=HealthNoteFactory(**shared),
        immunization=ImmunizationFactory(**shared),
        card_seen=CardSeenFactory(**shared),
        waiver=WaiverFactory(**shared),
    )
