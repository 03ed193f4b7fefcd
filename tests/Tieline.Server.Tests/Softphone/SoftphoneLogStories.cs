using Bunit;
using Tieline.Server.Calls;
using Tieline.Server.Tests.Journeys;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Softphone;

/// <summary>The log of a call that has ended stays until the agent is done with it.</summary>
public sealed class SoftphoneLogStories : IAsyncLifetime
{
    private TestWorld _world = null!;
    private PanelClient _ann = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await TestWorld.StartAsync();
        _ann = (await _world.ConnectAsync(TestWorld.Ann))[0];
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task The_log_of_an_ended_call_is_there_after_a_reload_until_the_agent_is_done()
    {
        string call;
        await using (var before = Open())
        {
            call = await TalkAndEndAsync(before);
        }

        await using (var reloaded = Open())
        {
            reloaded.See($"tieline-notes[call='{call}']");
            reloaded.SeeCall(CallStatus.Ended);
            reloaded.Press("done");
            reloaded.See("[data-testid=dialer]");
        }

        await using var later = Open();
        later.See("[data-testid=dialer]");
        later.SeeNothingOf("[data-testid=tab-Call]");
    }

    [Fact]
    public async Task The_log_of_a_call_that_ended_while_the_server_was_down_is_shown()
    {
        string call;
        await using (var before = Open())
        {
            call = await RingAsync(before);
            before.Press("answer");
            before.SeeCall(CallStatus.Connected);
        }

        await _world.Server.StopAsync();
        await HangUpAsync(call);
        await _world.Server.StartAsync();
        await _world.NextRoundAsync(TimeSpan.FromSeconds(40), async () => await _world.CountAsync("SELECT COUNT(*) FROM call_sessions WHERE check_at IS NOT NULL") == 0);
        await using var after = Open();
        after.See($"tieline-notes[call='{call}']");
        after.SeeCall(CallStatus.Ended);
    }

    [Fact]
    public async Task A_call_that_rings_leaves_the_notes_of_the_last_one_where_they_are_and_they_come_back()
    {
        await using var softphone = Open();
        var first = await TalkAndEndAsync(softphone);
        var second = await RingAsync(softphone, "+4520123456");
        softphone.See($"tieline-notes[call='{first}']");
        softphone.Press("answer");
        softphone.SeeCall(CallStatus.Connected);
        softphone.See($"tieline-notes[call='{second}']");
        await HangUpAsync(second);
        softphone.SeeCall(CallStatus.Ended);
        softphone.Press("done");
        softphone.See($"tieline-notes[call='{first}']");
        softphone.Press("done");
        softphone.See("[data-testid=dialer]");
    }

    [Fact]
    public async Task A_log_is_opened_again_from_the_recent_calls()
    {
        await using var softphone = Open();
        var call = await TalkAndEndAsync(softphone);
        softphone.Press("done");
        softphone.See("[data-testid=dialer]");
        softphone.Press("tab-Recent");
        softphone.Press("open-log");
        softphone.See($"tieline-notes[call='{call}']");
        softphone.Press("done");
        softphone.See("[data-testid=dialer]");
    }

    [Fact]
    public async Task Done_in_one_window_is_done_in_the_other()
    {
        await using var one = Open();
        await using var other = Open();
        await TalkAndEndAsync(one);
        other.SeeCall(CallStatus.Ended);
        one.Press("done");
        other.See("[data-testid=dialer]");
    }

    private OpenSoftphone Open() => OpenSoftphone.Of(_world, _ann);

    private async Task<string> RingAsync(OpenSoftphone softphone, string from = "+12025550143")
    {
        var played = await _world.PlayAsync(TestWorld.Ann, "manual", from);
        softphone.SeeCall(CallStatus.Ringing);
        return (string)played["callSessionId"]!;
    }

    private async Task<string> TalkAndEndAsync(OpenSoftphone softphone)
    {
        var call = await RingAsync(softphone);
        softphone.Press("answer");
        softphone.SeeCall(CallStatus.Connected);
        softphone.See($"tieline-notes[call='{call}']");
        await HangUpAsync(call);
        softphone.SeeCall(CallStatus.Ended);
        return call;
    }

    private Task HangUpAsync(string call) => _world.Webex.ControlAsync($"calls/{call}/far-end", new { action = "hangup" });
}
