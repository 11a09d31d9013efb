from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "rapporteur.stages.invitations"
    label = "invitations"
