import pytest
from django.core.management import call_command
from django.test import Client

from accounts.models import User


@pytest.fixture
def officer(db, client: Client) -> Client:
    """The Darlington officer of the demonstration, signed in."""
    call_command("demo", verbosity=0)
    client.force_login(User.objects.get(email="officer@darlington.example"))
    return client
