"""What somebody says of race, ethnicity and tribe; what was lent to them; and records taken out and restored."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from participants.backgrounds import workflow as backgrounds
from participants.equipment import workflow as equipment
from participants.facts import CannotWrite
from participants.models import Background, EquipmentLoan, Person, RaceEthnicity
from participants.race import Hispanic
from tests.factories.participants import EquipmentLoanFactory, person_at
from tests.participants.typed import LONG, error_beside

# --- Background ---------------------------------------------------------------------------------


def said(**changes):
    return {"race_answer": "given", "races": ["black"], "tribal_standing": "", "tribe": "", "version": "0", **changes}


def ask(client, person, **changes):
    return client.post(reverse("participants:background", args=[person.pk]), said(**changes))


def kept_of(person):
    return Background.objects.get(person=person)


def test_an_answer_is_kept_with_its_detail(cast, client_of):
    person = cast.here.participant

    ask(client_of(cast.here.staff), person, races=["black", "white"], detail_black="Somali", detail_asian="Hmong")

    background = kept_of(person)
    kept = {race.category: race.words for race in background.races.all()}
    assert kept == {"black": "Somali", "white": "", "asian": "Hmong"}
    assert background.by_1997.hispanic == Hispanic.NO


def test_changing_an_answer_keeps_one_row_each(cast, client_of):
    person, client = cast.here.participant, client_of(cast.here.staff)
    ask(client, person, races=["black", "white"], detail_black="Somali")

    ask(client, person, races=["black"], detail_black="Somali, born in Kenya", version="1")

    kept = {race.category: race.words for race in kept_of(person).races.all()}
    assert kept == {"black": "Somali, born in Kenya"}
    assert kept_of(person).version == 2


def test_declined_and_unknown_are_answers_of_their_own(cast, client_of):
    person, client = cast.here.participant, client_of(cast.here.staff)
    ask(client, person, race_answer="declined", races=[])
    assert Background.objects.get(person=person).by_1997.hispanic == Hispanic.DECLINED

    ask(client, person, race_answer="unknown", races=[], version="1")
    assert Background.objects.get(person=person).by_1997.hispanic == Hispanic.UNKNOWN


def test_ticking_a_category_is_an_answer(cast, client_of):
    ask(client_of(cast.here.staff), cast.here.participant, race_answer="")

    assert kept_of(cast.here.participant).race_answer == "given"


def test_a_tribe_is_kept(cast, client_of):
    ask(
        client_of(cast.here.staff),
        cast.here.participant,
        races=["american_indian"],
        tribal_standing="enrolled",
        tribe="Imagined River Band",
    )

    assert kept_of(cast.here.participant).tribe == "Imagined River Band"


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"races": []}, "races", "at least one category"),
        ({"race_answer": "declined"}, "race_answer", "Categories are chosen"),
        ({"races": ["green"]}, "races", "not offered"),
        ({"race_answer": "yes"}, "race_answer", "not offered"),
        ({"tribe": "Imagined River Band"}, "tribal_standing", "how they belong"),
        ({"detail_black": LONG}, "detail_black", "Keep this to"),
    ],
)
def test_what_does_not_go_together(cast, client_of, changes, name, sentence):
    answer = ask(client_of(cast.here.staff), cast.here.participant, **changes)

    assert sentence in error_beside(answer, name)
    assert not Background.objects.exists()


def test_an_old_version_never_overwrites(cast, client_of):
    person, client = cast.here.participant, client_of(cast.here.staff)
    ask(client, person)

    answer = ask(client, person, races=["white"], version="0")

    assert answer.status_code == 200
    assert [race.category for race in kept_of(person).races.all()] == ["black"]
    with pytest.raises(CannotWrite, match="Somebody saved"):
        backgrounds.write(
            person=person,
            by=cast.here.staff,
            site=cast.here.site,
            version=0,
            race_answer="declined",
            races={},
            tribal_standing="",
            tribe="",
        )


@pytest.mark.django_db
def test_constraints_of_a_background(cast):
    kept = Background.objects.create(person=cast.here.participant)
    RaceEthnicity.objects.create(background=kept, category="white")
    for make in (
        lambda: Background.objects.create(person=cast.there.participant, race_answer="maybe"),
        lambda: Background.objects.create(person=cast.there.participant, tribe="A band"),
        lambda: Background.objects.create(person=cast.there.participant, tribal_standing="cousin"),
        lambda: RaceEthnicity.objects.create(background=kept, category="white"),
        lambda: RaceEthnicity.objects.create(background=kept, category="green"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            make()


# --- Equipment ----------------------------------------------------------------------------------


def test_something_is_lent_and_comes_back(cast, client_of):
    person, client = person_at(cast.here.site), client_of(cast.here.staff)
    today = cast.here.site.today().isoformat()
    client.post(
        reverse("participants:lend", args=[person.pk]),
        {"what": "Hot spot", "number": "OAK-7", "lent_on": today, "due_back_on": "", "note": ""},
    )
    loan = person.equipment_loans.get()
    assert (loan.site, loan.what) == (cast.here.site, "Hot spot")

    client.post(reverse("participants:take_back_loan", args=[person.pk, loan.pk]), {"on": today})
    assert not EquipmentLoan.objects.out().filter(pk=loan.pk).exists()
    again = client.get(reverse("participants:take_back_loan", args=[person.pk, loan.pk]))
    assert again.status_code == 404


def test_the_page_says_what_is_overdue(cast, client_of):
    loan = cast.here.around.loan
    EquipmentLoan.objects.filter(pk=loan.pk).update(due_back_on=cast.here.site.today() - timedelta(days=1))

    words = client_of(cast.here.staff).get(reverse("participants:equipment", args=[loan.person_id])).content.decode()

    assert "Overdue" in words


def test_a_loan_of_another_site_is_not_shown(cast, client_of):
    person = cast.here.participant
    EquipmentLoanFactory(person=person, site=cast.there.site, what="Sewing machine")

    words = client_of(cast.here.staff).get(reverse("participants:equipment", args=[person.pk])).content.decode()

    assert "Tablet" in words
    assert "Sewing machine" not in words


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"what": ""}, "what", "still empty"),
        ({"due_back_on": "2020-01-01"}, "due_back_on", "before it was lent"),
        ({"lent_on": "9999-12-31"}, "lent_on", "future"),
        ({"number": LONG}, "number", "Keep this to"),
    ],
)
def test_bad_input_about_a_loan(cast, client_of, changes, name, sentence):
    person = person_at(cast.here.site)
    form = {"what": "Hot spot", "number": "", "lent_on": "2026-01-05", "due_back_on": "", "note": "", **changes}

    answer = client_of(cast.here.staff).post(reverse("participants:lend", args=[person.pk]), form)

    assert sentence in error_beside(answer, name)
    assert not person.equipment_loans.exists()


def test_it_cannot_come_back_before_it_was_lent(cast):
    loan = cast.here.around.loan

    with pytest.raises(CannotWrite, match="before it was lent"):
        equipment.take_back(loan=loan, by=cast.here.staff, on=loan.lent_on - timedelta(days=1))


@pytest.mark.parametrize(
    "facts", [{"what": ""}, {"due_back_on": date(2026, 8, 31)}, {"returned_on": date(2026, 8, 31)}]
)
def test_constraints_of_a_loan(cast, facts):
    with pytest.raises(IntegrityError), transaction.atomic():
        EquipmentLoanFactory(person=cast.here.participant, site=cast.here.site, **facts)


# --- Voided and restored ------------------------------------------------------------------------


def test_a_person_is_voided_with_a_reason_and_restored(cast, client_of):
    person, client = person_at(cast.here.site, given_name="Opal"), client_of(cast.here.staff)

    client.post(reverse("casefile:record_void", args=["person", person.pk]), {"reason": "Written down twice."})

    person.refresh_from_db()
    assert person.void_reason == "Written down twice."
    assert client.get(person.get_absolute_url()).status_code == 404
    listed = client.get(reverse("participants:voided")).content.decode()
    assert "Written down twice." in listed

    client.post(reverse("casefile:record_restore", args=["person", person.pk]), {"reason": "It was another Opal."})
    person.refresh_from_db()
    assert person.voided_at is None
    assert client.get(person.get_absolute_url()).status_code == 200


def test_nobody_is_voided_away_under_an_open_case(cast, client_of):
    person = cast.here.participant

    answer = client_of(cast.here.staff).post(
        reverse("casefile:record_void", args=["person", person.pk]), {"reason": "Written down twice."}
    )

    assert f"Case {cast.here.enrollment.number} is open" in answer.content.decode()
    assert Person.objects.not_voided().filter(pk=person.pk).exists()


def test_voided_people_of_another_site_are_not_listed(cast, client_of):
    person = person_at(cast.there.site, given_name="Hiddenly")
    client_of(cast.there.staff).post(
        reverse("casefile:record_void", args=["person", person.pk]), {"reason": "Written down twice."}
    )

    words = client_of(cast.here.staff).get(reverse("participants:voided")).content.decode()

    assert "Hiddenly" not in words
    assert "Nobody was voided" in words
