"""What is doubtful about posts that councils share, seen from the file or the baseline of one of them."""

from decimal import Decimal

from programme.models import Baseline, Council, Post, Programme
from programme.queries.staffing import current_baselines
from programme.staffing import Problem, StaffingFile


def shared_post_problems(programme: Programme, council: Council, file: StaffingFile) -> list[Problem]:
    """A warning for each post that is shared with a council which it cannot be shared with, or which has a post of its
    own that is shared with this one.

    Of the other council no more is told than that: which post, and which part, is its own. No query where nothing is
    shared; otherwise the same few for any number of posts and councils.
    """
    shared = [(post, slug) for post in file.posts for slug, _ in post.shared_with]
    if not shared:
        return []
    names = dict(programme.councils.values_list("slug", "name"))
    claiming = _councils_claiming(programme, council)
    column = next((name for name in file.columns if name.lower().replace(" ", "_") == "shared_with"), "shared_with")
    problems = []
    for post, slug in shared:
        sentence = _sentence(slug, council, names, claiming)
        if sentence:
            problems.append(Problem(post.row, column, sentence, "warning"))
    return problems


def shared_posts_to_look_at(baseline: Baseline) -> list[tuple[Post, str]]:
    """The posts of a baseline with what is doubtful in whom they are shared with, as in its file. One query where
    nothing is shared; otherwise the same few, whatever there is."""
    shared = list(baseline.posts.exclude(shared_with=[]).defer("personal"))
    if not shared:
        return []
    programme, council = baseline.programme, baseline.council
    names = dict(programme.councils.values_list("slug", "name"))
    claiming = _councils_claiming(programme, council)
    found = []
    for post in shared:
        sentences = [_sentence(share["council"], council, names, claiming) for share in post.shared_with]
        if sum(Decimal(share["part"]) for share in post.shared_with) > 1:
            sentences.append("The parts of the other councils add up to more than the whole post: check them.")
        found += [(post, sentence) for sentence in sentences if sentence]
    return found


def _sentence(slug: str, council: Council, names: dict[str, str], claiming: set[str]) -> str:
    if slug == council.slug:
        return "The post is said to be shared with its own council: name the others."
    if slug not in names:
        known = ", ".join(sorted(other for other in names if other != council.slug))
        return f"No council “{slug}” takes part in the programme: write one of {known}."
    if slug in claiming:
        return (
            f"The current baseline of {names[slug]} also has a post that is shared with {council.name}. If it is this "
            "one, both count it: agree which part each of you counts."
        )
    return ""


def _councils_claiming(programme: Programme, council: Council) -> set[str]:
    """Slugs of the other councils whose current baseline shares a post with this one."""
    current = [row.baseline for row in current_baselines(programme) if row.baseline and row.council.pk != council.pk]
    posts = Post.objects.filter(baseline__in=current).exclude(shared_with=[]).order_by()
    return {
        slug
        for slug, shares in posts.values_list("baseline__council__slug", "shared_with")
        if any(share["council"] == council.slug for share in shares)
    }
