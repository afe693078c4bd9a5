from django.urls import path

from mmp_portal.links import views

app_name = "links"

urlpatterns = [
    path("<int:pk>/withdraw/", views.withdraw, name="withdraw"),
]
