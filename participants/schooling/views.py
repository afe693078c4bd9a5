"""Somebody's way through school: where, how often, and what they earned."""

from django.contrib import messages
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.sending import sent
from participants.consents.models import Consent, Kind
from participants.schooling import workflow
from participants.schooling.forms import AttendanceForm, CredentialForm, MoveForm, SchoolingForm
from participants.schooling.models import TRANSITIONS, Credential, SchoolAttendance, Schooling
from participants.tabs import address_of, fill_in, person_at_hand, show, site_at_hand

TAB = "school"


@requires(Permission.PERSON_VIEW)
def school(request, pk):
    """Schools now and before, with days present, and what was earned."""
    person = person_at_hand(request, pk)
    standing = SchoolAttendance.objects.not_voided()
    rows = (
        Schooling.objects.not_voided()
        .for_user(request.user)
        .filter(person=person)
        .prefetch_related(Prefetch("attendances", queryset=standing, to_attr="standing_attendances"))
    )
    schoolings = list(rows)
    today = site_at_hand(request, person).today()
    consents = Consent.objects.for_user(request.user).filter(person=person, kind=Kind.SCHOOL_RECORDS)
    return show(
        request,
        "participants/schooling/school.html",
        person=person,
        tab=TAB,
        now=[row for row in schoolings if not row.ends_on],
        before=[row for row in schoolings if row.ends_on],
        credentials=Credential.objects.not_voided().for_user(request.user).filter(person=person),
        records_consent=consents.in_force(today).select_related("given_by").first(),
        may_edit=request.user.may(Permission.PERSON_EDIT),
    )


@requires(Permission.PERSON_EDIT)
def add(request, pk):
    """Write down a school, or that somebody goes to none."""
    person = person_at_hand(request, pk)
    site = site_at_hand(request, person)
    form = SchoolingForm(
        sent(request),
        instance=Schooling(person=person, site=site),
        initial={"level": request.GET.get("level", "")},
        cancel_url=address_of(TAB, person),
    )

    def save(cleaned):
        workflow.add(person=person, site=site, by=request.user, **form.details())

    return fill_in(request, form, save, person=person, tab=TAB, title=_("Add a school"), done=_("Saved."))


def _schooling_at_hand(request, pk):
    rows = Schooling.objects.not_voided().of_own_sites(request.user).select_related("person", "site")
    return get_object_or_404(rows.filter(person__voided_at=None), pk=pk)


@requires(Permission.PERSON_EDIT)
def edit(request, pk):
    """Put right what was written about a school."""
    schooling = _schooling_at_hand(request, pk)
    form = SchoolingForm(sent(request), instance=schooling, cancel_url=schooling.get_absolute_url())

    def save(cleaned):
        workflow.correct(schooling=schooling, by=request.user, version=cleaned["version"], **form.details())

    return fill_in(
        request,
        form,
        save,
        person=schooling.person,
        tab=TAB,
        title=_("Correct the school"),
        lead=_("What was before stays in the history. If something changed, say so with “What changed”."),
        done=_("Saved."),
    )


@requires(Permission.PERSON_EDIT)
def move(request, pk):
    """Somebody went on leave, came back, left or finished."""
    schooling = _schooling_at_hand(request, pk)
    if not TRANSITIONS[schooling.status]:
        messages.warning(request, _("Nothing can follow any more. Add the next school instead."))
        return redirect(schooling)
    form = MoveForm(
        sent(request),
        schooling=schooling,
        initial={"on": schooling.site.today()},
        cancel_url=schooling.get_absolute_url(),
    )

    def save(cleaned):
        workflow.move(schooling=schooling, by=request.user, **cleaned)

    return fill_in(
        request,
        form,
        save,
        person=schooling.person,
        tab=TAB,
        title=_("What changed"),
        lead=schooling.in_words,
        done=_("Saved."),
    )


# --- Days at school -------------------------------------------------------------------------


@requires(Permission.PERSON_EDIT)
def note_attendance(request, pk):
    """Write down the days present in a term or a month."""
    schooling = _schooling_at_hand(request, pk)
    form = AttendanceForm(
        sent(request), instance=SchoolAttendance(schooling=schooling), cancel_url=schooling.get_absolute_url()
    )

    def save(cleaned):
        workflow.note_attendance(schooling=schooling, by=request.user, **form.details())

    return fill_in(
        request,
        form,
        save,
        person=schooling.person,
        tab=TAB,
        title=_("Days at school"),
        lead=schooling.in_words,
        done=_("The days were written down."),
    )


@requires(Permission.PERSON_EDIT)
def edit_attendance(request, pk):
    """Put right days at school."""
    rows = SchoolAttendance.objects.not_voided().for_user(request.user)
    rows = rows.select_related("schooling__person", "schooling__site").filter(schooling__person__voided_at=None)
    attendance = get_object_or_404(rows, pk=pk)
    form = AttendanceForm(sent(request), instance=attendance, cancel_url=attendance.get_absolute_url())

    def save(cleaned):
        workflow.correct_attendance(
            attendance=attendance, by=request.user, version=cleaned["version"], **form.details()
        )

    return fill_in(
        request,
        form,
        save,
        person=attendance.schooling.person,
        tab=TAB,
        title=_("Correct days at school"),
        lead=attendance.schooling.in_words,
        done=_("Saved."),
    )


# --- What was earned ------------------------------------------------------------------------


@requires(Permission.PERSON_EDIT)
def add_credential(request, pk):
    """Write down a diploma, a certificate, a license."""
    person = person_at_hand(request, pk)
    site = site_at_hand(request, person)
    form = CredentialForm(
        sent(request), instance=Credential(person=person, site=site), cancel_url=address_of(TAB, person)
    )

    def save(cleaned):
        workflow.add_credential(person=person, site=site, by=request.user, **form.details())

    return fill_in(request, form, save, person=person, tab=TAB, title=_("Something earned"), done=_("Saved."))


@requires(Permission.PERSON_EDIT)
def edit_credential(request, pk):
    """Put right what was earned."""
    rows = Credential.objects.not_voided().of_own_sites(request.user).select_related("person", "site")
    credential = get_object_or_404(rows.filter(person__voided_at=None), pk=pk)
    form = CredentialForm(sent(request), instance=credential, cancel_url=credential.get_absolute_url())

    def save(cleaned):
        workflow.correct_credential(
            credential=credential, by=request.user, version=cleaned["version"], **form.details()
        )

    return fill_in(
        request,
        form,
        save,
        person=credential.person,
        tab=TAB,
        title=_("Correct what was earned"),
        done=_("Saved."),
    )
