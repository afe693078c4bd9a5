"""How a family is: visits to the doctor kept or missed, and how the parent rates it."""

from django.contrib import messages
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.sending import refuse, sent
from participants.models import Person
from programs.young_parent.bucks.views import case_at_hand
from programs.young_parent.health import workflow
from programs.young_parent.health.asking import may_be_asked, next_on, occasion_now
from programs.young_parent.health.children import children_of
from programs.young_parent.health.forms import CorrectVisitForm, RatingForm, VisitForm
from programs.young_parent.models import DoctorVisit, SelfRating
from programs.young_parent.models.visits import Outcome

VISITS_SHOWN = 40


def _back(enrollment):
    return reverse("young_parent:health", args=[enrollment.pk])


@requires(Permission.CASE_VIEW)
def health(request, pk):
    """Visits and ratings of one family."""
    enrollment = case_at_hand(request, pk)
    trail.opened(request.user, enrollment, what="case file")
    visits = list(DoctorVisit.objects.not_voided().filter(enrollment=enrollment).with_people()[:VISITS_SHOWN])
    ratings = list(SelfRating.objects.not_voided().filter(enrollment=enrollment))
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "program": enrollment.definition,
        "visits": visits,
        "kept": sum(1 for one in visits if one.outcome == Outcome.KEPT),
        "past": sum(1 for one in visits if one.outcome in (Outcome.KEPT, Outcome.MISSED)),
        "ratings": ratings,
        "next_rating_on": next_on(enrollment, ratings),
        "may_rate": may_be_asked(enrollment) and request.user.may(Permission.ASSESSMENT_EDIT),
        **children_of(enrollment, user=request.user),
        "may_edit": enrollment.is_open and request.user.may(Permission.ASSESSMENT_EDIT),
    }
    return render(request, "programs/young_parent/health/health.html", context)


def _fill_in(request, form, save, *, enrollment, title, lead, done):
    """Show a form about the family, or save what it says."""
    if request.method == "POST" and form.is_valid():
        try:
            save(form.cleaned_data)
        except workflow.CannotNote as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, done)
            return redirect(_back(enrollment))
    context = {
        "form": form,
        "enrollment": enrollment,
        "person": enrollment.participant,
        "tab_url": _back(enrollment),
        "tab_label": _("Health and how it goes"),
        "title": title,
        "lead": lead,
    }
    return render(request, "programs/young_parent/form.html", context)


@requires(Permission.ASSESSMENT_EDIT)
def add_visit(request, pk):
    """Write down a visit of the parent or a child."""
    enrollment = case_at_hand(request, pk)
    today = enrollment.site.today()
    children = enrollment.participant.children(on=today).values("pk")
    people = Person.objects.not_voided().filter(Q(pk=enrollment.participant_id) | Q(pk__in=children))
    form = VisitForm(
        sent(request),
        people=people,
        initial={"on": today, "person": enrollment.participant_id, "outcome": Outcome.KEPT},
        cancel_url=_back(enrollment),
    )

    def save(said):
        workflow.note_visit(enrollment=enrollment, by=request.user, **said)

    return _fill_in(
        request,
        form,
        save,
        enrollment=enrollment,
        title=_("A doctor visit"),
        lead=_("Prenatal and well-child visits: planned, kept or missed."),
        done=_("Saved."),
    )


@requires(Permission.ASSESSMENT_EDIT)
def edit_visit(request, pk):
    """Say what came of a visit."""
    visit = get_object_or_404(DoctorVisit.objects.not_voided().for_user(request.user).with_people(), pk=pk)
    form = CorrectVisitForm(sent(request), instance=visit, cancel_url=visit.get_absolute_url())

    def save(said):
        workflow.correct_visit(
            visit=visit, version=said["version"], on=said["on"], outcome=said["outcome"], by=request.user
        )

    return _fill_in(
        request,
        form,
        save,
        enrollment=visit.enrollment,
        title=visit.get_kind_display(),
        lead=visit.person.name,
        done=_("Saved."),
    )


@requires(Permission.ASSESSMENT_EDIT)
def rate(request, pk):
    """Write down the parent's own answers."""
    enrollment = case_at_hand(request, pk)
    ratings = list(SelfRating.objects.not_voided().filter(enrollment=enrollment))
    match = enrollment.matches.active().order_by("-starts_on").first()
    occasion = occasion_now(enrollment, ratings, match)
    form = RatingForm(
        sent(request),
        initial={"rated_on": enrollment.site.today(), "occasion": occasion},
        cancel_url=_back(enrollment),
    )

    def save(said):
        workflow.rate(enrollment=enrollment, by=request.user, **said)

    return _fill_in(
        request,
        form,
        save,
        enrollment=enrollment,
        title=_("How they rate it themselves"),
        lead=_("The parent answers. It is nobody's grade."),
        done=_("Saved."),
    )
