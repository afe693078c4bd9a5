"""Tasks among the records that are voided, restored and looked back at."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.audit.kinds import CannotRestore, Kind
from programs.casework.caseload.models.tasks import Status, Task


def check_restore(task):
    """A task of a closed case is not taken up again by being restored."""
    if task.enrollment and task.status == Status.OPEN and not task.enrollment.is_open:
        raise CannotRestore(_("The case is closed. Its tasks stay as they are."))


KIND = Kind(
    code="task",
    label=gettext_lazy("Task"),
    model=Task,
    rows=lambda user: Task.objects.for_casework(user),
    url=lambda task: task.get_absolute_url(),
    case_path="enrollment",
    words=lambda task: task.words,
    check_restore=check_restore,
)
