from django.urls import path

from programs.worksite import views
from programs.worksite.banquet import views as banquet
from programs.worksite.check_ins import views as check_ins
from programs.worksite.equivalency import views as equivalency
from programs.worksite.funds import views as funds
from programs.worksite.namings import views as namings
from programs.worksite.nytd import views as nytd
from programs.worksite.openings import views as openings
from programs.worksite.partners import views as partners
from programs.worksite.placements import views as placements
from programs.worksite.readiness import views as readiness
from programs.worksite.weeks import views as weeks

app_name = "worksite"

urlpatterns = [
    path("", views.home, name="home"),
    path("banquet/", banquet.banquet, name="banquet"),
    path("partners/", partners.partners, name="partners"),
    path("partners/<int:pk>/", partners.partner, name="partner"),
    path("partners/<int:pk>/openings/new/", openings.take, name="take_opening"),
    path("openings/", openings.openings, name="openings"),
    path("openings/<int:pk>/", openings.opening, name="opening"),
    path("openings/<int:pk>/edit/", openings.edit, name="edit_opening"),
    path("openings/<int:pk>/status/", openings.move, name="move_opening"),
    path("openings/<int:pk>/candidates/", placements.candidates, name="candidates"),
    path("classes/", readiness.class_list, name="classes"),
    path("classes/new/", readiness.plan, name="plan_classes"),
    path("classes/<int:pk>/which/", readiness.name_class, name="name_class"),
    path("cases/<int:pk>/", placements.work, name="work"),
    path("cases/<int:pk>/wishes/", placements.wishes, name="wishes"),
    path("cases/<int:pk>/made-up/new/", readiness.make_up, name="make_up"),
    path("cases/<int:pk>/exception/", readiness.waive, name="waive"),
    path("cases/<int:pk>/certificate.pdf", readiness.certificate, name="certificate"),
    path("cases/<int:pk>/find/", placements.find_opening, name="find_opening"),
    path("cases/<int:pk>/send/<int:opening>/", placements.refer, name="refer"),
    path("cases/<int:pk>/jobs/new/", placements.outside_job, name="outside_job"),
    path("candidates/<int:pk>/step/", placements.step, name="step"),
    path("candidates/<int:pk>/hired/", placements.hire, name="hire"),
    path("jobs/<int:pk>/", placements.placement, name="placement"),
    path("jobs/<int:pk>/pay/", placements.pay, name="pay"),
    path("jobs/<int:pk>/mentor/", placements.choose_mentor, name="choose_mentor"),
    path("jobs/<int:pk>/mentor-left/", placements.mentor_left, name="mentor_left"),
    path("jobs/<int:pk>/end/", placements.end, name="end_placement"),
    path("named-mentors/<int:pk>/", namings.orient, name="orient"),
    path("who-accompanies/<str:token>/", namings.name_mentor, name="name_mentor"),
    path("check-ins/<int:pk>/", check_ins.check_in, name="check_in"),
    path("how-it-goes/<str:token>/", check_ins.employer, name="employer"),
    path("weeks/<int:pk>/", weeks.week, name="week"),
    path("did-you-meet/<str:token>/", weeks.met_youth, name="met_youth"),
    path("did-you-meet-them/<str:token>/", weeks.met_mentor, name="met_mentor"),
    path("cases/<int:pk>/tests/", equivalency.equivalency, name="equivalency"),
    path("cases/<int:pk>/tests/new/", equivalency.note, name="note_subtest"),
    path("state-outcomes/", nytd.records, name="nytd"),
    path("cases/<int:pk>/state-outcomes/<slug:moment>/", nytd.write, name="nytd_record"),
    path("funds/", funds.funds, name="funds"),
    path("funds/put-in/", funds.put_in, name="put_in"),
    path("cases/<int:pk>/funds/new/", funds.ask, name="ask_funds"),
    path("funds/<int:pk>/", funds.fund_request, name="fund_request"),
    path("funds/<int:pk>/approve/", funds.approve, name="approve_funds"),
    path("funds/<int:pk>/decline/", funds.decline, name="decline_funds"),
    path("funds/<int:pk>/take-back/", funds.take_back, name="take_back_funds"),
    path("funds/<int:pk>/paid/", funds.pay, name="pay_funds"),
]
