from django.urls import path

from programs.moppp import views
from programs.moppp.visits import views as visits

app_name = "moppp"

urlpatterns = [
    path("moppp/", views.home, name="home"),
    path("cases/<int:pk>/visit-plan/", visits.plan, name="plan"),
    path("cases/<int:pk>/visit-plan/level/", visits.set_level, name="set_level"),
    path("cases/<int:pk>/visit-plan/model/", visits.set_model, name="set_model"),
    path("cases/<int:pk>/visit-plan/excuse/", visits.excuse, name="excuse"),
]
