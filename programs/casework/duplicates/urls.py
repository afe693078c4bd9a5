from django.urls import path

from programs.casework.duplicates import flags, views

app_name = "duplicates"

urlpatterns = [
    path("duplicates/", views.queue, name="queue"),
    path("duplicates/merges/", views.merges, name="merges"),
    path("duplicates/merges/<int:pk>/", views.merge, name="merge"),
    path("duplicates/flags/", flags.flags, name="flags"),
    path("duplicates/flags/<int:pk>/", flags.flag, name="flag"),
    path("participants/<int:pk>/same-as/", views.find, name="find"),
    path("participants/<int:pk>/same-as/<int:other>/", views.compare, name="compare"),
    path("participants/<int:pk>/same-as/<int:other>/no/", views.not_same, name="not_same"),
]
