from programme.api.programmes import ProgrammeViewSet

__all__ = ["ProgrammeViewSet"]
