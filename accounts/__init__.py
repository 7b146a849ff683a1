"""Who people are and what a role lets them do."""
