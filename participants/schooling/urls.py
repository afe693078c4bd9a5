app_name = "schooling"

urlpatterns = []
