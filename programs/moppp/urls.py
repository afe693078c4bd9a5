from django.urls import path

from programs.moppp import views
from programs.moppp.clocks import views as clocks
from programs.moppp.factors import views as factors
from programs.moppp.groups import views as groups
from programs.moppp.home_visits import views as home_visits
from programs.moppp.shelf import views as shelf
from programs.moppp.team import views as team
from programs.moppp.transitions import views as transitions
from programs.moppp.visits import figures
from programs.moppp.visits import views as visits

app_name = "moppp"

urlpatterns = [
    path("moppp/", views.home, name="home"),
    path("moppp/first-visits/", clocks.first_visits, name="first_visits"),
    path("moppp/visits/", figures.figures, name="figures"),
    path("moppp/goods/", shelf.shelf, name="shelf"),
    path("moppp/goods/new/", shelf.put_in, name="put_in"),
    path("moppp/groups/", groups.groups, name="groups"),
    path("moppp/groups/<int:pk>/", groups.feedback, name="feedback"),
    path("moppp/groups/<int:pk>/link/", groups.ask, name="ask_for_feedback"),
    path("moppp/visitors/", team.team, name="team"),
    path("moppp/visitors/<int:pk>/supervision/", team.supervise, name="supervise"),
    path("cases/<int:pk>/file-review/", team.review_file, name="review_file"),
    path("cases/<int:pk>/visit-plan/", visits.plan, name="plan"),
    path("cases/<int:pk>/visit-plan/level/", visits.set_level, name="set_level"),
    path("cases/<int:pk>/visit-plan/model/", visits.set_model, name="set_model"),
    path("cases/<int:pk>/visit-plan/excuse/", visits.excuse, name="excuse"),
    path("cases/<int:pk>/bag/", home_visits.bag, name="bag"),
    path("cases/<int:pk>/safety-notes/", home_visits.safety, name="safety"),
    path("safety-notes/<int:pk>/answer/", home_visits.answer, name="answer"),
    path("cases/<int:pk>/factors/", factors.factors, name="factors"),
    path("cases/<int:pk>/factors/<slug:about>/", factors.ask, name="ask"),
    path("factor-reviews/<int:pk>/", factors.which, name="which"),
    path("cases/<int:pk>/transitions/", transitions.transitions, name="transitions"),
    path("cases/<int:pk>/transitions/new/", transitions.plan, name="plan_transition"),
    path("outings/<int:pk>/back/", home_visits.back, name="back"),
    path("contacts/<int:pk>/card/", home_visits.card, name="card"),
    # Without an account, by a signed link
    path("group-feedback/<str:token>/", groups.give, name="give_feedback"),
]
