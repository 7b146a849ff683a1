"""The workbook put together: figures first, then what they go by, then the workings."""

from openpyxl import Workbook

from collab.sheets.package import to_bytes
from collab.sheets.pages import sheet_name
from collab.xml import possible
from savings.workbook.contents import Contents, ModelContents
from savings.workbook.figures import Compared, Reckoned, nets, write_check, write_figures, yearly
from savings.workbook.inputs import ModelInputs, Parameters, most_weights, write_model, write_parameters
from savings.workbook.pen import Pen
from savings.workbook.posts import write_posts
from savings.workbook.shares import check_size, digits_at_once, write_shares
from savings.workbook.worth import write_worth


def to_workbook(contents: Contents) -> bytes:
    """The same contents make the same bytes. Raises OverflowError where a spreadsheet has too few digits."""
    return _Build(contents).to_bytes()


class _Build:
    def __init__(self, contents: Contents) -> None:
        self.contents = contents
        self.workbook = Workbook(write_only=True)
        self.names: list[str] = []
        first = contents.models[0].appraisal.inputs
        for model in contents.models:
            check_size(model.appraisal)
        self.digits = digits_at_once(most_weights(first))
        wide = len(first.councils) + 1
        self.figures = [self._pen(f"Model {model.code}", wide) for model in contents.models]
        self.parameters = self._pen("Parameters", 10)
        self.check = self._pen("Check", 3)
        self.posts = self._pen("Posts of the baselines", 11) if contents.posts else None

    def _pen(self, name: str, wide: int) -> Pen:
        self.names.append(sheet_name(name, self.names))
        return Pen(self.workbook, self.names[-1], wide=wide)

    def to_bytes(self) -> bytes:
        posts = (self.posts, write_posts(self.posts, self.contents.posts)) if self.posts else None
        parameters = write_parameters(self.parameters, self.contents, posts)
        compared: list[Compared] = []
        for pen, model in zip(self.figures, self.contents.models, strict=True):
            compared += self._write_model(pen, model, parameters)
        write_check(self.check, compared)
        return to_bytes(self.workbook, title=possible(self.contents.title))

    def _write_model(self, figures: Pen, model: ModelContents, parameters: Parameters) -> list[Compared]:
        pen = self._pen(f"{model.code} inputs", 6)
        posts = None
        if model.posts is not None:
            posts_pen = self._pen(f"{model.code} posts", 11)
            posts = (posts_pen, write_posts(posts_pen, {"": model.posts}))
        inputs = write_model(pen, model, parameters, posts)
        found = self._reckon(model, parameters, inputs)
        return write_figures(figures, model, self.contents.notes, parameters, inputs, found)

    def _reckon(self, model: ModelContents, parameters: Parameters, inputs: ModelInputs) -> Reckoned:
        wide = 40
        saved = write_shares(
            self._pen(f"{model.code} saving", wide), inputs.savings, inputs.councils, digits=self.digits
        )
        paid = write_shares(
            self._pen(f"{model.code} one-off", wide), inputs.costs, inputs.councils.without_own(), digits=self.digits
        )
        savings, costs = yearly(saved, first=1), yearly(paid, first=0)
        years = [str(year.year) for year in model.appraisal.years]
        net = nets(savings, costs)
        names = ["All councils", *parameters.names]
        values, payback = write_worth(self._pen(f"{model.code} worth", wide), years, names, net, parameters.rate)
        full_year = [saved.totals[0], *saved.pennies[0]]
        return Reckoned(full_year, savings, costs, net, values, payback)
