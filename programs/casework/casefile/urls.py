app_name = "casefile"

urlpatterns = []
