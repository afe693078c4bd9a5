from django.urls import path

from programs.casework.referrals import steps, views

app_name = "referrals"

urlpatterns = [
    path("", views.inbox, name="inbox"),
    path("new/", views.create, name="create"),
    path("look-alikes/", views.look, name="look"),
    path("<int:pk>/", views.referral, name="referral"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/tap/", steps.tap, name="tap"),
    path("<int:pk>/tries/new/", steps.attempt, name="attempt"),
    path("<int:pk>/intake-worker/", steps.assign, name="assign"),
    path("<int:pk>/begin/", steps.begin, name="begin"),
    path("<int:pk>/wait/", steps.wait, name="wait"),
    path("<int:pk>/end/", steps.end, name="end"),
    path("<int:pk>/take-up-again/", steps.reopen, name="reopen"),
    path("<int:pk>/report/", steps.report, name="report"),
]
