from django.urls import path

from programs.young_parent import views

app_name = "young_parent"

urlpatterns = [path("", views.home, name="home")]
