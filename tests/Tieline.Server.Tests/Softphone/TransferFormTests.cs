using Bunit;
using Tieline.Server.CallerMatching;
using Tieline.Server.CallLogging;
using Tieline.Server.Lightning;
using Tieline.Server.Softphone;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Softphone;

/// <summary>Searches as somebody types: one per pause, not one per letter.</summary>
public sealed class TransferFormTests : BunitContext
{
    private readonly List<string> _searched = [];
    private bool _isDown = true;

    [Fact]
    public async Task A_name_typed_at_a_stretch_is_searched_once_for_a_transfer()
    {
        var form = Render<TransferForm>(parameters => parameters.AddCascadingValue(Texts.For("en")).Add(form => form.Country, "US")
            .Add(form => form.Search, (text, _) => Found(text)));
        await form.InvokeAsync(() => Type(text => form.Find("#transfer-to").Input(text)));
        form.WaitForElement("[data-testid=results]");
        Assert.Equal(["frank"], _searched);
    }

    [Fact]
    public async Task A_name_typed_at_a_stretch_is_searched_once_for_a_log()
    {
        var related = Render<RelatedTo>(parameters => parameters.AddCascadingValue(Texts.For("en")).Add(related => related.Draft, new CallLogDraft(Guid.Empty, "call-1", "person-1"))
            .Add(related => related.Search, Found));
        related.Find("[data-testid=relate]").Click();
        await related.InvokeAsync(() => Type(text => related.Find("[data-testid=relate-search]").Input(text)));
        related.WaitForElement("[data-testid=offer]");
        Assert.Equal(["frank"], _searched);
    }

    [Fact]
    public void A_database_that_does_not_answer_leaves_the_transfer_and_what_was_typed()
    {
        var form = Render<TransferForm>(parameters => parameters.AddCascadingValue(Texts.For("en")).Add(form => form.Country, "US")
            .Add(form => form.Search, (text, _) => FoundOrDown(text)));
        form.Find("#transfer-to").Input("frank");
        form.WaitForAssertion(() => Assert.Contains("could not be searched", form.Find("[role=alert]").TextContent, StringComparison.Ordinal));
        Assert.Equal("frank", form.Find("#transfer-to").GetAttribute("value"));
        _isDown = false;
        form.Find("#transfer-to").Input("frank m");
        form.WaitForElement("[data-testid=results]");
        Assert.Empty(form.FindAll("[role=alert]"));
    }

    [Fact]
    public void A_database_that_does_not_answer_leaves_the_log_and_is_forgotten_when_the_search_is_closed()
    {
        var related = Render<RelatedTo>(parameters => parameters.AddCascadingValue(Texts.For("en")).Add(related => related.Draft, new CallLogDraft(Guid.Empty, "call-1", "person-1"))
            .Add(related => related.Search, FoundOrDown));
        related.Find("[data-testid=relate]").Click();
        related.Find("[data-testid=relate-search]").Input("frank");
        related.WaitForAssertion(() => Assert.Contains("could not be searched", related.Find("[role=alert]").TextContent, StringComparison.Ordinal));

        related.Do(".tl-related__search button", close => close.Click());
        related.Do("[data-testid=relate]", relate => relate.Click());
        related.WaitForElement("[data-testid=relate-search]");
        Assert.Empty(related.FindAll("[role=alert]"));
        _isDown = false;
        related.Do("[data-testid=relate-search]", field => field.Input("frank"));
        related.WaitForElement("[data-testid=offer]");
    }

    private Task<IReadOnlyList<FoundRecord>> FoundOrDown(string text) => _isDown ? throw DatabaseDown.Problem : Found(text);

    private static void Type(Action<string> input)
    {
        foreach (var length in new[] { 1, 2, 3, 4, 5 })
        {
            input("frank"[..length]);
        }
    }

    private Task<IReadOnlyList<FoundRecord>> Found(string text)
    {
        _searched.Add(text);
        return Task.FromResult<IReadOnlyList<FoundRecord>>([new("005000000000001AAA", "User", "Frank Moss", null, null, null, [])]);
    }
}
