app_name = "closings"

urlpatterns = []
