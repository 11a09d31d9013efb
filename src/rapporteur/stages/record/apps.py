from django.apps import AppConfig


class RecordConfig(AppConfig):
    name = "rapporteur.stages.record"
    label = "record"
