from django.urls import path

from programs.casework.referrals import views

app_name = "referrals"

urlpatterns = [
    path("<int:pk>/", views.referral, name="referral"),
]
