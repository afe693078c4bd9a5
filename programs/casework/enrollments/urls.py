from django.urls import path

from programs.casework.enrollments import views

app_name = "enrollments"

urlpatterns = [
    path("participants/<int:pk>/enroll/", views.enroll, name="enroll"),
    path("cases/<int:pk>/pause/", views.pause, name="pause"),
    path("cases/<int:pk>/resume/", views.resume, name="resume"),
    path("cases/<int:pk>/pause/expected/", views.expect_back, name="expect_back"),
    path("cases/<int:pk>/reassign/", views.reassign, name="reassign"),
    path("cases/<int:pk>/hand-off/note/", views.write_hand_off, name="write_hand_off"),
]
