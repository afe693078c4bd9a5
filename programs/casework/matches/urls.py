from django.urls import path

from programs.casework.matches import views
from programs.casework.matches.applications import views as applications
from programs.casework.matches.pool import views as pool
from programs.casework.matches.wishes import views as wishes

app_name = "matches"

urlpatterns = [
    path("mentors/", views.mentors, name="mentors"),
    path("mentors/applications/", applications.applications, name="applications"),
    path("mentors/applications/<int:pk>/", applications.application, name="application"),
    path("mentors/applications/<int:pk>/interview/", applications.interview, name="interview"),
    path("mentors/applications/<int:pk>/answer/", applications.answer, name="answer"),
    path("programs/<slug:program>/<str:site>/mentor/", applications.apply, name="apply"),
    path("mentors/<int:pk>/", views.mentor, name="mentor"),
    path("mentors/<int:pk>/sign-in/", views.let_sign_in, name="let_sign_in"),
    path("cases/<int:pk>/match/", views.start, name="start"),
    path("cases/<int:pk>/match/wishes/", wishes.wishes, name="wishes"),
    path("cases/<int:pk>/match/say/", wishes.say, name="say"),
    path("matches/pool/", pool.pool, name="pool"),
    path("matches/<int:pk>/", views.match, name="match"),
    path("matches/<int:pk>/accept/", views.accept, name="accept"),
    path("matches/<int:pk>/pause/", views.pause, name="pause"),
    path("matches/<int:pk>/reopen/", views.reopen, name="reopen"),
    path("matches/<int:pk>/renew/", views.renew, name="renew"),
    path("matches/<int:pk>/end/", views.end, name="end"),
]
