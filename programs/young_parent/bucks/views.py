"""A family's Baby Bucks: what they have, what they earned, and what is not credited yet."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from mmp_portal.ui.sending import refuse, sent
from programs.casework.enrollments.models import Enrollment
from programs.casework.supports.models import Account, Book, Entry
from programs.casework.supports.words import amount_in_words, kind_in_words
from programs.young_parent.bucks import workflow
from programs.young_parent.bucks.earning import no_longer_earned, rules_of, to_credit
from programs.young_parent.bucks.forms import GiveForm
from programs.young_parent.bucks.names import names_at
from programs.young_parent.models.store import PROGRAM

SHOWN = 15


def case_at_hand(request, pk):
    """The Young Parent case whose page is open."""
    cases = Enrollment.objects.not_voided().in_program(PROGRAM).for_casework(request.user).with_people()
    return get_object_or_404(cases, pk=pk)


def _lines(earnings):
    return [(kind_in_words(PROGRAM, one.kind), one) for one in earnings]


@requires(Permission.SUPPORT_VIEW)
def bucks(request, pk):
    """What the family has, what is to credit, and the latest entries."""
    enrollment = case_at_hand(request, pk)
    today = enrollment.site.today()
    account = Account.objects.not_voided().in_book(Book.POINTS).filter(enrollment=enrollment).first()
    waiting = to_credit(enrollment, on=today)
    entries = Entry.objects.filter(account=account).with_people()[:SHOWN] if account else []
    context = {
        "enrollment": enrollment,
        "person": enrollment.participant,
        "program": enrollment.definition,
        "account": account,
        "balance": account.balance if account else 0,
        "waiting": _lines(waiting[-SHOWN:]),
        "waiting_points": sum(one.points for one in waiting),
        "waiting_count": len(waiting),
        "entries": [
            (kind_in_words(PROGRAM, entry.kind), amount_in_words(Book.POINTS, entry.amount), entry)
            for entry in entries
        ],
        "gone": [
            (kind_in_words(PROGRAM, entry.kind), amount_in_words(Book.POINTS, entry.amount), entry)
            for entry in no_longer_earned(enrollment, on=today)
        ],
        "names": names_at(enrollment.site, today),
        "rules": [(kind_in_words(PROGRAM, kind), points) for kind, points in rules_of(enrollment.site, today)],
        "may_edit": enrollment.is_open and request.user.may(Permission.SUPPORT_EDIT),
    }
    return render(request, "programs/young_parent/bucks/bucks.html", context)


@requires(Permission.SUPPORT_EDIT)
@require_POST
def credit(request, pk):
    """Credit everything that was earned. A second touch changes nothing."""
    enrollment = case_at_hand(request, pk)
    entries = workflow.credit(enrollment=enrollment, by=request.user, on=enrollment.site.today())
    if entries:
        messages.success(
            request,
            _("%(points)s credited: %(count)d.")
            % {"points": names_at(enrollment.site).points, "count": sum(entry.amount for entry in entries)},
        )
    else:
        messages.info(request, _("Everything is credited already."))
    return redirect("young_parent:bucks", pk=enrollment.pk)


@requires(Permission.SUPPORT_EDIT)
def give(request, pk):
    """Put points in, or take them out, by hand."""
    enrollment = case_at_hand(request, pk)
    names = names_at(enrollment.site)
    back = reverse("young_parent:bucks", args=[enrollment.pk])
    form = GiveForm(sent(request), initial={"on": enrollment.site.today()}, cancel_url=back)
    if request.method == "POST" and form.is_valid():
        try:
            workflow.give(enrollment=enrollment, by=request.user, **form.cleaned_data)
        except workflow.CannotEnter as refusal:
            refuse(form, refusal)
        else:
            messages.success(request, _("Written down."))
            return redirect(back)
    context = {
        "form": form,
        "enrollment": enrollment,
        "person": enrollment.participant,
        "tab_url": back,
        "tab_label": names.points,
        "title": _("%(points)s by hand") % {"points": names.points},
        "lead": _("For what the rules do not know, such as help at the banquet."),
    }
    return render(request, "programs/young_parent/form.html", context)
