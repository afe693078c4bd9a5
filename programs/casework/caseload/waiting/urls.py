from django.urls import path

from programs.casework.caseload.waiting import views

app_name = "waiting"

urlpatterns = [
    path("", views.waiting_list, name="list"),
]
