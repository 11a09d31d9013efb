from django.urls import path

from rapporteur.stages.stakeholders.views import entities, front, rosters

app_name = "stakeholders"
DESK = "desk/<slug:slug>/stakeholders"
ENTITY = f"{DESK}/entities/<int:pk>"
urlpatterns = [
    path(f"{DESK}/", front.desk_front, name="desk"),
    path(f"{DESK}/usual-groups/", front.usual_groups, name="usual_groups"),
    path(f"{DESK}/member-states/", front.member_states, name="member_states"),
    path(f"{DESK}/groups/new/", front.new_group, name="new_group"),
    path(f"{DESK}/lists/new/", front.new_category, name="new_category"),
    path(f"{DESK}/lists/ask/", front.ask, name="ask"),
    path(f"{DESK}/figures/new/", front.new_figure, name="new_figure"),
    path(f"{DESK}/entities/", entities.entities, name="entities"),
    path(f"{DESK}/entities/new/", entities.new_entity, name="new_entity"),
    path(f"{DESK}/entities/doubles/", entities.doubles, name="doubles"),
    path(f"{ENTITY}/", entities.entity, name="entity"),
    path(f"{ENTITY}/edit/", entities.edit_entity, name="edit_entity"),
    path(f"{ENTITY}/place/", entities.place, name="place"),
    path(f"{ENTITY}/contacts/new/", entities.new_contact, name="new_contact"),
    path(f"{ENTITY}/lists/new/", entities.enrol, name="enrol"),
    path(f"{ENTITY}/merge/", entities.merge, name="merge"),
    path(f"{DESK}/merges/<int:pk>/undo/", entities.undo_merge, name="undo_merge"),
    path(f"{DESK}/rosters/", rosters.rosters, name="rosters"),
    path(f"{DESK}/rosters/<int:pk>/", rosters.roster, name="roster"),
    path(f"{DESK}/rosters/<int:pk>/kept-aside.csv", rosters.aside, name="aside"),
    path("consultations/<slug:slug>/stakeholders/", front.public, name="public"),
]
