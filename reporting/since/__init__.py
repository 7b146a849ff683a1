"""What has moved since a report was sealed, and why."""
