using Bunit;
using Tieline.Server.CallerMatching;
using Tieline.Server.Calls;
using Tieline.Server.Lightning;
using Tieline.Server.Softphone;
using static Tieline.Server.Tests.Softphone.SomeCalls;

namespace Tieline.Server.Tests.Softphone;

/// <summary>One call in front, in each state, as it is rendered.</summary>
public sealed class CallCardTests : BunitContext
{
    private readonly List<CallRequest> _sent = [];

    [Fact]
    public void A_ringing_call_names_the_caller_and_offers_answer_reject_and_divert()
    {
        var card = Show(Call(CallStatus.Ringing), OnlyMaria);
        Assert.Equal("Maria Lopez", card.Find("[data-testid=caller-name]").TextContent.Trim());
        Assert.Contains("Purchasing Lead · Acme Rockets", card.Markup, StringComparison.Ordinal);
        Assert.Contains("(202) 555-0143 · Direct number", card.Markup, StringComparison.Ordinal);
        card.Find("[data-testid=answer]").Click();
        card.Find("[data-testid=reject]").Click();
        Assert.Equal([CallCommand.Answer, CallCommand.Reject], _sent.Select(request => request.Command));
        Assert.NotNull(card.Find("[data-testid=divert]"));
    }

    [Fact]
    public void A_call_that_came_by_way_of_somebody_says_so_while_it_rings()
    {
        var ringing = Show(Call(CallStatus.Ringing) with { RedirectedFrom = "Sales <team>" }, OnlyMaria);
        Assert.Equal("By way of Sales <team>", ringing.Find("[data-testid=by-way-of]").TextContent);
        Assert.Empty(Show(Call(CallStatus.Connected) with { RedirectedFrom = "Sales <team>" }, OnlyMaria).FindAll("[data-testid=by-way-of]"));
    }

    [Fact]
    public void A_button_that_is_off_says_why_and_sends_nothing()
    {
        var card = Show(Call(CallStatus.Ringing) with { CanAnswerHere = false }, OnlyMaria);
        var answer = card.Find("[data-testid=answer]");
        var reason = Texts.For("en")[CallSentences.DeviceCannotAnswer];
        Assert.Equal("true", answer.GetAttribute("aria-disabled"));
        Assert.Equal(reason, answer.GetAttribute("title"));
        Assert.Equal(reason, card.Find($"#{answer.GetAttribute("aria-describedby")}").TextContent);
        Assert.Equal(reason, card.Find("[data-testid=why-off]").TextContent);
        answer.Click();
        Assert.Empty(_sent);
    }

    [Fact]
    public void A_running_call_offers_hold_mute_tones_transfer_and_end()
    {
        var card = Show(Call(CallStatus.Connected), OnlyMaria);
        foreach (var deed in new[] { "hold", "mute", "tones", "transfer", "end" })
        {
            Assert.Null(card.Find($"[data-testid={deed}]").GetAttribute("aria-disabled"));
        }

        Assert.Equal(Noon.AddSeconds(5).ToUnixTimeMilliseconds().ToString(), card.Find("tieline-duration").GetAttribute("since"));
        card.Find("[data-testid=hold]").Click();
        card.Find("[data-testid=end]").Click();
        Assert.Equal([CallCommand.Hold, CallCommand.End], _sent.Select(request => request.Command));
    }

    [Fact]
    public void Pressing_a_button_that_is_off_shows_its_reason()
    {
        var card = Show(Call(CallStatus.Connected) with { CanMute = false }, OnlyMaria);
        card.Find("[data-testid=mute]").Click();
        Assert.Equal(Texts.For("en")[CallSentences.DeviceCannotMute], card.Find("[data-testid=why-off]").TextContent);
        Assert.Empty(_sent);
    }

    [Fact]
    public void A_muted_call_shows_the_button_pressed_and_unmutes()
    {
        var card = Show(Call(CallStatus.Connected) with { IsMuted = true }, OnlyMaria);
        Assert.Equal("true", card.Find("[data-testid=mute]").GetAttribute("aria-pressed"));
        card.Find("[data-testid=mute]").Click();
        Assert.Equal(CallCommand.Unmute, Assert.Single(_sent).Command);
    }

    [Fact]
    public void A_call_on_hold_resumes() => Assert.NotNull(Show(Call(CallStatus.Held), OnlyMaria).Find("[data-testid=resume]"));

    [Fact]
    public void While_the_own_phone_rings_it_says_to_pick_it_up() =>
        Assert.Contains("Maria Lopez", Show(Call(CallStatus.Dialing, incoming: false), OnlyMaria).Find("[data-testid=own-device]").TextContent, StringComparison.Ordinal);

    [Fact]
    public void Two_calls_are_joined_held_one_first()
    {
        var card = Show(Call(CallStatus.Connected, incoming: false, id: "asked"), null, Call(CallStatus.Held, id: "first"));
        card.Find("[data-testid=complete-transfer]").Click();
        Assert.Equal(new CallRequest(CallCommand.TransferAttended, "first", "asked"), Assert.Single(_sent));
    }

    [Fact]
    public void A_withheld_number_says_so() => Assert.Equal("Number withheld", Show(Call(CallStatus.Ringing, number: null), null).Find("[data-testid=caller-name]").TextContent.Trim());

    [Fact]
    public void Script_in_a_callers_name_is_text()
    {
        var card = Show(Call(CallStatus.Ringing, name: "<script>alert(1)</script>"), null);
        Assert.Empty(card.FindAll("script"));
        Assert.Equal("<script>alert(1)</script>", card.Find("[data-testid=caller-name]").TextContent.Trim());
    }

    [Fact]
    public void Candidates_show_score_and_reason_and_one_is_chosen()
    {
        CallerCandidate? chosen = null;
        Services.AddSingleton(Texts.For("en"));
        var list = Render<CandidateList>(parameters => parameters
            .AddCascadingValue(Texts.For("en")).Add(list => list.Match, NinaOrOmar).Add(list => list.OnChoose, candidate => chosen = candidate));
        var rows = list.FindAll("[data-testid=candidate]");
        Assert.Contains("72 %", rows[0].TextContent, StringComparison.Ordinal);
        Assert.Contains("Number shared by several", rows[0].TextContent, StringComparison.Ordinal);
        rows[1].Click();
        Assert.Equal("Omar Haddad", chosen?.Name);
    }

    private IRenderedComponent<CallCard> Show(CallView call, CallerMatch? match, CallView? held = null)
    {
        var say = Texts.For("en");
        return Render<CallCard>(parameters => parameters.AddCascadingValue(say).Add(card => card.Call, call).Add(card => card.Face, CallFace.Of(call, match, null, "US", say))
            .Add(card => card.HeldBeside, held).Add(card => card.OnCommand, _sent.Add));
    }
}
