from django.urls import path

from programs.casework.assessments import views
from programs.casework.assessments.tools import views as tools

app_name = "assessments"

urlpatterns = [
    path("cases/<int:pk>/assessments/", views.assessments, name="assessments"),
    path("cases/<int:pk>/assessments/new/<int:tool>/", views.record, name="record"),
    path("assessments/<int:pk>/", views.assessment, name="assessment"),
    path("assessments/<int:pk>/edit/", views.edit, name="edit"),
    path("assessments/<int:pk>/follow-up/", views.follow_up, name="follow_up"),
    path("assessments/tools/", tools.tools, name="tools"),
    path("assessments/tools/take-over/", tools.take_over, name="take_over"),
    path("assessments/tools/new/", tools.create, name="create_tool"),
    path("assessments/tools/<int:pk>/", tools.tool, name="tool"),
    path("assessments/tools/<int:pk>/edit/", tools.edit, name="edit_tool"),
    path("assessments/tools/<int:pk>/bands/new/", tools.band, name="add_band"),
    path("assessments/tools/<int:pk>/schedules/new/", tools.schedule, name="add_schedule"),
    path("assessments/schedules/<int:pk>/end/", tools.end_schedule, name="end_schedule"),
]
