app_name = "young_parent"

urlpatterns = []
