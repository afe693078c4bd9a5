from django.urls import path

from mmp_portal.files import views

app_name = "files"

urlpatterns = [
    path("<uuid:uuid>/", views.file, name="file"),
    path("<uuid:uuid>/small/", views.small, name="small"),
]
