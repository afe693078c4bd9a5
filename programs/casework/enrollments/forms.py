"""Joining a program, pausing, going on, and another worker."""

from crispy_forms.layout import Layout
from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from mmp_portal.accounts.models import User
from mmp_portal.accounts.permissions import Role
from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import SiteProgram
from mmp_portal.ui.forms import (
    Card,
    DayField,
    LineField,
    NoteField,
    PastDayField,
    PortalForm,
    PortalModelForm,
    SaveBar,
)
from mmp_portal.ui.widgets import RadioList
from programs import registry
from programs.casework.enrollments.models import HandOffNote, Pause


def workers_of(site, program):
    """Those to whom a case of the program at the site may be given."""
    staff = User.objects.holding(Role.STAFF, site=site, program=program)
    supervisors = User.objects.holding(Role.SUPERVISOR, site=site, program=program)
    return User.objects.filter(Q(pk__in=staff.values("pk")) | Q(pk__in=supervisors.values("pk"))).order_by("name")


def offers_to(user, *, on):
    """Programs at sites in which `user` may enroll on the day."""
    known = registry.codes()
    return (
        SiteProgram.objects.in_force(on)
        .filter(case_q(user), program__in=known)
        .select_related("site")
        .order_by("site__name", "program")
    )


class OfferField(forms.ModelChoiceField):
    widget = RadioList

    def label_from_instance(self, offer):
        program = registry.get(offer.program)
        return _("%(program)s at %(site)s, for %(people)s") % {
            "program": program.name,
            "site": offer.site.name,
            "people": program.people_served,
        }


class WorkerField(forms.ModelChoiceField):
    def label_from_instance(self, user):
        return user.name


class EnrollForm(PortalForm):
    """Which program, from when, with which worker; and why, where the rules do not say yes."""

    form_label = _("Enroll")

    offer = OfferField(label=_("Program"), queryset=SiteProgram.objects.none(), empty_label=None)
    on = PastDayField(label=_("Enrolled on"))
    worker = WorkerField(label=_("Assigned worker"), queryset=User.objects.none(), required=False)
    override = NoteField(
        label=_("Why enroll all the same?"),
        required=False,
        rows=2,
        max_length=500,
        help_text=_("Needed where the answer above is not a yes. It is kept with the decision."),
    )

    def __init__(self, *args, offers, workers, **options):
        super().__init__(*args, **options)
        self.fields["offer"].queryset = offers
        self.fields["worker"].queryset = workers
        self.fields["worker"].empty_label = _("Nobody yet")

    def get_layout(self):
        return Layout(
            Card("", "offer", "on", "worker", "override"),
            SaveBar(_("Enroll"), others=[("check", "1", _("Check again"))]),
        )


class PauseForm(PortalForm):
    form_label = _("Pause the case")

    on = PastDayField(label=_("Paused from"))
    kind = forms.ChoiceField(label=_("Why?"), choices=Pause.Kind, widget=RadioList)
    reason = LineField(
        label=_("In words"),
        max_length=200,
        required=False,
        help_text=_("Such as: with family in Texas until spring. Nothing that is restricted."),
    )
    expected_on = DayField(
        label=_("Expected back"),
        required=False,
        help_text=_("On that day the worker is asked whether the case goes on."),
    )

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("kind") == Pause.Kind.OTHER and not cleaned.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Say why in a few words."))
        return cleaned

    def get_layout(self):
        return Layout(Card("", "on", "kind", "reason", "expected_on"), SaveBar(_("Pause the case")))


class ExpectBackForm(PortalForm):
    """Another day on which a paused family is expected back."""

    form_label = _("Move the day")

    expected_on = DayField(label=_("Expected back"))
    reason = LineField(label=_("Why?"), max_length=200, required=False)

    def get_layout(self):
        return Layout(Card("", "expected_on", "reason"), SaveBar(_("Move the day")))


class ResumeForm(PortalForm):
    form_label = _("Go on")

    on = PastDayField(label=_("Going on from"))

    def get_layout(self):
        return Layout(Card("", "on"), SaveBar(_("Go on")))


class ReassignForm(PortalForm):
    """The new worker. Who has the case now travels along, so that a choice somebody has overtaken is refused."""

    form_label = _("Give to another worker")

    worker = WorkerField(label=_("New worker"), queryset=User.objects.none())
    reason = LineField(label=_("Why?"), max_length=200, required=False)
    now_with = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, workers, **options):
        super().__init__(*args, **options)
        self.fields["worker"].queryset = workers

    def get_layout(self):
        return Layout("now_with", Card("", "worker", "reason"), SaveBar(_("Give the case")))


class HandOffForm(PortalModelForm):
    """What the next person should know. Nothing restricted: it is printed and, if wished, on a phone."""

    form_label = _("Write for the next person")

    words = NoteField(label=_("What should the next person know?"), rows=5)
    avoid = LineField(
        label=_("What to avoid"),
        max_length=300,
        required=False,
        help_text=_("Such as: never call while he is at home. Only what keeps them safe."),
    )

    class Meta:
        model = HandOffNote
        fields = ("words", "avoid", "for_mentors")
        labels = {"for_mentors": _("The mentor may read it, too")}

    def get_layout(self):
        return Layout(
            Card(
                _("Write for the next person"),
                "words",
                "avoid",
                "for_mentors",
                note=_("Restricted facts have their own page, and are never written here."),
            ),
            SaveBar(_("Save the note")),
        )
