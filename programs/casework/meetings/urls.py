from django.urls import path

from programs.casework.meetings.training import views as training
from programs.casework.meetings.views import attending, door, inviting, listing, planning, public

app_name = "meetings"

urlpatterns = [
    path("meetings/", listing.meetings, name="meetings"),
    path("meetings/new/", planning.plan, name="plan"),
    path("meetings/training/", listing.training, name="training"),
    path("mentors/<int:pk>/training/", training.of_mentor, name="mentor_training"),
    path("mentors/<int:pk>/training/new/", training.note, name="note_training"),
    path("mentors/<int:pk>/training/approve/", training.approve, name="approve_training"),
    path("mentors/<int:pk>/training/certificate/", training.certificate, name="training_certificate"),
    path("manuals/", training.manuals, name="manuals"),
    path("manuals/<int:pk>/", training.manual, name="manual"),
    path("meetings/guests/", attending.walk_ins, name="walk_ins"),
    path("meetings/guests/<int:pk>/", attending.match_walk_in, name="match_walk_in"),
    path("meetings/series/<int:pk>/", listing.series, name="series"),
    path("meetings/<int:pk>/", listing.meeting, name="meeting"),
    path("meetings/<int:pk>/edit/", planning.edit, name="edit"),
    path("meetings/<int:pk>/call-off/", planning.call_off, name="call_off"),
    path("meetings/<int:pk>/invite/", inviting.invite, name="invite"),
    path("meetings/<int:pk>/invitations/", inviting.invitations, name="invitations"),
    path("meetings/<int:pk>/door/", door.door, name="door"),
    path("meetings/<int:pk>/door/screen/", door.door_screen, name="door_screen"),
    path("meetings/<int:pk>/door/open/", door.open_door, name="open_door"),
    path("meetings/<int:pk>/door/close/", door.close_door, name="close_door"),
    path("meetings/<int:pk>/attendance/", attending.attendance, name="attendance"),
    path("meetings/<int:pk>/given/", attending.given, name="given"),
    path("meetings/<int:pk>/walk-in/", attending.walk_in, name="walk_in"),
    path("meetings/<int:pk>/sheet/", attending.sheet, name="sheet"),
    path("invitations/<int:pk>/", inviting.invitation, name="invitation"),
    path("invitations/<int:pk>/answer/", inviting.answer, name="answer"),
    path("invitations/<int:pk>/tell-again/", inviting.tell_again, name="tell_again"),
    # Without an account, by a signed link
    path("invited/<str:token>/", public.invited, name="invited"),
    path("come-in/<str:token>/", public.sign_in, name="sign_in"),
    path("come-in/<str:token>/guest/", public.sign_in_guest, name="sign_in_guest"),
]
