"""What keeps a part of a report from the public."""

from django.db import models

LONGEST_OPEN_TITLE, LONGEST_EXEMPT_REASON = 200, 500


class Exemptible(models.Model):
    """Something that may be exempt from publication: by which paragraphs of Schedule 12A ("3,4"), why the public
    interest asks for it, and the title by which the public version names it. Nothing of it is filled, or everything."""

    exempt_paragraphs = models.CharField(max_length=20, blank=True, default="")
    exempt_reason = models.CharField(max_length=LONGEST_EXEMPT_REASON, blank=True, default="")
    open_title = models.CharField(max_length=LONGEST_OPEN_TITLE, blank=True, default="")

    class Meta:
        abstract = True

    @property
    def is_exempt(self) -> bool:
        return bool(self.exempt_paragraphs)

    @property
    def schedule_paragraphs(self) -> tuple[int, ...]:
        return numbers_of(self.exempt_paragraphs)


def numbers_of(written: str) -> tuple[int, ...]:
    """ "3,4" as numbers."""
    return tuple(int(number) for number in written.split(",") if number)


def exempt_wholly(name: str) -> models.CheckConstraint:
    """All three fields, or none of them."""
    return models.CheckConstraint(
        condition=models.Q(exempt_paragraphs="", exempt_reason="", open_title="")
        | ~(models.Q(exempt_paragraphs="") | models.Q(exempt_reason="") | models.Q(open_title="")),
        name=name,
    )
