from django.urls import path

from programs.young_parent import views
from programs.young_parent.banquet import views as banquet
from programs.young_parent.bucks import views as bucks
from programs.young_parent.health import views as health
from programs.young_parent.store import views as store

app_name = "young_parent"

urlpatterns = [
    path("", views.home, name="home"),
    path("banquet/", banquet.banquet, name="banquet"),
    path("cases/<int:pk>/baby-bucks/", bucks.bucks, name="bucks"),
    path("cases/<int:pk>/baby-bucks/credit/", bucks.credit, name="credit"),
    path("cases/<int:pk>/baby-bucks/by-hand/", bucks.give, name="give"),
    path("cases/<int:pk>/health/", health.health, name="health"),
    path("cases/<int:pk>/health/visits/new/", health.add_visit, name="add_visit"),
    path("cases/<int:pk>/health/rate/", health.rate, name="rate"),
    path("visits/<int:pk>/edit/", health.edit_visit, name="edit_visit"),
    path("store/", store.store, name="store"),
    path("store/days/new/", store.plan_day, name="plan_day"),
    path("store/days/<int:pk>/", store.store_day, name="store_day"),
    path("store/items/new/", store.add_item, name="add_item"),
    path("store/items/<int:pk>/", store.item, name="item"),
    path("store/items/<int:pk>/fill-up/", store.receive, name="receive"),
]
