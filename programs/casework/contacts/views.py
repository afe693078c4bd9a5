"""Recording contacts, by mentors on a phone and by staff at a desk, and what happens to them after."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Q, When
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.audit import trail
from mmp_portal.audit.models import Event
from mmp_portal.ui.lists.listing import listed
from mmp_portal.ui.templatetags.ui import minutes
from participants.models import Person
from programs.casework.contacts import workflow
from programs.casework.contacts.beside import cases_beside
from programs.casework.contacts.filters import ContactFilter
from programs.casework.contacts.forms import ContactForm, SeenForm, VoidForm
from programs.casework.contacts.forms.extra import extra_form, saver
from programs.casework.contacts.models import Appointment, Contact
from programs.casework.contacts.models.share import minutes_by_case, minutes_by_match
from programs.casework.contacts.names import names_in
from programs.casework.contacts.tables import ContactTable
from programs.casework.enrollments.forms import workers_of
from programs.casework.enrollments.models import Enrollment
from programs.casework.goals.models import Goal
from programs.casework.matches.models import Match
from programs.casework.parameters.monthly import monthly_at

PER_PAGE = 25


def works_on_cases(user):
    """Whether the pages of staff are meant; mentors get those of the phone."""
    return user.may(Permission.CASE_VIEW)


def works_on(user, contact):
    """Whether `user` meets this contact as staff. Whoever is staff elsewhere and mentor here sees the phone's page."""
    return Contact.objects.for_casework(user).filter(pk=contact.pk).exists()


def case_at_hand(user, pk):
    """The case a contact is recorded in, and the match if `user` is its mentor. 404 for any other."""
    enrollment = Enrollment.objects.not_voided().for_casework(user).with_people().filter(pk=pk).first()
    if enrollment:
        return enrollment, None
    match = Match.objects.open().for_user(user).of_mentor_user(user).filter(enrollment=pk).with_people().first()
    if match is None:
        raise Http404
    return match.enrollment, match


@requires(Permission.CONTACT_RECORD)
def choose(request):
    """Whom the contact was with. A mentor of one family goes straight on."""
    if not works_on_cases(request.user):
        own = Match.objects.open().for_user(request.user).of_mentor_user(request.user).with_people()
        matches = list(own.order_by("enrollment__participant__given_name"))
        if len(matches) == 1:
            return redirect("contacts:record", matches[0].enrollment_id)
        return render(request, "programs/casework/contacts/choose_phone.html", {"matches": matches})
    return render(request, "programs/casework/contacts/choose.html", choice_of_cases(request))


def choice_of_cases(request):
    """Open cases that staff may choose from, found by name or number, the own ones first."""
    cases = Enrollment.objects.open().for_casework(request.user).with_people()
    if request.site:
        cases = cases.at_site(request.site)
    words = request.GET.get("q", "").strip()[:80]
    for word in words.split():
        cases = cases.filter(Q(number__icontains=word) | Q(participant__in=Person.objects.matching(word)))
    own_first = Case(When(worker=request.user, then=0), default=1)
    rows = Paginator(cases.order_by(own_first, "participant__given_name", "pk"), PER_PAGE)
    return {"page": rows.get_page(request.GET.get("page")), "words": words}


@requires(Permission.CONTACT_RECORD)
def record(request, pk):
    """Write down a contact. Sent twice, by a double tap or a bad line, it is kept once.

    With `?appointment=` the form is filled in from the appointment, which is kept by saving it.
    """
    enrollment, match = case_at_hand(request.user, pk)
    timezone.activate(enrollment.site.zone)
    appointment = _appointment_at_hand(request, enrollment)
    last = (
        Contact.objects.made()
        .filter(enrollment=enrollment, recorded_by=request.user)
        .order_by("-started_at", "-pk")
        .first()
    )
    form = contact_form(
        request,
        Contact(enrollment=enrollment),
        match=match,
        writer_is_mentor=match is not None,
        usual=last,
        appointment=appointment,
        cancel_url=None if match else enrollment.get_absolute_url(),
    )
    form.fields["minutes"].help_text = month_so_far(enrollment, match)
    if request.method == "POST" and all_valid(form):
        facts = form.facts
        if match:
            facts["match"] = match
        also = saver(enrollment.definition, form.extra, request.user)
        try:
            contact = workflow.record(
                uid=form.cleaned_data["uid"],
                enrollment=enrollment,
                by=request.user,
                appointment=appointment,
                also=also,
                **facts,
            )
        except workflow.CannotRecord as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, saved_words(contact, match))
            _mind_names(request, form, contact)
            return redirect("caseload:phone" if match else enrollment)
    return render(
        request,
        "programs/casework/contacts/record_phone.html" if match else "programs/casework/contacts/record.html",
        {
            "form": form,
            "enrollment": enrollment,
            "match": match,
            "appointment": appointment,
            "title": _("Record a contact"),
        },
    )


def contact_form(request, row, *, match, writer_is_mentor, **options):
    """The form of a contact, new or to correct, with what the case offers it."""
    enrollment = row.enrollment
    data = request.POST or None
    others, kept = list(cases_beside(enrollment, user=request.user, match=match)), []
    goals = Goal.objects.open().filter(enrollment=enrollment)
    if row.pk:
        seen = cases_seen(row, request.user)
        others += [other for other in row.shared_enrollments if other in seen and other not in others]
        kept = [other for other in row.shared_enrollments if other not in seen]
        goals = Goal.objects.not_voided().filter(Q(enrollment=enrollment) & Q(status="open") | Q(contacts=row))
    return ContactForm(
        data,
        instance=row,
        enrollment=enrollment,
        writer_is_mentor=writer_is_mentor,
        others=others,
        kept=kept,
        workers=() if writer_is_mentor else workers_of(enrollment.site, enrollment.program),
        goals=goals.distinct().order_by("set_on", "pk"),
        extra=extra_form(enrollment.definition, data, enrollment=enrollment, contact=row if row.pk else None),
        **options,
    )


def all_valid(form):
    """Whether the form and the room's own part of it are both in order; both are asked, so both say what to mend."""
    return all([form.is_valid(), form.extra is None or form.extra.is_valid()])


def _appointment_at_hand(request, enrollment):
    """The appointment that the contact comes of, if the address names one of this case that is still planned."""
    asked = request.GET.get("appointment", "")
    if not (asked.isascii() and asked.isdigit() and len(asked) < 19):
        return None
    rows = Appointment.objects.planned().for_user(request.user).with_people()
    return rows.filter(pk=asked, enrollment=enrollment).first()


def _mind_names(request, form, contact):
    """A gentle word where a child's name stands in the note; it was saved as it is."""
    if names_in(contact.note, form.names_to_leave_out()):
        messages.info(
            request,
            format_html(
                '{} <a href="{}">{}</a>',
                _("A child’s name stands in your note. “Her daughter” or an initial is enough."),
                reverse("contacts:edit", args=[contact.pk]),
                _("Correct the note"),
            ),
        )


def saved_words(contact, match):
    name = contact.enrollment.participant.called if match else contact.enrollment.participant.name
    if contact.is_try:
        return _("Saved: you tried to reach %(name)s.") % {"name": name}
    if contact.duration_minutes:
        return _("Saved: %(time)s with %(name)s.") % {"time": minutes(contact.duration_minutes), "name": name}
    return _("Saved: contact with %(name)s.") % {"name": name}


def month_so_far(enrollment, match):
    """“November: 3 h of 4 h”: the time with the mentor in this month, and what the program expects."""
    today = enrollment.site.today()
    this_month = Contact.objects.made().between(today.replace(day=1), today, enrollment.site.zone)
    if match:
        total = minutes_by_match(this_month, [match.pk]).get(match.pk, 0)
    else:
        total = minutes_by_case(this_month, [enrollment.pk], with_mentor=True).get(enrollment.pk, 0)
    facts = {"month": date_format(today, "F"), "done": minutes(total)}
    expected = monthly_at(enrollment.definition, enrollment.site, today)
    if expected and expected.with_mentor_minutes:
        facts["expected"] = minutes(expected.with_mentor_minutes)
        return _("%(month)s so far: %(done)s of %(expected)s.") % facts
    return _("%(month)s so far: %(done)s.") % facts


def visible_contact(request, pk):
    return get_object_or_404(Contact.objects.for_user(request.user).with_people(), pk=pk)


def contact_to_change(request, pk):
    """A contact in a case that the person still sees; a mentor may see one of an ended match by another family."""
    row = visible_contact(request, pk)
    if row.enrollment not in cases_seen(row, request.user):
        raise Http404
    return row


def cases_seen(row, user):
    """The cases of an entry that the person may see, its own first. A mentor's, while the match is theirs to see."""
    cases = [row.enrollment, *row.shared_enrollments]
    seen = Enrollment.objects.for_user(user).filter(pk__in=[case.pk for case in cases])
    pks = set(seen.values_list("pk", flat=True))
    return [case for case in cases if case.pk in pks]


@requires(Permission.CONTACT_VIEW)
def contact(request, pk):
    """One contact, with the answer to it, and what was corrected."""
    row = visible_contact(request, pk)
    return _show(request, row, SeenForm(contact=row))


def _show(request, row, form):
    timezone.activate(row.enrollment.site.zone)
    is_staff = works_on(request.user, row)
    extra = row.enrollment.definition.contact_extra
    seen = cases_seen(row, request.user)
    if is_staff:
        trail.opened(request.user, row.enrollment, what="case file", site=row.enrollment.site)
    return render(
        request,
        "programs/casework/contacts/contact.html" if is_staff else "programs/casework/contacts/contact_phone.html",
        {
            "contact": row,
            "enrollment": row.enrollment,
            "called": seen[0].participant.called,
            "form": form,
            "present": present_for(row, request.user, is_staff=is_staff),
            "goals": row.goals.not_voided().for_user(request.user),
            "shared_with": shared_with(row, request.user),
            "extra_facts": extra.facts(row) if extra else (),
            "may_follow_up": row.waits_for_follow_up and request.user.may(Permission.CONTACT_RECORD),
            "may_correct": request.user.may(Permission.CONTACT_RECORD)
            and row.can_be_corrected_by(request.user)
            and row.enrollment in seen,
            "may_answer": request.user.may(Permission.CONTACT_REVIEW)
            and row.voided_at is None
            and row.recorded_by_id != request.user.pk
            and (row.waits_for_help or not row.seen_at),
            "history": Event.objects.about(row).select_related("by").order_by("at", "pk") if is_staff else (),
        },
    )


def shared_with(row, user):
    """The other cases of an entry that the person may see. A mentor's own, while the match is theirs to see."""
    seen = Enrollment.objects.for_user(user).filter(pk__in=[share.enrollment_id for share in row.shares.all()])
    return list(seen.with_people())


def present_for(row, user, *, is_staff):
    """Who took part. A mentor no longer reads the names of a family whose match ended long ago."""
    people = list(row.present.all())
    if is_staff or not row.shares.all():
        return people
    seen = cases_seen(row, user)
    hidden = {case.participant_id for case in [row.enrollment, *row.shared_enrollments] if case not in seen}
    return [person for person in people if person.pk not in hidden]


@requires(Permission.CONTACT_RECORD)
@require_POST
def followed_up(request, pk):
    """What was to follow is done."""
    row = visible_contact(request, pk)
    workflow.follow_up(contact=row, by=request.user)
    messages.success(request, _("Noted: it is done."))
    return redirect(row)


@requires(Permission.CONTACT_RECORD)
def edit(request, pk):
    """Correct a contact. Whoever was first wins; the other one sees both versions and decides."""
    row = contact_to_change(request, pk)
    if not row.can_be_corrected_by(request.user):
        messages.warning(request, _("This contact was voided. It stays as it is."))
        return redirect(row)
    timezone.activate(row.enrollment.site.zone)
    is_staff = works_on(request.user, row)
    form = contact_form(
        request,
        row,
        match=None if is_staff else row.match,
        writer_is_mentor=not is_staff,
        cancel_url=row.get_absolute_url() if is_staff else None,
    )
    if request.method == "POST" and all_valid(form):
        also = saver(row.enrollment.definition, form.extra, request.user)
        try:
            corrected = workflow.correct(
                contact=row, by=request.user, version=form.cleaned_data["version"], also=also, **form.facts
            )
        except workflow.CannotCorrect as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, _("The contact was corrected."))
            _mind_names(request, form, corrected)
            return redirect(row)
    return render(
        request,
        "programs/casework/contacts/record.html" if is_staff else "programs/casework/contacts/record_phone.html",
        {"form": form, "enrollment": row.enrollment, "contact": row, "title": _("Correct a contact")},
    )


@requires(Permission.CONTACT_RECORD)
def void(request, pk):
    """Take a contact out of every count, with a reason."""
    row = contact_to_change(request, pk)
    if not row.can_be_corrected_by(request.user):
        messages.warning(request, _("This contact was voided already."))
        return redirect(row)
    timezone.activate(row.enrollment.site.zone)
    form = VoidForm(request.POST or None, cancel_url=row.get_absolute_url())
    if request.method == "POST" and form.is_valid():
        try:
            workflow.void(contact=row, by=request.user, **form.cleaned_data)
        except workflow.CannotCorrect as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("The contact was voided. It counts nowhere any more."))
            return redirect(row)
    return render(
        request,
        "programs/casework/contacts/void.html",
        {
            "form": form,
            "contact": row,
            "enrollment": row.enrollment,
            "layout": "base.html" if works_on(request.user, row) else "phone.html",
        },
    )


@requires(Permission.CONTACT_REVIEW)
@require_POST
def seen(request, pk):
    """Tell the one who wrote it that it was read, with a word of thanks or the answer they asked for."""
    row = get_object_or_404(Contact.objects.for_casework(request.user).with_people(), pk=pk)
    form = SeenForm(request.POST, contact=row)
    if not form.is_valid():
        return _show(request, row, form)
    workflow.mark_seen(contact=row, by=request.user, **form.cleaned_data)
    messages.success(request, _("Marked as seen."))
    return redirect(row)


def name_those_seen(contacts, user):
    """Each with `called`, the name of the first of its families that the mentor may see."""
    seen = set(Enrollment.objects.for_user(user).values_list("pk", flat=True))
    for row in contacts:
        cases = [row.enrollment, *row.shared_enrollments]
        row.called = next(case.participant.called for case in cases if case.pk in seen)


@requires(Permission.CONTACT_VIEW)
def contact_list(request):
    """Contacts one may see, narrowed by what the address says; a mentor sees the own ones."""
    if not works_on_cases(request.user):
        rows = Contact.objects.for_user(request.user).with_people()
        page = Paginator(rows.not_voided().order_by("-started_at"), PER_PAGE).get_page(request.GET.get("page"))
        name_those_seen(page, request.user)
        return render(request, "programs/casework/contacts/list_phone.html", {"page": page})
    rows = Contact.objects.for_casework(request.user).with_people()
    if request.site:
        rows = rows.filter(enrollment__site=request.site)
    filterset = ContactFilter(request.GET, queryset=rows.not_voided(), request=request)
    listing = listed(request, ContactTable, filterset, name="contacts", total=rows.not_voided().count())
    return listing.file or render(request, "programs/casework/contacts/list.html", {"listing": listing})
