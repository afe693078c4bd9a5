from django.urls import path

from programs.casework.caseload import views
from programs.casework.caseload.review import views as review
from programs.casework.caseload.tasks import views as tasks
from programs.casework.caseload.workers import views as workers

app_name = "caseload"

urlpatterns = [
    path("day/", views.day, name="day"),
    path("day/week/", views.week, name="week"),
    path("day/calls/", views.calls, name="calls"),
    path("day/mend/", views.mend, name="mend"),
    path("cases/<int:pk>/try/", views.log_try, name="log_try"),
    path("phone/", views.phone, name="phone"),
    path("phone/help/", views.phone_help, name="phone_help"),
    # Tasks
    path("tasks/", tasks.tasks, name="tasks"),
    path("tasks/new/", tasks.add, name="task_add"),
    path("cases/<int:pk>/tasks/new/", tasks.add_for_case, name="task_for_case"),
    path("mentors/<int:pk>/tasks/new/", tasks.add_for_mentor, name="task_for_mentor"),
    path("tasks/<int:pk>/", tasks.task, name="task"),
    path("tasks/<int:pk>/edit/", tasks.edit, name="task_edit"),
    path("tasks/<int:pk>/done/", tasks.done, name="task_done"),
    path("tasks/<int:pk>/drop/", tasks.drop, name="task_drop"),
    path("tasks/<int:pk>/reopen/", tasks.reopen, name="task_reopen"),
    path("phone/tasks/<int:pk>/done/", tasks.phone_done, name="phone_task_done"),
    # The review queue
    path("review/", review.review, name="review"),
    path("contacts/<int:pk>/thread/", review.thread, name="thread"),
    # Workers
    path("caseloads/", views.caseloads, name="caseloads"),
    path("caseloads/<int:pk>/<slug:figure>/", views.caseload_rows, name="caseload_rows"),
    path("caseloads/reassign/", workers.reassign, name="reassign"),
    path("caseloads/reassign/<int:pk>/", workers.hand_over, name="hand_over"),
    path("caseloads/handovers/<int:pk>/", workers.handover, name="handover"),
    path("caseloads/handovers/<int:pk>/carry-out/", workers.carry_out, name="carry_out"),
    path("caseloads/handovers/<int:pk>/give-back/", workers.give_back, name="give_back"),
    path("caseloads/handovers/<int:pk>/call-off/", workers.call_off, name="call_off"),
    path("caseloads/away/", workers.absences, name="absences"),
    path("caseloads/away/new/", workers.note_absence, name="note_absence"),
    path("caseloads/away/<int:pk>/", workers.end_absence, name="end_absence"),
    path("caseloads/capacity/<int:pk>/", workers.capacity, name="capacity"),
]
