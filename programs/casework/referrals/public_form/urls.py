from django.urls import path

from programs.casework.referrals.public_form import views

app_name = "public_referral"

urlpatterns = [
    path("<slug:program>/<str:site>/ask/", views.ask, name="ask"),
    path("<slug:program>/<str:site>/received/<str:words>/", views.received, name="received"),
]
