"""Every stored field of ours has a class, and every class its field."""

from django.apps import apps
from django.db import models

from collab.classification import FIELDS, HISTORY, Sensitivity, class_of
from tests.house.source import APPS


def our_models() -> list[type[models.Model]]:
    return [
        model for floor in APPS for model in apps.get_app_config(floor).get_models(include_auto_created=True)
    ]  # fmt: skip


def stored(model: type[models.Model]) -> list[tuple[str, str, bool]]:
    """(model, field, whether it is a history's) for each concrete field; a history stands under the model it is of."""
    base = getattr(model, "instance_type", None)
    return [((base or model)._meta.label, field.name, base is not None) for field in model._meta.concrete_fields]


def unclassified() -> list[str]:
    found = []
    for model in our_models():
        for label, field, history in stored(model):
            try:
                class_of(label, field, history=history)
            except KeyError:
                found.append(f"{model.__name__}.{field}")
    return sorted(found)


def test_every_field_is_classified() -> None:
    assert unclassified() == []
    assert all(isinstance(value, Sensitivity) for value in (*FIELDS.values(), *HISTORY.values()))


def test_every_class_has_its_field() -> None:
    there = {f"{label}.{field}" for model in our_models() for label, field, history in stored(model) if not history}
    assert sorted(set(FIELDS) - there) == []
    added = {field for model in our_models() for label, field, history in stored(model) if history}
    assert sorted(set(HISTORY) - added) == []


def test_a_field_without_a_class_is_found(monkeypatch) -> None:
    monkeypatch.delitem(FIELDS, "documents.Paragraph.body")
    assert unclassified() == ["HistoricalParagraph.body", "Paragraph.body"]


def test_people_are_personal() -> None:
    """Whatever leads to a person, by a foreign key or by name."""
    user = apps.get_model("accounts.User")
    wrong = []
    for model in our_models():
        for field in model._meta.concrete_fields:
            if field.related_model is user and (base := getattr(model, "instance_type", None) or model):
                history = base is not model
                if class_of(base._meta.label, field.name, history=history) is not Sensitivity.PERSONAL:
                    wrong.append(f"{model.__name__}.{field.name}")
    assert wrong == []


def test_long_texts_are_exempt_capable() -> None:
    """Nothing that people write at length counts as public or merely internal."""
    wrong = []
    for model in our_models():
        for field in model._meta.concrete_fields:
            long = isinstance(field, models.TextField) and not hasattr(model, "instance_type")
            if long and class_of(model._meta.label, field.name) is not Sensitivity.EXEMPT_CAPABLE:
                wrong.append(f"{model.__name__}.{field.name}")
    assert wrong == []
