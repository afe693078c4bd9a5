from django.urls import path

from programs.worksite import views
from programs.worksite.openings import views as openings
from programs.worksite.partners import views as partners

app_name = "worksite"

urlpatterns = [
    path("", views.home, name="home"),
    path("partners/", partners.partners, name="partners"),
    path("partners/<int:pk>/", partners.partner, name="partner"),
    path("partners/<int:pk>/openings/new/", openings.take, name="take_opening"),
    path("openings/", openings.openings, name="openings"),
    path("openings/<int:pk>/", openings.opening, name="opening"),
    path("openings/<int:pk>/edit/", openings.edit, name="edit_opening"),
    path("openings/<int:pk>/status/", openings.move, name="move_opening"),
]
