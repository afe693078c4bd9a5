"""The visit plan of one family: what is expected and done month by month, and what decides it."""

from django.contrib import messages
from django.db.models import Sum
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.agencies.models import HomeVisitingModel
from mmp_portal.audit import trail
from mmp_portal.ui.sending import refuse, sent
from programs.casework.contacts.models import Contact
from programs.casework.enrollments.models import Enrollment
from programs.casework.supports.models import Book, Entry
from programs.moppp import workflow
from programs.moppp.models import ExcusedVisit, FamilyLevel, FamilyModel, Level
from programs.moppp.visits.footing import PROGRAM, footing_of, year_of
from programs.moppp.visits.forms import ExcuseForm, LevelForm, ModelForm
from programs.moppp.visits.tables import Months
from programs.moppp.visits.tally import VISIT, plan_of


def case_at_hand(request, pk):
    """A case of the program whose whole file the person may open. 404 for any other."""
    cases = Enrollment.objects.not_voided().in_program(PROGRAM).for_casework(request.user).with_people()
    return get_object_or_404(cases, pk=pk)


@requires(Permission.CASE_VIEW)
def plan(request, pk):
    """A program year of visits: the one at hand, or the one `?year=` begins in."""
    enrollment = case_at_hand(request, pk)
    trail.opened(request.user, enrollment, what="case file")
    today = enrollment.site.today()
    found = plan_of(enrollment, on=today, year=_year_asked(request, enrollment, today))
    before, _this, after = year_of(found.footing.pace, found.first)
    levels = FamilyLevel.objects.not_voided().filter(enrollment=enrollment).select_related("agreed_by", "recorded_by")
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "program": enrollment.definition,
        "today": today,
        "plan": found,
        "table": Months([month for month in found.months if not month.is_to_come]),
        "to_come": [month for month in found.months if month.is_to_come and month.tally.expected],
        "before": before if before[1] >= enrollment.enrolled_on else None,
        "after": after if after[0] <= today else None,
        "model": _label(HomeVisitingModel, found.footing.model_on(min(today, found.last))),
        "level": _label(Level, found.footing.level_on(min(today, found.last))),
        "stressors": found.footing.stressors_on(min(today, found.last)),
        "last_visit": (
            Contact.objects.made().filter(enrollment=enrollment, kind=VISIT).order_by("-started_at", "-pk").first()
        ),
        "levels": levels.order_by("-starts_on"),
        "models": FamilyModel.objects.not_voided().filter(enrollment=enrollment).order_by("-starts_on"),
        "given": given_to(enrollment, found.first, found.last),
        "excused": ExcusedVisit.objects.not_voided().filter(
            enrollment=enrollment, on__gte=found.first, on__lte=found.last
        ),
        "has_levels": found.footing.model_on(min(today, found.last)) == HomeVisitingModel.HFA,
        "may_review": request.user.may(Permission.REVIEW),
        "may_change": enrollment.is_open and request.user.may(Permission.ENROLLMENT_CHANGE),
    }
    return render(request, "programs/moppp/visits/plan.html", context)


def given_to(enrollment, first, last):
    """What the family was given from `first` to `last`, by item, less what was taken back."""
    entries = Entry.objects.standing().filter(
        enrollment=enrollment, account__book=Book.GOODS, account__program=PROGRAM, on__gte=first, on__lte=last
    )
    rows = entries.order_by().values_list("account__name").annotate(pieces=-Sum("amount"))
    return sorted((name, pieces) for name, pieces in rows if pieces)


def _year_asked(request, enrollment, today):
    """The year in the address, as far as the case reaches. 404 for any other, so that no page is made up."""
    asked = request.GET.get("year", "")
    if not asked:
        return None
    if not (asked.isascii() and asked.isdigit() and enrollment.enrolled_on.year - 1 <= int(asked[:5]) <= today.year):
        raise Http404
    return int(asked)


def _label(choices, code):
    return choices(code).label if code else ""


def open_case_at_hand(request, pk):
    cases = Enrollment.objects.open().in_program(PROGRAM).for_casework(request.user).with_people()
    return get_object_or_404(cases, pk=pk)


@requires(Permission.ENROLLMENT_CHANGE)
def set_level(request, pk):
    """Put a family on a level. After creative outreach the form begins with the level it left."""
    enrollment = open_case_at_hand(request, pk)
    today = enrollment.site.today()
    left = workflow.level_left(footing_of(enrollment), today)
    form = LevelForm(
        sent(request),
        enrollment=enrollment,
        initial={"starts_on": today, "level": left},
        cancel_url=plan_url(enrollment),
    )
    return _decide(request, enrollment, form, workflow.set_level, _("Set the level"), _("The level is set."))


@requires(Permission.ENROLLMENT_CHANGE)
def set_model(request, pk):
    """Let a family follow the other model from a day on."""
    enrollment = open_case_at_hand(request, pk)
    form = ModelForm(sent(request), initial={"starts_on": enrollment.site.today()}, cancel_url=plan_url(enrollment))
    return _decide(request, enrollment, form, workflow.set_model, _("Change the model"), _("The model is changed."))


@requires(Permission.ENROLLMENT_CHANGE)
def excuse(request, pk):
    """Note that an expected visit could not be."""
    enrollment = open_case_at_hand(request, pk)
    form = ExcuseForm(sent(request), initial={"on": enrollment.site.today()}, cancel_url=plan_url(enrollment))
    return _decide(request, enrollment, form, workflow.excuse_visit, _("Excuse a visit"), _("The visit is excused."))


def plan_url(enrollment):
    return reverse("moppp:plan", args=[enrollment.pk])


def _decide(request, enrollment, form, verb, title, done):
    if request.method == "POST" and form.is_valid():
        try:
            verb(enrollment=enrollment, by=request.user, **form.cleaned_data)
        except workflow.CannotPlan as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, done)
            return redirect(plan_url(enrollment))
    context = {"enrollment": enrollment, "person": enrollment.participant, "form": form, "title": title}
    return render(request, "programs/moppp/visits/form.html", context)
