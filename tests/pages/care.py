"""Assessments and services."""

from tests.pages.addresses import Page, of

PAGES = {
    # Assessments
    "assessments:assessments": of("enrollment"),
    "assessments:record": Page(
        lambda household: [household.enrollment.pk, household.assessment.tool_id],
        has_records=True,
        is_of_a_program=True,
        has_form=True,
    ),
    "assessments:assessment": of("assessment"),
    "assessments:edit": of("assessment", has_form=True),
    "assessments:follow_up": of("assessment", has_form=True),
    "assessments:tools": Page(),
    "assessments:take_over": Page(is_action=True),
    "assessments:create_tool": Page(has_form=True),
    "assessments:tool": Page(lambda household: [household.assessment.tool_id]),
    "assessments:edit_tool": Page(lambda household: [household.assessment.tool_id], has_form=True),
    "assessments:add_band": Page(lambda household: [household.assessment.tool_id], has_form=True),
    "assessments:add_schedule": Page(lambda household: [household.assessment.tool_id], has_form=True),
    "assessments:end_schedule": Page(
        lambda household: [household.assessment.tool.schedules.first().pk], has_form=True
    ),
    # Services
    "resources:list": Page(),
    "resources:create": Page(has_form=True),
    # One directory for all sites of an agency.
    "resources:resource": Page(lambda household: [household.resource.pk]),
    "resources:edit": Page(lambda household: [household.resource.pk], has_form=True),
    "resources:checked": Page(lambda household: [household.resource.pk], is_action=True),
    "resources:void": Page(lambda household: [household.resource.pk], has_form=True),
    "resources:connections": of("enrollment"),
    "resources:find": of("enrollment"),
    "resources:connect": Page(
        lambda household: [household.enrollment.pk, household.resource.pk],
        has_records=True,
        is_of_a_program=True,
        has_form=True,
    ),
    "resources:outcome": of("connection", has_form=True),
    "resources:void_connection": of("connection", has_form=True),
}
