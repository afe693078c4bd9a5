"""Assessments among the records that are voided and restored, each with its history."""

from django.utils.translation import gettext_lazy as _

from mmp_portal.audit.kinds import Kind
from programs.casework.assessments.models import Assessment

KINDS = (
    Kind(
        code="assessment",
        label=_("Assessment"),
        model=Assessment,
        rows=lambda user: Assessment.objects.for_user(user).select_related("tool"),
        url=lambda row: f"/cases/{row.enrollment_id}/assessments/" if row.voided_at else row.get_absolute_url(),
        case_path="enrollment",
        words=lambda row: row.tool.name,
    ),
)
