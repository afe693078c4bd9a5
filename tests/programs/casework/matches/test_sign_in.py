"""A mentor is invited to sign in, and then finds the family."""

import pytest
from django.urls import reverse

from mmp_portal.accounts.models import User
from mmp_portal.audit.models import Event
from mmp_portal.outbox.models import Message
from programs.casework.enrollments.models import Enrollment
from programs.casework.matches import sign_in
from tests.factories.casework import EnrollmentFactory, MatchFactory
from tests.factories.mentors import MentorFactory
from tests.factories.participants import person_at
from tests.participants.typed import LONG, error_beside


@pytest.fixture
def newcomer(cast):
    """A mentor who does not sign in yet, matched with a family."""
    person = person_at(cast.here.site, given_name="Barnaby", family_name="Taleweaver", language="es")
    mentor = MentorFactory(site=cast.here.site, person=person)
    MatchFactory(enrollment=EnrollmentFactory(site=cast.here.site), mentor=mentor)
    return mentor


def page(mentor):
    return reverse("matches:let_sign_in", args=[mentor.pk])


def test_the_account_and_the_person_come_together(cast, newcomer):
    user = sign_in.let_in(mentor=newcomer, email="barnaby@people.example", by=cast.here.supervisor)

    newcomer.person.refresh_from_db()
    assert newcomer.person.user == user
    assert newcomer.person.email == "barnaby@people.example"
    grant = user.role_grants.get()
    assert (grant.role, grant.site, grant.program) == ("mentor", cast.here.site, "young_parent")
    assert Message.objects.get(address="barnaby@people.example").language == "es"
    assert Event.objects.about(newcomer).get().verb == "mentor.invited"
    assert list(Enrollment.objects.for_user(user)) == [newcomer.matches.get().enrollment]


def test_an_address_of_somebody_else_is_refused_and_changes_nothing(cast, newcomer):
    taken = cast.here.mentor_user.email

    with pytest.raises(sign_in.CannotLetIn):
        sign_in.let_in(mentor=newcomer, email=taken, by=cast.here.supervisor)

    newcomer.person.refresh_from_db()
    assert newcomer.person.user is None
    assert not Event.objects.about(newcomer).exists()


def test_who_signs_in_already_or_has_left_is_refused(cast, newcomer):
    with pytest.raises(sign_in.CannotLetIn, match="already"):
        sign_in.let_in(mentor=cast.here.mentor, email="x@people.example", by=cast.here.supervisor)
    newcomer.status = "left"
    newcomer.save()

    with pytest.raises(sign_in.CannotLetIn, match="left"):
        sign_in.let_in(mentor=newcomer, email="x@people.example", by=cast.here.supervisor)

    assert not User.objects.filter(email="x@people.example").exists()


def test_the_supervisor_invites_on_the_page(cast, client_of, newcomer):
    client = client_of(cast.here.supervisor)
    assert page(newcomer) in client.get(newcomer.get_absolute_url()).content.decode()

    answer = client.post(page(newcomer), {"email": "barnaby@people.example"})

    assert answer.url == newcomer.get_absolute_url()
    assert page(newcomer) not in client.get(newcomer.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("email", "sentence"), [("", "still empty"), ("no", "not an e-mail"), (f"{LONG}@x.example", "Keep this to")]
)
def test_bad_addresses(cast, client_of, newcomer, email, sentence):
    answer = client_of(cast.here.supervisor).post(page(newcomer), {"email": email})

    assert sentence in error_beside(answer, "email")


def test_staff_do_not_invite_and_other_sites_find_nothing(cast, client_of, newcomer):
    assert client_of(cast.here.staff).get(page(newcomer)).status_code == 403
    assert client_of(cast.there.supervisor).get(page(newcomer)).status_code == 404
    assert client_of(cast.administrator).get(page(newcomer)).status_code == 404
