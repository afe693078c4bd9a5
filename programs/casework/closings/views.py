"""The page on which a case ends."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from mmp_portal.accounts.decorators import requires
from mmp_portal.accounts.permissions import Permission
from programs.casework.closings import workflow
from programs.casework.closings.forms import ClosingForm
from programs.casework.enrollments.models import Enrollment


@requires(Permission.ENROLLMENT_CLOSE)
def close(request, pk):
    """Close a case. Its open matches end on the same day, and their mentors are told."""
    enrollment = get_object_or_404(
        Enrollment.objects.open().for_casework(request.user).with_people().with_open_match(), pk=pk
    )
    form = ClosingForm(
        request.POST or None,
        program=enrollment.definition,
        initial={"on": enrollment.site.today()},
        cancel_url=enrollment.get_absolute_url(),
    )
    if request.method == "POST" and form.is_valid():
        try:
            workflow.close(enrollment=enrollment, by=request.user, **form.cleaned_data)
        except workflow.CannotClose as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, _("Enrollment closed."))
            return redirect(enrollment)
    context = {"form": form, "enrollment": enrollment, "person": enrollment.participant}
    return render(request, "programs/casework/closings/close.html", context)
