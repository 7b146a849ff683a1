from django.db import models


class Stage(models.TextChoices):
    """Where a programme stands. Deferred is a stage of its own, with a reason and conditions for restart."""

    FEASIBILITY = "feasibility", "Feasibility"
    BUSINESS_CASE = "business_case", "Business case"
    DEFERRED = "deferred", "Deferred"
    IMPLEMENTATION_PLAN = "implementation_plan", "Implementation plan"
    IN_DELIVERY = "in_delivery", "In delivery"
    CLOSED = "closed", "Closed"


class Exactness(models.TextChoices):
    """How exactly a date is known."""

    DAY = "day", "Day"
    MONTH = "month", "Month"
    SEASON = "season", "Season"
    QUARTER = "quarter", "Quarter"
    YEAR = "year", "Year"
    FINANCIAL_YEAR = "financial_year", "Financial year"


class WorkstreamState(models.TextChoices):
    RUNNING = "running", "Running"
    DEFERRED = "deferred", "Deferred"
    FINISHED = "finished", "Finished"


class ConditionState(models.TextChoices):
    NOT_STARTED = "not_started", "Not started"
    UNDER_WAY = "under_way", "Under way"
    MET = "met", "Met"


class InvitationState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    ACCEPTED = "accepted", "Accepted"
    WITHDRAWN = "withdrawn", "Withdrawn"


class MilestoneState(models.TextChoices):
    DONE = "done", "Done"
    PLANNED = "planned", "Planned"
    DEFERRED = "deferred", "Deferred"


class FundingState(models.TextChoices):
    """Money applied for is not money received: the two are never added."""

    APPLIED = "applied", "Applied for"
    OFFERED = "offered", "Offered"
    RECEIVED = "received", "Received"
    REFUSED = "refused", "Refused"


class Agreement(models.TextChoices):
    PROPOSED = "proposed", "Proposed"
    AGREED = "agreed", "Agreed"
    DECLINED = "declined", "Declined"


class ReviewKind(models.TextChoices):
    FEASIBILITY = "feasibility", "Feasibility study"
    ASSURANCE = "assurance", "External challenge or assurance"
    PEER = "peer", "Peer review"
    AUDIT = "audit", "Audit"
    INSPECTION = "inspection", "Inspection"
    OTHER = "other", "Other review"


class Response(models.TextChoices):
    ACCEPTED = "accepted", "Accepted"
    PARTLY = "partly", "Accepted in part"
    REJECTED = "rejected", "Rejected"
    NONE_NEEDED = "none_needed", "No response is needed"
    NOT_YET = "not_yet", "Not yet answered"
    NOT_SAID = "not_said", "The source does not say"


class ActionState(models.TextChoices):
    NOT_STARTED = "not_started", "Not started"
    UNDER_WAY = "under_way", "Under way"
    DONE = "done", "Done"


class BenefitKind(models.TextChoices):
    """The first two are money, each with a total of its own; the others have no amount at all."""

    CASH = "cash", "Cash-releasing"
    AVOIDED = "avoided", "Cost avoided"
    NON_CASH = "non_cash", "Not cash-releasing"
    OTHER = "other", "Other, for residents and society"


MONEY_KINDS = (BenefitKind.CASH, BenefitKind.AVOIDED)


class Precision(models.TextChoices):
    EXACT = "exact", "exactly"
    ABOUT = "about", "about"
    MORE = "more", "more than"
    UP_TO = "up_to", "up to"


class Recurrence(models.TextChoices):
    YEARLY = "yearly", "every year"
    ONCE = "once", "once"
    NOT_SAID = "not_said", "not said whether every year or once"


class Basis(models.TextChoices):
    GROSS = "gross", "before the cost of achieving it (gross)"
    NET = "net", "after the cost of achieving it (net)"
    NOT_SAID = "not_said", "not said whether gross or net"


class Likelihood(models.IntegerChoices):
    RARE = 1, "1 – rare"
    UNLIKELY = 2, "2 – unlikely"
    POSSIBLE = 3, "3 – possible"
    LIKELY = 4, "4 – likely"
    ALMOST_CERTAIN = 5, "5 – almost certain"


class Impact(models.IntegerChoices):
    SLIGHT = 1, "1 – slight"
    MINOR = 2, "2 – minor"
    MODERATE = 3, "3 – moderate"
    MAJOR = 4, "4 – major"
    SEVERE = 5, "5 – severe"


class RiskResponse(models.TextChoices):
    AVOID = "avoid", "Avoid it"
    REDUCE = "reduce", "Reduce it"
    TRANSFER = "transfer", "Transfer it"
    ACCEPT = "accept", "Accept it"


class RiskState(models.TextChoices):
    OPEN = "open", "Open"
    CLOSED = "closed", "Closed"


class BenefitState(models.TextChoices):
    EXPECTED = "expected", "Expected"
    SEEN = "seen", "Seen already"


class BaselineStatus(models.TextChoices):
    """Where a council's baseline stands. What is validated is never edited: a later state is another baseline."""

    DRAFT = "draft", "Draft"
    SUBMITTED = "submitted", "Submitted"
    VALIDATED = "validated", "Validated"
    SUPERSEDED = "superseded", "Superseded"


# What is never edited.
FROZEN = (BaselineStatus.VALIDATED, BaselineStatus.SUPERSEDED)

# What is done with a baseline: from which status it goes to which.
BASELINE_STEPS = {
    "change": (BaselineStatus.DRAFT, BaselineStatus.DRAFT),
    "submit": (BaselineStatus.DRAFT, BaselineStatus.SUBMITTED),
    "return": (BaselineStatus.SUBMITTED, BaselineStatus.DRAFT),
    "validate": (BaselineStatus.SUBMITTED, BaselineStatus.VALIDATED),
    "release": (BaselineStatus.VALIDATED, BaselineStatus.VALIDATED),
    "supersede": (BaselineStatus.VALIDATED, BaselineStatus.SUPERSEDED),
}


class StatutoryPost(models.TextChoices):
    """Officers whom every council needs to have; two councils may appoint the same person."""

    HEAD_OF_PAID_SERVICE = "hps", "head of paid service"
    SECTION_151 = "s151", "section 151 officer"
    MONITORING_OFFICER = "mo", "monitoring officer"
    CHILDRENS_SERVICES = "dcs", "director of children’s services"
    ADULT_SERVICES = "dass", "director of adult social services"


class PostBasis(models.TextChoices):
    SHARED = "shared", "Shared"
    GEOGRAPHIC = "geographic", "Geographical"
    FUNCTIONAL = "functional", "Functional"


class OtherSavingKind(models.TextChoices):
    CONTRACT = "contract", "Contracts"
    PREMISES = "premises", "Premises"
    SYSTEMS = "systems", "Systems"
    OTHER = "other", "Other"


class ApportionOf(models.TextChoices):
    """What is shared out between the councils: the saving, or the cost of the model."""

    SAVING = "saving", "The saving is shared out"
    COST = "cost", "The cost of the model is shared out"


class ApportionBy(models.TextChoices):
    """What each council's share goes by."""

    EQUAL = "equal", "Equally"
    BASELINE_COST = "baseline_cost", "Cost of the baseline in scope"
    POPULATION = "population", "Population"
    NET_REVENUE_BUDGET = "net_revenue_budget", "Net revenue budget"
    FIXED = "fixed", "Fixed shares"
