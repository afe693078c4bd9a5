from django.urls import path

from participants.consents import views

app_name = "consents"

urlpatterns = [
    path("participants/<int:pk>/consents/", views.consents, name="consents"),
    path("participants/<int:pk>/consents/<str:kind>/new/", views.give, name="give"),
    path("consents/<int:pk>/", views.consent, name="consent"),
    path("consents/<int:pk>/end/", views.revoke, name="revoke"),
    path("consents/<int:pk>/done/", views.follow_up, name="follow_up"),
]
