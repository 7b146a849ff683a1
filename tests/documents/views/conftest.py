import pytest
from django.test import Client

from accounts.models import User


@pytest.fixture
def officer(demonstration: None, client: Client) -> Client:
    """The Darlington officer of the demonstration, signed in."""
    client.force_login(User.objects.get(email="officer@darlington.example"))
    return client
