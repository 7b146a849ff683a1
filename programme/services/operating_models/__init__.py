from programme.services.operating_models.models import change_model, delete_model, make_model
from programme.services.operating_models.posts import add_post, change_post, keep_posts, remove_posts
from programme.services.operating_models.versions import keep_version, restore_version
from programme.services.operating_models.years import (
    YearSaid,
    add_other_saving,
    change_other_saving,
    change_years,
    delete_other_saving,
)

__all__ = [
    "YearSaid",
    "add_other_saving",
    "add_post",
    "change_model",
    "change_other_saving",
    "change_post",
    "change_years",
    "delete_model",
    "delete_other_saving",
    "keep_posts",
    "keep_version",
    "make_model",
    "remove_posts",
    "restore_version",
]
