using Microsoft.Playwright;
using Tieline.Browser.Tests.Support;
using static Microsoft.Playwright.Assertions;

namespace Tieline.Browser.Tests;

/// <summary>The part "Spaces" of the Webex simulator's page: what is said in rooms, and the cards in them.</summary>
public sealed class SpacesOnThePage(World world, Chromium browser)
{
    private const string Agent = "ann.berg@nordlys.example";

    private const string Card = """
        {"contentType":"application/vnd.microsoft.card.adaptive","content":{"type":"AdaptiveCard","version":"1.3",
         "body":[{"type":"Input.Text","id":"note","label":"Your note"}],"actions":[{"type":"Action.Submit","title":"Send the note"}]}}
        """;

    [Fact]
    public async Task A_message_begins_a_space_and_a_card_in_it_is_filled_in()
    {
        await using var sight = await browser.OpenAsync(height: 1100);
        await sight.Page.GotoAsync(world.Webex);
        await sight.Page.Locator("#speakers").SelectOptionAsync(Agent);
        await sight.Page.Locator("#listeners").SelectOptionAsync("person bo.lind@nordlys.example");
        await sight.Page.Locator("#say input[name=markdown]").FillAsync("Is the <b>offer</b> out?");
        await sight.Page.Locator("#say button").ClickAsync();
        var space = sight.Page.Locator("#spaces .space").First;
        await Expect(space).ToContainTextAsync("Is the");
        await Expect(space).ToContainTextAsync("direct, 2 members");
        // What was said does not stand there to be said again.
        await Expect(sight.Page.Locator("#say input[name=markdown]")).ToHaveValueAsync("");
        await sight.SeeAsync("30-spaces-message");

        var room = (await world.GetAsync($"{world.Webex}/control/rooms"))["rooms"]!.AsArray()
            .First(one => one!["type"]!.GetValue<string>() == "direct" && one["members"]!.AsArray().Any(member => member!["personEmail"]!.GetValue<string>() == Agent))!["id"]!.GetValue<string>();
        await world.PostAsync($"{world.Webex}/control/messages", new
        {
            from = "bo.lind@nordlys.example", roomId = room, text = "a card", attachments = new[] { System.Text.Json.Nodes.JsonNode.Parse(Card) },
        });
        var card = space.GetByRole(AriaRole.Form, new() { Name = "Card" });
        await card.GetByLabel("Your note").FillAsync("sent at noon");
        await sight.SeeAsync("31-spaces-card");
        await card.GetByRole(AriaRole.Button, new() { Name = "Send the note" }).ClickAsync();
        await Expect(sight.Page.Locator("#message")).ToContainTextAsync("filled in the card");
        await sight.Page.ScreenshotAsync(new() { Path = Path.Combine(Sight.Folder, "32-spaces-whole.png"), FullPage = true });
        Assert.Empty(sight.Complaints);
    }

    [Fact]
    public async Task Every_mishap_of_the_page_can_be_added_and_stands_in_its_list()
    {
        await using var sight = await browser.OpenAsync(height: 1100);
        await sight.Page.GotoAsync(world.Webex);
        // None may strike what the others do meanwhile.
        await sight.Page.Locator("#fault input[name=path]").FillAsync("^/v1/nobody-asks");
        var options = await sight.Page.Locator("#mishaps option").AllTextContentsAsync();
        foreach (var option in options.Where(option => !option.StartsWith("refresh", StringComparison.Ordinal)))
        {
            await sight.Page.Locator("#mishaps").SelectOptionAsync(new SelectOptionValue { Label = option });
            await sight.Page.Locator("#fault button").ClickAsync();
            await Expect(sight.Page.Locator("#message")).ToHaveTextAsync($"Added: {option}.");
        }

        await Expect(sight.Page.Locator("#faults li")).ToHaveCountAsync(options.Count - 2);
        await sight.SeeAsync("33-mishaps");
        await world.Http.DeleteAsync(new Uri($"{world.Webex}/control/faults"), TestContext.Current.CancellationToken);
    }
}
