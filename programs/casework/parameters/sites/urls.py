from django.urls import path

from programs.casework.parameters.sites import views

app_name = "sites"

urlpatterns = [
    path("", views.sites, name="sites"),
    path("new/", views.create, name="create"),
    path("agencies/new/", views.open_agency, name="open_agency"),
    path("agencies/<int:pk>/", views.agency, name="agency"),
    path("programs/<int:pk>/end/", views.stop, name="stop"),
    path("contracts/<int:pk>/", views.contract, name="contract"),
    path("<int:pk>/", views.site, name="site"),
    path("<int:pk>/edit/", views.edit, name="edit"),
    path("<int:pk>/programs/new/", views.program, name="program"),
    path("<int:pk>/contracts/new/", views.sign_contract, name="sign_contract"),
]
