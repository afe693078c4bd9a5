"""A referral from outside, without an account: sent, confirmed by a number that says nothing, and in the inbox."""

from django.core import signing
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from mmp_portal.accounts.decorators import public
from mmp_portal.ui.sending import refuse, sent
from programs.casework.public_pages.public import place_or_404, program_or_404
from programs.casework.referrals import workflow
from programs.casework.referrals.models import Referral
from programs.casework.referrals.public_form.forms import ReferralForm

SALT = "referrals.received"


def _place(program, site):
    """The program at a site, whose clock is then the page's."""
    place = place_or_404(program_or_404(program), site)
    timezone.activate(place.site.zone)
    return place


@public
@never_cache
def ask(request, program, site):
    """Write a referral to a site, for oneself or for a family one knows."""
    place = _place(program, site)
    if not place.takes_referrals:
        return render(
            request, "programs/casework/referrals/public_form/ask.html", {"place": place, "program": place.program}
        )
    form = ReferralForm(sent(request), request=request, place=place, language=get_language())
    if request.method == "POST" and form.is_valid():
        try:
            referral = workflow.receive(
                site=place.site,
                program=place.program.code,
                source=form.source_code(),
                channel=Referral.Channel.PUBLIC_FORM,
                sent_uid=form.sending_id(),
                details=form.person(),
                by=None,
                **form.facts(),
            )
        except workflow.CannotChange as refusal:
            refuse(form, refusal)
        else:
            words = signing.dumps(referral.number, salt=SALT)
            return redirect("public_referral:received", program, site, words)
    return render(
        request,
        "programs/casework/referrals/public_form/ask.html",
        {"place": place, "program": place.program, "form": form},
        status=form.status,
    )


@public
@never_cache
def received(request, program, site, words):
    """The number, and what happens next. The address holds the number, signed; nothing is looked up by it."""
    place = _place(program, site)
    try:
        number = signing.loads(words, salt=SALT)
    except signing.BadSignature:
        raise Http404 from None
    return render(
        request,
        "programs/casework/referrals/public_form/received.html",
        {"place": place, "program": place.program, "number": number},
    )
