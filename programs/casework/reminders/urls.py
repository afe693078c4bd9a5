from django.urls import path

from programs.casework.reminders import text_views, views

app_name = "reminders"

urlpatterns = [
    path("reminders/", views.outbox, name="outbox"),
    path("reminders/retry/", views.retry, name="retry"),
    path("texts/answered/", text_views.text_answered, name="text_answered"),
    path("texts/report/", text_views.text_report, name="text_report"),
    path("notices/choices/", views.choices, name="choices"),
    path("notices/", views.notices, name="notices"),
    path("notices/read/", views.read_all, name="read_all"),
    path("notices/<int:pk>/", views.notice, name="notice"),
]
