"""The pages of people who sign in: who sees whom, inviting, ending, and one's own settings."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mmp_portal.accounts.models import RoleGrant, User
from mmp_portal.audit.models import Event
from mmp_portal.outbox.models import Message
from tests.factories.accounts import user_with

ADDRESS = "wren@example.org"


def invitation(place, **changes):
    return {
        "name": "Wren Mockingham",
        "email": ADDRESS,
        "language": "en",
        "role": "staff",
        "site": place.pk,
        "program": "",
    } | changes


def errors_of(answer):
    assert answer.status_code == 200
    return answer.context["form"].errors


# --- The list and a person ----------------------------------------------------------------------


def test_supervisor_sees_the_people_of_the_own_site_alone(client_of, cast):
    page = client_of(cast.here.supervisor).get("/access/")

    shown = page.content.decode()
    assert cast.here.staff.email in shown
    assert cast.here.mentor_user.email in shown
    assert cast.there.staff.email not in shown
    assert cast.administrator.email not in shown


def test_administrator_sees_everybody(client_of, cast):
    shown = client_of(cast.administrator).get("/access/").content.decode()

    for person in (cast.here.staff, cast.there.staff, cast.viewer, cast.administrator):
        assert person.email in shown


@pytest.mark.parametrize("who", ["staff", "mentor_user"])
def test_list_is_for_supervisors_and_administrators(client_of, cast, who):
    assert client_of(getattr(cast.here, who)).get("/access/").status_code == 403


def test_person_of_another_site_is_not_found(client_of, cast):
    client = client_of(cast.here.supervisor)

    for address in ("", "end/"):
        assert client.get(f"/access/{cast.there.staff.pk}/{address}").status_code == 404
    assert client.post(f"/access/{cast.there.staff.pk}/resend/").status_code == 404


def test_roles_at_another_site_are_not_shown(client_of, cast):
    RoleGrant.objects.create(
        user=cast.here.staff, role="supervisor", site=cast.there.site, starts_on=timezone.localdate()
    )

    page = client_of(cast.here.supervisor).get(f"/access/{cast.here.staff.pk}/")

    assert cast.there.site.name not in page.content.decode()


def test_list_filters(client_of, cast):
    user_with("staff", site=cast.here.site, name="Ezra Fictionberg", email="ezra@example.org", is_active=False)
    client = client_of(cast.here.supervisor)

    def shown(query):
        return {row.record.email for row in client.get(f"/access/?{query}").context["table"].rows}

    assert shown("q=ezra") == {"ezra@example.org"}
    assert shown("role=mentor") == {cast.here.mentor_user.email}
    assert shown("access=ended") == {"ezra@example.org"}
    assert "ezra@example.org" not in shown("access=invited")
    assert len(shown(f"site={cast.here.site.pk}")) == 4
    assert len(shown("role=nonsense&site=zzz&page=99&sort=-name")) == 4


def test_list_costs_the_same_for_three_and_thirty(client_of, cast):
    client = client_of(cast.here.supervisor)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            client.get("/access/")
        return len(captured)

    queries()
    few = queries()
    for count in range(22):
        user_with("mentor", site=cast.here.site, name=f"Maple Otherwise {count}")

    assert queries() == few


# --- Inviting -----------------------------------------------------------------------------------


def test_supervisor_invites_and_the_letter_is_queued(client_of, cast):
    answer = client_of(cast.here.supervisor).post("/access/invite/", invitation(cast.here.site))

    user = User.objects.get(email=ADDRESS)
    letter = Message.objects.get(rule="invitation")
    assert answer.url == f"/access/{user.pk}/"
    assert user.role_grants.get().role == "staff"
    assert not user.has_usable_password()
    assert (letter.recipient, letter.site, letter.is_secret) == (user, cast.here.site, True)
    assert Event.objects.get(verb="access.given").by == cast.here.supervisor


def test_invitation_in_spanish(client_of, cast):
    client_of(cast.here.supervisor).post("/access/invite/", invitation(cast.here.site, language="es"))

    assert Message.objects.get(rule="invitation").language == "es"
    assert User.objects.get(email=ADDRESS).language == "es"


def test_address_is_kept_in_small_letters(client_of, cast):
    client_of(cast.here.supervisor).post("/access/invite/", invitation(cast.here.site, email=" Wren@Example.ORG "))

    assert User.objects.filter(email=ADDRESS).exists()


def test_somebody_of_another_site_gets_the_role_and_keeps_name_and_password(client_of, cast):
    other = cast.there.staff

    client_of(cast.here.supervisor).post(
        "/access/invite/", invitation(cast.here.site, email=other.email.upper(), name="Someone Else")
    )

    other.refresh_from_db()
    assert other.name != "Someone Else"
    assert other.has_usable_password()
    assert set(other.role_grants.values_list("site", flat=True)) == {cast.here.site.pk, cast.there.site.pk}
    assert Message.objects.get(rule="role-given").recipient == other
    assert not Message.objects.filter(rule="invitation").exists()


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", ""),
        ("name", "x" * 200),
        ("email", ""),
        ("email", "no address"),
        ("email", "x" * 260 + "@example.org"),
        ("role", ""),
        ("role", "king"),
        ("role", "supervisor"),
        ("role", "administrator"),
        ("site", ""),
        ("site", "999999"),
        ("site", "<b>"),
        ("program", "nonsense"),
        ("language", "xx"),
    ],
)
def test_bad_input_gets_a_sentence_beside_the_field_and_keeps_what_was_typed(client_of, cast, field, value):
    answer = client_of(cast.here.supervisor).post("/access/invite/", invitation(cast.here.site, **{field: value}))

    assert field in errors_of(answer)
    assert "Wren Mockingham" in answer.content.decode() or field == "name"
    assert not User.objects.filter(name="Wren Mockingham").exists()
    assert not Message.objects.filter(rule__in=["invitation", "role-given"]).exists()


@pytest.mark.parametrize(
    "name", ["Ñandú Inventado", "Соня Сказкина", "莫 虚構", "Wren 🐦", "<script>alert(1)</script>"]
)
def test_name_in_any_script_is_kept_and_shown_as_written(client_of, cast, name):
    client = client_of(cast.here.supervisor)

    client.post("/access/invite/", invitation(cast.here.site, name=name))
    page = client.get("/access/").content.decode()

    assert User.objects.get(email=ADDRESS).name == name
    assert "<script>alert" not in page


def test_supervisor_cannot_name_a_site_of_others(client_of, cast):
    answer = client_of(cast.here.supervisor).post("/access/invite/", invitation(cast.there.site))

    assert "site" in errors_of(answer)


def test_role_held_already_is_refused_with_a_sentence(client_of, cast):
    answer = client_of(cast.here.supervisor).post(
        "/access/invite/", invitation(cast.here.site, email=cast.here.staff.email)
    )

    assert "already" in str(errors_of(answer))


def test_administrator_appoints_a_supervisor_and_an_administrator(client_of, cast):
    client = client_of(cast.administrator)

    client.post("/access/invite/", invitation(cast.here.site, role="supervisor", agency=""))
    client.post(
        "/access/invite/",
        invitation(cast.here.site, role="administrator", site="", agency=cast.agency.pk, email="ada@example.org"),
    )
    both = client.post(
        "/access/invite/", invitation(cast.here.site, role="administrator", agency="", email="x@example.org")
    )

    assert User.objects.get(email=ADDRESS).role_grants.get().role == "supervisor"
    assert User.objects.get(email="ada@example.org").role_grants.get().agency == cast.agency
    assert "site" in errors_of(both)


def test_invitation_is_sent_again_until_a_password_was_chosen(client_of, cast):
    client = client_of(cast.here.supervisor)
    client.post("/access/invite/", invitation(cast.here.site))
    user = User.objects.get(email=ADDRESS)

    client.post(f"/access/{user.pk}/resend/")
    user.set_password("blue lantern over the river 7")
    user.save()
    client.post(f"/access/{user.pk}/resend/")

    assert Message.objects.filter(rule="invitation").count() == 2
    assert Event.objects.filter(verb="access.invited_again").count() == 1


def test_resend_answers_post_alone(client_of, cast):
    assert client_of(cast.here.supervisor).get(f"/access/{cast.here.staff.pk}/resend/").status_code == 405


# --- Ending -------------------------------------------------------------------------------------


def test_end_needs_a_reason_and_leaves_a_trace(client_of, cast):
    client = client_of(cast.here.supervisor)
    address = f"/access/{cast.here.staff.pk}/end/"

    assert "reason" in errors_of(client.post(address, {"on": "", "reason": ""}))
    client.post(address, {"on": "", "reason": "Works elsewhere now"})

    cast.here.staff.refresh_from_db()
    assert not cast.here.staff.is_active
    assert Event.objects.get(verb="access.ended").reason == "Works elsewhere now"


def test_end_with_a_day_in_the_past_is_refused_beside_the_field(client_of, cast):
    day = timezone.localdate() - timedelta(days=1)

    answer = client_of(cast.here.supervisor).post(
        f"/access/{cast.here.staff.pk}/end/", {"on": day.isoformat(), "reason": "Gone"}
    )

    assert "on" in errors_of(answer)
    assert "Gone" in answer.content.decode()


def test_end_of_ones_own_access_is_refused_with_a_sentence(client_of, cast):
    answer = client_of(cast.here.supervisor).post(
        f"/access/{cast.here.supervisor.pk}/end/", {"on": "", "reason": "Tired"}
    )

    assert "their own" in str(errors_of(answer))


# --- One's own settings -------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["staff", "supervisor", "mentor_user"])
def test_own_settings_change_name_and_language(client_of, cast, who):
    user = getattr(cast.here, who)
    client = client_of(user)

    answer = client.post("/access/settings/", {"name": "New Name", "language": "es"})

    user.refresh_from_db()
    assert (user.name, user.language) == ("New Name", "es")
    assert answer.cookies["django_language"].value == "es"
    assert client.get("/access/settings/").status_code == 200


def test_own_settings_refuse_an_empty_name_and_an_unknown_language(client_of, cast):
    errors = errors_of(client_of(cast.here.staff).post("/access/settings/", {"name": " ", "language": "xx"}))

    assert set(errors) == {"name", "language"}
    cast.here.staff.refresh_from_db()
    assert cast.here.staff.language == "en"


def test_mentor_sees_settings_in_the_look_of_the_phone(client_of, cast):
    page = client_of(cast.here.mentor_user).get("/access/settings/").content.decode()

    assert 'class="phone"' in page
    assert "bootstrap" not in page
