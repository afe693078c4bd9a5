from django.urls import path

from programs.casework.casefile.search import views

app_name = "search"

urlpatterns = [path("", views.search, name="search")]
