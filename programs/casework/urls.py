"""The hall's pages, each app with its own list."""

from django.urls import include, path

urlpatterns = [
    path("", include("programs.casework.caseload.urls")),
    path("", include("programs.casework.caseload.agenda.urls")),
    path("", include("programs.casework.casefile.urls")),
    path("referrals/", include("programs.casework.referrals.urls")),
    path("waiting-list/", include("programs.casework.caseload.waiting.urls")),
    path("", include("programs.casework.referrals.screenings.urls")),
    path("", include("programs.casework.enrollments.urls")),
    path("", include("programs.casework.goals.urls")),
    path("", include("programs.casework.matches.urls")),
    path("", include("programs.casework.contacts.urls")),
    path("", include("programs.casework.meetings.urls")),
    path("", include("programs.casework.assessments.urls")),
    path("", include("programs.casework.resources.urls")),
    path("", include("programs.casework.expenses.urls")),
    path("", include("programs.casework.supports.urls")),
    path("", include("programs.casework.closings.urls")),
    path("", include("programs.casework.reminders.urls")),
    path("", include("programs.casework.duplicates.urls")),
    path("", include("programs.casework.public_pages.urls")),
    path("imports/", include("programs.casework.imports.urls")),
    path("programs/", include("programs.casework.referrals.public_form.urls")),
    path("community-partners/", include("programs.casework.referrals.partners.urls")),
    path("search/", include("programs.casework.casefile.search.urls")),
    path("sites/", include("programs.casework.parameters.sites.urls")),
    path("access/", include("programs.casework.parameters.access.urls")),
    path("rules/", include("programs.casework.parameters.values.urls")),
]
