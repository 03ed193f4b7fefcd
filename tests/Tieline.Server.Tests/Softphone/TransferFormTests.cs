using Bunit;
using Tieline.Server.CallerMatching;
using Tieline.Server.CallLogging;
using Tieline.Server.Lightning;
using Tieline.Server.Softphone;

namespace Tieline.Server.Tests.Softphone;

/// <summary>Searches as somebody types: one per pause, not one per letter.</summary>
public sealed class TransferFormTests : BunitContext
{
    private readonly List<string> _searched = [];

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
