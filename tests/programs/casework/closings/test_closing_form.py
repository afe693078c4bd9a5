"""What people type into the closing form."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from programs import registry
from programs.casework.closings.models import Closing
from tests.participants.typed import LONG, NOT_A_DAY, error_beside


@pytest.mark.parametrize(
    ("changes", "name", "sentence"),
    [
        ({"on": ""}, "on", "still empty"),
        ({"on": NOT_A_DAY}, "on", "cannot read"),
        ({"on": (date.today() + timedelta(days=2)).isoformat()}, "on", "future"),
        ({"on": "2010-01-01"}, "on", "before the enrollment"),
        ({"reason": ""}, "reason", "Choose one"),
        ({"reason": "bored"}, "reason", "not offered"),
        ({"what_follows": LONG}, "what_follows", "Keep this to 300"),
    ],
)
def test_bad_input_gets_a_sentence(cast, client_of, changes, name, sentence):
    typed = {"on": cast.here.site.today().isoformat(), "reason": "moved", "what_follows": "", **changes}

    answer = client_of(cast.here.staff).post(reverse("closings:close", args=[cast.here.enrollment.pk]), typed)

    assert answer.status_code == 200
    assert sentence in error_beside(answer, name)
    assert not Closing.objects.exists()


def test_the_reasons_are_the_programs_own(cast, client_of):
    words = client_of(cast.here.staff).get(reverse("closings:close", args=[cast.here.enrollment.pk])).content.decode()

    for choice in registry.get("young_parent").closing_reasons:
        assert str(choice.label) in words


@pytest.mark.parametrize("words", ["<b>School</b> 🌼", "Trường học", "مدرسة"])
def test_what_follows_is_kept_as_written(cast, client_of, words):
    client_of(cast.here.staff).post(
        reverse("closings:close", args=[cast.here.enrollment.pk]),
        {"on": cast.here.site.today().isoformat(), "reason": "moved", "what_follows": words},
    )

    assert Closing.objects.get().what_follows == words
