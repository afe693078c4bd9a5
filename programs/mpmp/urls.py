from django.urls import path

from programs.mpmp import views
from programs.mpmp.court import views as court
from programs.mpmp.hearings import views as hearings
from programs.mpmp.progress import views as progress

app_name = "mpmp"

urlpatterns = [
    path("", views.home, name="home"),
    # The court case
    path("cases/<int:pk>/court/", court.court, name="court"),
    path("cases/<int:pk>/court/case/", court.court_case, name="court_case"),
    path("cases/<int:pk>/court/people/new/", court.add_person, name="add_person"),
    path("court-people/<int:pk>/edit/", court.edit_person, name="edit_person"),
    path("cases/<int:pk>/court/placements/new/", court.add_placement, name="add_placement"),
    path("placements/<int:pk>/edit/", court.edit_placement, name="edit_placement"),
    path("cases/<int:pk>/court/visits/new/", court.add_visit, name="add_visit"),
    path("visits/<int:pk>/edit/", court.edit_visit, name="edit_visit"),
    path("cases/<int:pk>/court/plan/new/", court.add_item, name="add_item"),
    path("plan/<int:pk>/edit/", court.edit_item, name="edit_item"),
    path("plan/<int:pk>/end/", court.end_item, name="end_item"),
    path("plan/<int:pk>/reopen/", court.reopen_item, name="reopen_item"),
    path("plan/<int:pk>/words/", court.item_words, name="item_words"),
    path("cases/<int:pk>/court/deadlines/<slug:rule>/", court.deadline, name="deadline"),
    path("cases/<int:pk>/court/restricted/", court.restricted, name="restricted"),
    path("cases/<int:pk>/court/petitions/new/", court.add_petition, name="add_petition"),
    path("petitions/<int:pk>/edit/", court.edit_petition, name="edit_petition"),
    path("cases/<int:pk>/court/reports/new/", court.add_report, name="add_report"),
    path("reports/<int:pk>/edit/", court.edit_report, name="edit_report"),
    # Hearings
    path("cases/<int:pk>/hearings/new/", hearings.plan_hearing, name="plan_hearing"),
    path("hearings/<int:pk>/", hearings.hearing, name="hearing"),
    path("hearings/<int:pk>/sheet.pdf", hearings.hearing_sheet, name="hearing_sheet"),
    path("hearings/<int:pk>/edit/", hearings.edit, name="edit_hearing"),
    path("hearings/<int:pk>/words/", hearings.words, name="hearing_words"),
    path("hearings/<int:pk>/outcome/", hearings.outcome, name="outcome"),
    path("hearings/<int:pk>/reopen/", hearings.reopen, name="reopen_hearing"),
    path("what-to-expect/", hearings.expect, name="expect"),
    # Time together, outcomes and the family's own plan
    path("cases/<int:pk>/progress/", progress.progress, name="progress"),
    path("cases/<int:pk>/outcomes/new/", progress.add_outcome, name="add_outcome"),
    path("outcomes/<int:pk>/edit/", progress.edit_outcome, name="edit_outcome"),
    path("cases/<int:pk>/pictures/new/", progress.add_picture, name="add_picture"),
    path("pictures/<int:pk>/edit/", progress.edit_picture, name="edit_picture"),
    path("cases/<int:pk>/aftercare/", progress.aftercare, name="aftercare"),
    path("cases/<int:pk>/services-in-place/new/", progress.add_service, name="add_service"),
    path("services-in-place/<int:pk>/edit/", progress.edit_service, name="edit_service"),
    path("cases/<int:pk>/celebrations/new/", progress.add_celebration, name="add_celebration"),
    path("celebrations/<int:pk>/edit/", progress.edit_celebration, name="edit_celebration"),
    path("cases/<int:pk>/family-meetings/new/", progress.add_family_meeting, name="add_family_meeting"),
    path("family-meetings/<int:pk>/edit/", progress.edit_family_meeting, name="edit_family_meeting"),
    path("family-meetings/<int:pk>/guests/new/", progress.add_guest, name="add_guest"),
    path("family-guests/<int:pk>/edit/", progress.edit_guest, name="edit_guest"),
    path("what-to-expect/<slug:kind>/", hearings.expect_of, name="sheet"),
]
