"""Planning what a child goes on to: from two and a half years, or as soon as the family speaks of it."""

from crispy_forms.layout import Layout
from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.ui.forms import Card, DayField, LineField, NoteField, PastDayField, PortalForm, SaveBar
from mmp_portal.ui.sending import refuse, sent
from mmp_portal.ui.widgets import ChipSelect, RadioList
from participants.models import Person
from programs.moppp import workflow
from programs.moppp.models import TransitionPlan
from programs.moppp.visits.views import case_at_hand, open_case_at_hand


class TransitionForm(PortalForm):
    form_label = gettext_lazy("Transition plan")

    child = forms.ModelChoiceField(
        label=gettext_lazy("For whom?"), queryset=Person.objects.none(), widget=ChipSelect, empty_label=None
    )
    next_program = forms.ChoiceField(
        label=gettext_lazy("What follows?"), choices=TransitionPlan.Next, widget=RadioList
    )
    next_words = LineField(label=gettext_lazy("In words"), required=False)
    made_on = PastDayField(label=gettext_lazy("Planned on"))
    begins_on = DayField(label=gettext_lazy("It begins"), required=False)
    words = NoteField(label=gettext_lazy("What is still to do"), required=False, rows=3, max_length=500)

    def __init__(self, *args, children, **options):
        super().__init__(*args, **options)
        self.fields["child"].queryset = children
        self.fields["child"].label_from_instance = lambda child: child.called

    def get_layout(self):
        return Layout(
            Card("", "child", "next_program", "next_words", "made_on", "begins_on", "words"),
            SaveBar(gettext_lazy("Save the plan")),
        )


@requires(Permission.CASE_VIEW)
def transitions(request, pk):
    """Every plan of a case, the latest first."""
    enrollment = case_at_hand(request, pk)
    trail.opened(request.user, enrollment, what="case file")
    plans = TransitionPlan.objects.not_voided().filter(enrollment=enrollment).select_related("child", "recorded_by")
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "program": enrollment.definition,
        "plans": plans,
        "may_plan": enrollment.is_open and request.user.may(Permission.ENROLLMENT_CHANGE),
    }
    return render(request, "programs/moppp/transitions/transitions.html", context)


@requires(Permission.ENROLLMENT_CHANGE)
def plan(request, pk):
    """Write a plan for one child of the family."""
    enrollment = open_case_at_hand(request, pk)
    today = enrollment.site.today()
    url = reverse("moppp:transitions", args=[pk])
    form = TransitionForm(
        sent(request),
        children=enrollment.participant.children(on=today),
        initial={"made_on": today},
        cancel_url=url,
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.plan_transition(enrollment=enrollment, by=request.user, **form.cleaned_data)
        except workflow.CannotPlan as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("The plan is kept."))
            return redirect(url)
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "form": form,
        "title": _("Plan what follows"),
    }
    return render(request, "programs/moppp/visits/form.html", context)
