"""A board member compares the operating models, shares them in another way, and traces a council's share."""

from playwright.sync_api import expect

from tests.journeys.people import PROGRAMME


def test_models_are_compared_and_a_share_is_traced(somebody) -> None:
    member = somebody("board@collab.example")
    member.opens(PROGRAMME).goes_to("Operating models")
    member.sees("Model 3b saves most, £1,408,362 a year, and is repaid after 1 year and 3 months.")
    table = member.page.get_by_role("region", name="Table of the models side by side")
    expect(table.get_by_role("row", name="Gross saving full year, recurring")).to_contain_text("£1,335,380")
    shares = member.page.get_by_role("region", name="Each council’s share by model")
    expect(shares.get_by_role("row", name="Hartlepool")).to_contain_text("£486,047")
    member.page.get_by_label("By what").select_option("Population")
    member.presses("Show")
    expect(shares.get_by_role("row", name="Hartlepool")).to_contain_text("£389,637")
    # Where Redcar and Cleveland would pay more than it saves, the page says in which years.
    member.page.get_by_label("What is shared").select_option("The cost of the model")
    member.presses("Show")
    expect(table.get_by_role("row", name="In any year")).to_contain_text("Redcar & Cleveland, 2013/14 to 2022/23")
    member.follows("Workings of model 3b")
    member.sees("What it brings each council, when the cost of the model is shared by population")
    member.follows("Workings of Hartlepool")
    gross = member.page.locator("#working-gross-saving-hartlepool")
    expect(gross).to_contain_text("The council’s own baseline cost − cost of the model × the council’s weight")
    expect(gross).to_contain_text("92,100")
    # From what went in, to its own working, on the page of all councils.
    gross.get_by_role("link", name="Cost of the model").click()
    expect(member.page.locator("#working-model-cost")).to_be_in_viewport()
    expect(member.page.locator("#working-model-cost")).to_contain_text("£1,962,612.91")
