"""HiSET and GED subtests: what passes, which try counts, and scores that no test gives."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse

from programs.worksite.equivalency import workflow
from programs.worksite.equivalency.rules import known_tests, standing_of
from programs.worksite.models import SubTest

HISET = ("reading", "writing", "math", "science", "social")


def taken(subject, score, essay=None, test="hiset"):
    return SimpleNamespace(test=test, subject=subject, score=score, essay=essay, taken_on=date(2026, 5, 1))


def hiset(*scores, essay=2):
    rows = [
        taken(subject, score, essay if subject == "writing" else None)
        for subject, score in zip(HISET, scores, strict=True)
    ]
    return standing_of(known_tests()["hiset"], rows)


@pytest.mark.parametrize(
    ("scores", "essay", "is_passed"),
    [
        ((9, 9, 9, 9, 9), 2, True),  # 45 in all
        ((9, 9, 9, 9, 8), 2, False),  # 44 in all
        ((8, 8, 8, 8, 13), 2, True),
        ((7, 12, 12, 12, 12), 2, False),  # one under 8
        ((9, 9, 9, 9, 9), 1, False),  # the essay under 2
    ],
)
def test_hiset_is_passed_with_8_in_each_45_in_all_and_2_in_the_essay(scores, essay, is_passed):
    assert hiset(*scores, essay=essay).is_passed is is_passed


@pytest.mark.parametrize(("score", "passed"), [(145, 4), (144, 0)])
def test_ged_is_passed_with_145_in_each(score, passed):
    rows = [taken(one.code, score, test="ged") for one in known_tests()["ged"].subjects]

    assert standing_of(known_tests()["ged"], rows).passed == passed


def test_of_several_tries_the_best_counts():
    standing = standing_of(known_tests()["hiset"], [taken("math", 6), taken("math", 11), taken("math", 9)])

    assert [line.best.score for line in standing.lines if line.best] == [11]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("facts", "sentence"),
    [
        ({"which": "hiset:math", "score": 21}, "HiSET is scored from 1 to 20."),
        ({"which": "ged:math", "score": 99}, "GED is scored from 100 to 200."),
        ({"which": "hiset:writing", "score": 9}, "Say what the essay was given"),
        ({"which": "hiset:music", "score": 9}, "not one of"),
    ],
)
def test_a_score_that_no_test_gives_is_said_beside_the_field(cast, client_of, facts, sentence):
    url = reverse("worksite:note_subtest", args=[cast.here.worksite.enrollment.pk])

    answer = client_of(cast.here.staff).post(url, {"taken_on": cast.here.site.today(), **facts})

    assert answer.status_code == 200
    assert sentence in answer.content.decode() or "which" in answer.context["form"].errors


@pytest.mark.django_db
def test_a_subtest_is_noted_once_a_day_and_shown(cast, client_of):
    enrollment, today = cast.here.worksite.enrollment, cast.here.site.today()
    facts = {"enrollment": enrollment, "test": "hiset", "subject": "math", "by": cast.here.staff}
    workflow.note(taken_on=today - timedelta(days=1), score=12, **facts)

    with pytest.raises(workflow.CannotNote, match="already"):
        workflow.note(taken_on=today - timedelta(days=1), score=13, **facts)
    page = client_of(cast.here.staff).get(reverse("worksite:equivalency", args=[enrollment.pk])).content.decode()

    assert SubTest.objects.get().score == 12
    assert "1 of 5 passed" in page
