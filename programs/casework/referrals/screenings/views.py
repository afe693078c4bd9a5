"""Pages on which a family is screened: answers while somebody types, what was stored, and one page for the file."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from eligibility import answers as said
from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.accounts.scope import case_q
from mmp_portal.agencies.models import SiteProgram
from mmp_portal.audit import trail
from mmp_portal.ui.printing import as_pdf
from mmp_portal.ui.sending import refuse, sent
from participants.facts import CannotWrite
from participants.income.household import household_income
from participants.tabs import person_at_hand, show, site_at_hand
from programs import registry
from programs.casework.parameters.values.overlay import parameters_for
from programs.casework.referrals.screenings import income, known, workflow
from programs.casework.referrals.screenings.forms import MOST_SOURCES, OpenFactorsForm, ScreeningForm, WriteIncomeForm
from programs.casework.referrals.screenings.kept import parameters_again
from programs.casework.referrals.screenings.models import RestrictedAnswers, Screening
from programs.casework.referrals.screenings.shown import factors_shown, shown, suggestions
from programs.casework.referrals.screenings.workflow import CannotScreen

TAB = "screenings"
WHAT = "risk factors of a screening"


# --- Screening ------------------------------------------------------------------------------------


class Sitting:
    """One screening as it goes on: the person, the site, the program, and what is known before anybody asks."""

    def __init__(self, request, pk, program):
        self.user = request.user
        self.person = person_at_hand(request, pk)
        self.site = site_at_hand(request, self.person)
        self.today = self.site.today()
        offers = SiteProgram.objects.in_force(self.today).filter(site=self.site, program__in=registry.codes())
        self.offered = [offer.program for offer in offers.order_by("program")]
        self.own = list(offers.filter(case_q(request.user)).order_by("program").values_list("program", flat=True))
        if program not in self.own:
            raise Http404
        self.program = program
        self.parameters = parameters_for(program, site=self.site)
        self.restricted = known.factors_on_record(self.person, program, self.site)
        self.may_see_factors = self.restricted is None or (
            RestrictedAnswers.objects.for_user(request.user).filter(pk=self.restricted.pk).exists()
        )
        found = known.answers_known(self.person, on=self.today, site=self.site, programs=self.own)
        # Whoever may not see which there are carries them on unseen: the count stays.
        self.known = known.with_factors(found, self.restricted)

    def form(self, data=None, *, before=None):
        """The form, filled from what is known; `before` are answers typed for another program a moment ago."""
        answers = said.together([before, self.known]) if before else self.known
        form = ScreeningForm(
            data,
            program=self.program,
            known=answers,
            parameters=self.parameters,
            on=self.today,
            sources=self._sources(answers),
            may_see_factors=self.may_see_factors,
            cancel_url=self.person.get_absolute_url(),
        )
        form.answered_at(reverse("screenings:answer", args=[self.person.pk, self.program]))
        return form

    def _sources(self, answers):
        """Income as it was said last: our rows where there are any, else the earlier screening."""
        parts, _total = household_income(self.person, on=self.today, user=self.user)
        rows = [
            {
                "from": _("%(name)s: %(what)s") % {"name": part.person.called, "what": row.in_words},
                "amount_cents": row.amount_cents,
                "per": row.per,
            }
            for part in parts
            for row in part.rows
            if row.yearly_cents is not None
        ]
        return (rows or list(answers.income_sources))[: MOST_SOURCES - 1]

    def context(self, form, answers, on):
        """What the page says of these answers."""
        try:
            decision = workflow.decide(self.program, answers, self.parameters, on=on)
        except CannotScreen as refusal:
            return {"trouble": str(refusal), "form": form, **self._names()}
        listed = workflow.listed(decision, self.parameters)
        fitting = suggestions(
            answers,
            program=self.program,
            offered=self.offered,
            on=on,
            parameters_of=lambda code: parameters_for(code, site=self.site),
            may_screen=self.own,
        )
        answer = shown(decision.as_data(), answers=answers, parameters=self.parameters, listed=listed)
        return {
            "answer": answer,
            "suggestions": fitting,
            "factors_shown": factors_shown(form, answers) if self.may_see_factors else [],
            "form": form,
            **self._names(),
        }

    def _names(self):
        return {
            "program": registry.get(self.program),
            "programs": [registry.get(code) for code in self.own],
            "site": self.site,
            "may_see_factors": self.may_see_factors,
        }


def _on(form, sitting):
    return form.cleaned_data.get("on") or sitting.today


def _note_opening(sitting):
    if sitting.restricted is not None and sitting.may_see_factors:
        trail.opened(sitting.user, sitting.restricted.screening, what=WHAT, reason=_("Screened again"))


@requires(Permission.SCREENING_STORE)
def screen(request, pk, program):
    """Screen a person for a program. Sent with “Work it out” it only answers; sent to be stored it is kept whole."""
    sitting = Sitting(request, pk, program)
    asked_by = request.POST.get("asked_by", program)
    if asked_by != program and asked_by in sitting.own:
        return _asked_for_another(request, sitting)
    form = sitting.form(sent(request))
    answers, on = form.known, sitting.today
    if request.method == "POST":
        is_valid = form.is_valid()
        answers, on = form.answers(), _on(form, sitting)
        if is_valid and "work_out" not in request.POST:
            try:
                screening = workflow.store(
                    person=sitting.person,
                    program=program,
                    site=sitting.site,
                    answers=answers,
                    on=on,
                    by=request.user,
                    words=form.cleaned_data.get("words", ""),
                    unseen=None if sitting.may_see_factors else sitting.restricted,
                    note=form.cleaned_data["note"],
                )
            except CannotScreen as refusal:
                refuse(form, refusal)
            else:
                messages.success(request, _("The screening was stored."))
                return redirect(screening)
    _note_opening(sitting)
    return _page(request, sitting, form, answers, on)


def _asked_for_another(request, sitting):
    """The same answers put to another program: nothing is asked twice, nothing is stored yet."""
    asked_by = request.POST["asked_by"]
    before = Sitting(request, sitting.person.pk, asked_by)
    typed = before.form(request.POST)
    typed.full_clean()
    form = sitting.form(before=typed.answers())
    return _page(request, sitting, form, form.known, sitting.today)


def _page(request, sitting, form, answers, on):
    context = sitting.context(form, answers, on)
    response = show(
        request,
        "programs/casework/referrals/screenings/screen.html",
        person=sitting.person,
        tab=TAB,
        **context,
    )
    response["Cache-Control"] = "no-store"
    return response


@requires(Permission.SCREENING_STORE)
@require_POST
def answer(request, pk, program):
    """The answer to what is typed at the moment; nothing is stored."""
    sitting = Sitting(request, pk, program)
    form = sitting.form(request.POST)
    form.full_clean()
    context = sitting.context(form, form.answers(), _on(form, sitting))
    page = "programs/casework/referrals/screenings/answer.html"
    return render(request, page, {"person": sitting.person, "can_ask": True, **context})


# --- Stored ---------------------------------------------------------------------------------------


@requires(Permission.SCREENING_VIEW)
def history(request, pk):
    """Every screening of a person that the reader may see, the latest first, and what each rested on."""
    person = person_at_hand(request, pk)
    rows = Screening.objects.for_user(request.user).filter(person=person).with_people()
    site = site_at_hand(request, person)
    offers = SiteProgram.objects.in_force(site.today()).filter(case_q(request.user), site=site)
    in_force = set(
        Screening.objects.in_force().for_user(request.user).filter(person=person).values_list("pk", flat=True)
    )
    return show(
        request,
        "programs/casework/referrals/screenings/history.html",
        person=person,
        tab=TAB,
        screenings=[(row, row.pk in in_force) for row in rows],
        programs=[registry.get(code) for code in offers.order_by("program").values_list("program", flat=True)],
        may_screen=request.user.may(Permission.SCREENING_STORE) and not person.died_on,
    )


def _stored(request, pk):
    rows = Screening.objects.for_user(request.user).with_people().select_related("restricted")
    row = get_object_or_404(rows, pk=pk)
    trail.opened(request.user, row, what="screening")
    return row


def _context(request, row):
    answers = said.from_data(row.facts)
    parameters = parameters_again(row.parameters)
    newer = Screening.objects.not_voided().filter(person=row.person, program=row.program, site=row.site, pk__gt=row.pk)
    offers = SiteProgram.objects.in_force(row.site.today()).filter(site=row.site, program__in=registry.codes())
    own = set(offers.filter(case_q(request.user)).values_list("program", flat=True))
    return {
        "screening": row,
        "person": row.person,
        "program": row.definition,
        "site": row.site,
        "answer": shown(row.answer, answers=answers, parameters=parameters, listed=row.risk_factors_listed),
        "suggestions": suggestions(
            answers,
            program=row.program,
            offered=list(offers.order_by("program").values_list("program", flat=True)),
            on=row.screened_on,
            parameters_of=lambda code: parameters_for(code, site=row.site),
            may_screen=own,
        ),
        "newer": newer.order_by("-pk").first(),
        "may_open": bool(getattr(row, "restricted", None))
        and RestrictedAnswers.objects.for_user(request.user).filter(screening=row).exists(),
        "may_screen": row.program in own and request.user.may(Permission.SCREENING_STORE),
    }


@requires(Permission.SCREENING_VIEW)
def screening(request, pk):
    """One stored screening: the answer of that day with what it rested on, and the income said to be written down."""
    row = _stored(request, pk)
    form = _income_form(request, row)
    if request.method == "POST":
        if not request.user.may(Permission.PERSON_EDIT):
            raise PermissionDenied
        if form is None:
            messages.success(request, _("All of it is on record already."))
            return redirect(row)
        if form.is_valid():
            try:
                written = income.write_down(screening=row, kinds=form.kinds(), by=request.user)
            except CannotWrite as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, _written_in_words(len(written)))
                return redirect(row)
    context = _context(request, row) | {"income_form": form}
    response = show(request, "programs/casework/referrals/screenings/screening.html", tab=TAB, **context)
    response["Cache-Control"] = "no-store"
    return response


def _income_form(request, row):
    """The form that writes down income said at the screening in force; None where nothing is to be written."""
    if not request.user.may(Permission.PERSON_EDIT) or row.person.voided_at:
        return None
    if not Screening.objects.in_force().filter(pk=row.pk).exists():
        return None
    sources = income.to_write_down(row, user=request.user)
    return WriteIncomeForm(sent(request), sources=sources) if sources else None


def _written_in_words(count):
    words = ngettext("%(count)d source was written down.", "%(count)d sources were written down.", count)
    return words % {"count": count}


@requires(Permission.RESTRICTED_VIEW)
def factors(request, pk):
    """Which risk factors a screening counted: for the family's worker and supervisors, with a reason each time."""
    row = get_object_or_404(Screening.objects.for_user(request.user).with_people(), pk=pk)
    kept = get_object_or_404(RestrictedAnswers.objects.not_voided().for_user(request.user), screening=row)
    form = OpenFactorsForm(sent(request), cancel_url=row.get_absolute_url())
    opened = None
    if request.method == "POST" and form.is_valid():
        trail.opened(request.user, row, what=WHAT, reason=form.cleaned_data["reason"])
        words = ScreeningForm.factor_words
        opened = {
            "present": [words(code) for code in kept.risk_factors],
            "not_asked": [words(code) for code in kept.not_asked],
            "words": kept.words,
        }
    response = show(
        request,
        "programs/casework/referrals/screenings/factors.html",
        person=row.person,
        tab=TAB,
        screening=row,
        program=row.definition,
        form=form,
        opened=opened,
    )
    response["Cache-Control"] = "no-store"
    return response


@requires(Permission.SCREENING_VIEW)
def pdf(request, pk):
    """A stored screening on one page for the file; of the risk factors only how many."""
    row = _stored(request, pk)
    trail.record(request.user, "screening.printed", row)
    with timezone.override(row.site.zone):
        html = render_to_string(
            "programs/casework/referrals/screenings/pdf.html",
            {
                **_context(request, row),
                "by": request.user.name,
                "language": get_language() or "en",
                "at": timezone.now(),
            },
        )
    name = f"screening-{row.pk}-{row.screened_on}.pdf"
    response = HttpResponse(
        as_pdf(html, stylesheet="css/screening-print.css", identifier=name), content_type="application/pdf"
    )
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["Cache-Control"] = "no-store"
    return response


@requires(Permission.SCREENING_STORE)
def begin(request, pk):
    """Screen somebody for the first program that one works in, where none was named."""
    person = person_at_hand(request, pk)
    site = site_at_hand(request, person)
    offers = SiteProgram.objects.in_force(site.today()).filter(case_q(request.user), site=site)
    first = offers.filter(program__in=registry.codes()).order_by("program").first()
    if first is None:
        messages.warning(request, _("Your site offers no program of yours today."))
        return redirect(person)
    return redirect(reverse("screenings:screen", args=[person.pk, first.program]))
