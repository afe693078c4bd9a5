from django.urls import path

from programs.casework.resources import connections, views

app_name = "resources"

urlpatterns = [
    path("services/", views.resource_list, name="list"),
    path("services/new/", views.create, name="create"),
    path("services/<int:pk>/", views.resource, name="resource"),
    path("services/<int:pk>/edit/", views.edit, name="edit"),
    path("services/<int:pk>/checked/", views.checked, name="checked"),
    path("services/<int:pk>/void/", views.void, name="void"),
    path("cases/<int:pk>/services/", connections.connections, name="connections"),
    path("cases/<int:pk>/services/find/", connections.find, name="find"),
    path("cases/<int:pk>/services/<int:resource>/", connections.connect, name="connect"),
    path("connections/<int:pk>/", connections.outcome, name="outcome"),
    path("connections/<int:pk>/void/", connections.void_connection, name="void_connection"),
]
