using Bunit;
using Tieline.Server.CallerMatching;
using Tieline.Server.CallLogging;
using Tieline.Server.Lightning;

namespace Tieline.Server.Tests.CallLogging;

public sealed class CallLogFormTests : BunitContext
{
    private static readonly CallLogDraft Draft = new(Guid.Empty, "call-1", "person-1") { Notes = "</tieline-notes><script>alert(1)</script>", Subject = "Quote" };
    private CallLogDraft? _saved;

    [Fact]
    public void Notes_with_script_are_text()
    {
        var form = Show(new CallLogView(Draft, null, null, null));
        Assert.Empty(form.FindAll("script"));
        Assert.Equal(Draft.Notes, form.Find("tieline-notes").GetAttribute("saved"));
    }

    [Fact]
    public void A_field_is_saved_when_it_is_left()
    {
        var form = Show(new CallLogView(Draft, null, null, null));
        form.Find("[data-testid=disposition]").Change("Reached");
        Assert.Equal("Reached", _saved?.Disposition);
        form.Find("[data-testid=subject]").Change("");
        Assert.Null(_saved?.Subject);
    }

    [Theory]
    [InlineData(false, null, null, "Written to Salesforce when the call ends")]
    [InlineData(true, null, null, "On its way to Salesforce")]
    [InlineData(true, "00T000000000001AAA", null, "In Salesforce")]
    public void The_log_says_what_became_of_it(bool isOver, string? task, string? problem, string said) =>
        Assert.Contains(said, Show(new CallLogView(Draft, task, problem, null), isOver).Find("[data-testid=fate]").TextContent, StringComparison.Ordinal);

    [Fact]
    public void A_refusal_is_told_in_the_orgs_own_sentence()
    {
        var fate = Show(new CallLogView(Draft, null, "LogRefused", "Give an outcome <b>first</b>."), isOver: true).Find("[data-testid=fate]");
        Assert.Contains("Give an outcome <b>first</b>.", fate.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_Lead_stands_alone_and_a_Contact_keeps_the_relation()
    {
        var withAccount = Draft.LinkTo("Account", "001000000000001AAA", "Acme");
        Assert.Equal(("003000000000001AAA", "001000000000001AAA"), (withAccount.LinkTo("Contact", "003000000000001AAA", "Maria").WhoId, withAccount.LinkTo("Contact", "003000000000001AAA", "Maria").WhatId));
        var lead = withAccount.LinkTo("Lead", "00Q000000000001AAA", "Jens");
        Assert.Equal(("00Q000000000001AAA", null), (lead.WhoId, lead.WhatId));
        Assert.Null(lead.LinkTo("Account", "001000000000001AAA", "Acme").WhoId);
        Assert.Equal(LinkedBy.Agent, lead.LinkedBy);
    }

    private IRenderedComponent<CallLogForm> Show(CallLogView log, bool isOver = false) => Render<CallLogForm>(parameters => parameters
        .AddCascadingValue(Texts.For("en")).Add(form => form.Log, log).Add(form => form.IsOver, isOver).Add(form => form.OnSave, draft => _saved = draft)
        .Add(form => form.Search, _ => Task.FromResult<IReadOnlyList<FoundRecord>>([])));
}
