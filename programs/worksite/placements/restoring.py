"""The history of jobs, candidates, made-up classes and subtests, and how they are voided and restored."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mmp_portal.audit.kinds import CannotRestore, Kind
from programs.worksite.equivalency.rules import known_tests
from programs.worksite.models.equivalency import SubTest
from programs.worksite.models.namings import NamedMentor
from programs.worksite.models.nytd import NytdRecord
from programs.worksite.models.placements import Candidate, Placement
from programs.worksite.models.readiness import MakeUp, ReadinessWaiver
from programs.worksite.readiness.curriculum import class_of


def without_a_job(candidate):
    """Who was hired was a candidate: the job is voided first."""
    if Placement.objects.not_voided().filter(candidate=candidate).exists():
        raise CannotRestore(_("They were hired through it. Void the job first."))


def not_oriented(naming):
    """Who is a mentor already was named rightly."""
    if naming.mentor_id:
        raise CannotRestore(_("They are a mentor already. End the match instead."))


def words_of(make_up):
    one = class_of(make_up.code)
    return one.title if one else make_up.code


KINDS = (
    Kind(
        code="placement",
        label=gettext_lazy("Job"),
        model=Placement,
        rows=lambda user: Placement.objects.for_user(user).with_people(),
        url=lambda placement: (
            placement.enrollment.get_absolute_url() if placement.voided_at else placement.get_absolute_url()
        ),
        case_path="enrollment",
        words=lambda placement: placement.title,
    ),
    Kind(
        code="candidate",
        label=gettext_lazy("Sent to a company"),
        model=Candidate,
        rows=lambda user: Candidate.objects.for_user(user).with_opening(),
        url=lambda candidate: candidate.get_absolute_url(),
        case_path="enrollment",
        check_void=without_a_job,
        words=lambda candidate: f"{candidate.opening.title}, {candidate.opening.partner.name}",
    ),
    Kind(
        code="named_mentor",
        label=gettext_lazy("Mentor named by the company"),
        model=NamedMentor,
        rows=lambda user: NamedMentor.objects.for_user(user).with_job(),
        url=lambda naming: naming.placement.get_absolute_url(),
        case_path="placement__enrollment",
        check_void=not_oriented,
        words=lambda naming: naming.name,
    ),
    Kind(
        code="make_up",
        label=gettext_lazy("Class made up"),
        model=MakeUp,
        rows=lambda user: MakeUp.objects.for_user(user).with_people(),
        url=lambda make_up: make_up.get_absolute_url(),
        case_path="enrollment",
        words=words_of,
    ),
    Kind(
        code="nytd_record",
        label=gettext_lazy("State youth outcomes"),
        model=NytdRecord,
        rows=lambda user: NytdRecord.objects.for_user(user).with_people(),
        url=lambda record: record.get_absolute_url(),
        case_path="enrollment",
        words=lambda record: record.get_moment_display(),
    ),
    Kind(
        code="subtest",
        label=gettext_lazy("Subtest"),
        model=SubTest,
        rows=lambda user: SubTest.objects.for_user(user).with_people(),
        url=lambda subtest: subtest.get_absolute_url(),
        case_path="enrollment",
        words=lambda subtest: known_tests()[subtest.test].name,
    ),
    Kind(
        code="readiness_waiver",
        label=gettext_lazy("Exception from readiness"),
        model=ReadinessWaiver,
        rows=lambda user: ReadinessWaiver.objects.for_user(user).with_people(),
        url=lambda waiver: waiver.get_absolute_url(),
        case_path="enrollment",
        words=lambda waiver: waiver.reason,
    ),
)
