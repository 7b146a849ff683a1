from savings.services.groups import refresh_groups

__all__ = ["refresh_groups"]
