"""Every form that is sent is saved once, or its words are kept."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.urls import reverse
from django.utils.translation import gettext as _

from mmp_portal.drafts import sendings, workflow
from mmp_portal.drafts.marks import MARK, ONCE


class SendOnceMiddleware:
    """Stands close to the view, and sees signing in, refusals and errors alike as answers to a form.

    A form with an id of its own (`once`) is saved once. A form with a mark (`draft_mark`) that was not
    saved, for whatever reason, becomes a draft; one that was saved has no draft any more.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method != "POST" or request.path == reverse("drafts:keep"):
            return self.get_response(request)
        once = workflow.uuid_of(request.POST.get(ONCE))
        response = sendings.send_once(request, once, self.get_response) if once else self.get_response(request)
        if not once or MARK not in request.POST:
            return response
        if sendings.is_saved(request, response):
            sendings.forget_words(request)
            return response
        page = sendings.keep_words(request, is_taken=sendings.leads_on(request, response))
        if page and sendings.must_sign_in(request, response):
            messages.info(request, _("You were signed out. What you typed is kept: sign in, and go on."))
            return redirect_to_login(page, settings.LOGIN_URL)
        return response
