app_name = "income"

urlpatterns = []
