from django.urls import path

from programs.casework.closings import views

app_name = "closings"

urlpatterns = [
    path("cases/<int:pk>/close/", views.close, name="close"),
    path("cases/<int:pk>/reopen/", views.reopen, name="reopen"),
    path("cases/<int:pk>/days/", views.days, name="days"),
    path("sites/<int:pk>/reopening/", views.reopen_limit, name="reopen_limit"),
]
