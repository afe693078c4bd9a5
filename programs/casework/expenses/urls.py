from django.urls import path

from programs.casework.expenses import deciding, rates, views

app_name = "expenses"

urlpatterns = [
    path("expenses/", views.mine, name="mine"),
    path("expenses/new/", views.claim, name="claim"),
    path("expenses/miles/<int:pk>/", views.claim_miles, name="claim_miles"),
    path("expenses/queue/", deciding.queue, name="queue"),
    path("expenses/pay/", deciding.pay, name="pay"),
    path("expenses/rates/", rates.rates, name="rates"),
    path("expenses/rates/new/", rates.set_rate, name="set_rate"),
    path("expenses/rates/<int:pk>/void/", rates.void_rate, name="void_rate"),
    path("expenses/<int:pk>/", views.expense, name="expense"),
    path("expenses/<int:pk>/edit/", views.edit, name="edit"),
    path("expenses/<int:pk>/take-back/", views.take_back, name="take_back"),
    path("expenses/<int:pk>/approve/", deciding.approve, name="approve"),
    path("expenses/<int:pk>/return/", deciding.return_with, name="return_with"),
    path("expenses/<int:pk>/decline/", deciding.decline, name="decline"),
]
