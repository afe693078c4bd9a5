from django.urls import path

from programs.casework.closings import views

app_name = "closings"

urlpatterns = [path("cases/<int:pk>/close/", views.close, name="close")]
