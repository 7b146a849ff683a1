import pytest

from programme.models import Programme
from tests.factories.staffing import make_baseline, make_operating_model, make_parameters
from tests.factories.world import NEAR, STAFF, make_council, make_programme


@pytest.fixture
def near(db: None) -> Programme:
    """Three councils with nine posts each, of which a model keeps the second and the fifth to the eighth."""
    councils = [make_council(slug, number) for number, slug in enumerate(("alder", "birch", "cedar"), 1)]
    near = make_programme("near", councils)
    baselines = [make_baseline(near, council, STAFF[council.slug]) for council in councils]
    make_operating_model(near, NEAR, baselines, code="3b")
    make_parameters(near, NEAR)
    return near
