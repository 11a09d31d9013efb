"""What the house asks of every model, and no import contract can see."""

import gc
import weakref
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Field, Model
from django.dispatch import Signal

from rapporteur.base.privacy import Personal

OURS = ("rapporteur.base", "rapporteur.stages.")
MODELS = [model for model in apps.get_models() if model.__module__.startswith(OURS)]


def crossing() -> "list[Field[Any, Any]]":
    """The keys of our models that lead out of their own app."""
    return [
        field
        for model in MODELS
        for field in (*model._meta.local_fields, *model._meta.local_many_to_many)
        if field.related_model and label(field.related_model) != label(model)
    ]


def label(model: type[Model]) -> str:
    return model._meta.app_label


def test_no_model_has_a_key_to_a_later_stage():
    order = {"auth": -2, "contenttypes": -2, "base": -1} | {
        stage: place for place, stage in enumerate(settings.STAGES)
    }
    assert [
        str(key) for key in crossing() if order[label(key.related_model)] > order[label(key.model)]
    ] == []


def test_keys_between_apps_leave_no_name_behind():
    assert [
        str(key)
        for key in crossing()
        if label(key.model) != "base" and not key.remote_field.related_name.endswith("+")
    ] == []


def test_every_model_says_how_it_treats_personal_data():
    assert [
        str(model) for model in MODELS if not isinstance(model.__dict__.get("personal"), Personal)
    ] == []


def test_an_app_is_named_as_its_folder():
    assert [
        (config.name, config.label)
        for config in apps.get_app_configs()
        if config.name.startswith("rapporteur.stages.")
    ] == [(f"rapporteur.stages.{stage}", stage) for stage in settings.STAGES]


def test_nothing_of_ours_listens_to_a_signal():
    signals = [thing for thing in gc.get_objects() if issubclass(type(thing), Signal)]
    listening = [
        receiver
        for signal in signals
        for _, reference, *_rest in signal.receivers
        if (receiver := reference() if isinstance(reference, weakref.ref) else reference)
    ]
    assert [
        receiver.__qualname__
        for receiver in listening
        if (getattr(receiver, "__module__", None) or "").startswith("rapporteur")
    ] == []
