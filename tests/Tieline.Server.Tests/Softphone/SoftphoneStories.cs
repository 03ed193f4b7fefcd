using Bunit;
using Tieline.Server.Calls;
using Tieline.Server.Lightning;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Softphone;

/// <summary>The softphone with real calls behind it, one or several at once.</summary>
public sealed class SoftphoneStories : IAsyncLifetime
{
    private const string Jens = "+4520123456";
    private TestWorld _world = null!;
    private PanelClient _ann = null!;

    public async ValueTask InitializeAsync()
    {
        _world = await TestWorld.StartAsync();
        _ann = (await _world.ConnectAsync(TestWorld.Ann))[0];
    }

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task A_second_call_pops_while_the_log_of_the_first_is_open()
    {
        await using var softphone = Open();
        await TalkAsync(softphone);
        softphone.See("[data-testid=call-log]");
        await _world.EventuallyAsync(() => Popped(softphone).Any());
        await RingAsync(softphone, Jens);
        await _world.EventuallyAsync(() => Popped(softphone).Any(name => name == "Lead"));
        Assert.Equal(["Contact", "Lead"], Popped(softphone));
    }

    [Fact]
    public async Task A_browser_that_does_not_answer_a_pop_is_still_shown_what_happens_next()
    {
        await using var softphone = Open(isMute: true);
        var call = await RingAsync(softphone);
        await _world.EventuallyAsync(() => softphone.Asked("openPanel").Count > 0);
        await _world.Webex.ControlAsync($"calls/{call}/far-end", new { action = "hangup" });
        softphone.See("[data-testid=dialer]");
    }

    [Fact]
    public async Task Enter_pressed_twice_dials_once()
    {
        // Slow enough that the second press comes before the first has been answered, on a busy machine too.
        await _world.Webex.ControlAsync("faults", new { match = new { method = "POST", path = "/telephony/calls/dial" }, times = 1, fault = new { kind = "slow", delayMs = 2000 } });
        await using var softphone = Open();
        softphone.Type("#dial", "+12125550175");
        softphone.Page.Do("#dial", field =>
        {
            field.KeyDown(Key.Enter);
            field.KeyDown(Key.Enter);
        });
        softphone.See("[data-testid=call-card]");
        Assert.Single(await _world.Webex.RequestsAsync(), request => request == "POST /v1/telephony/calls/dial");
    }

    [Fact]
    public async Task A_call_that_rings_comes_before_the_one_that_the_agent_dialed()
    {
        await using var softphone = Open();
        softphone.Type("#dial", "+12125550175");
        softphone.Press("dial");
        softphone.SeeCall(CallStatus.Dialing);
        await RingAsync(softphone);
        softphone.SeeCall(CallStatus.Ringing);
        softphone.Page.Do(".tl-strip__call:not(.tl-strip__call_front)", call => call.Click());
        softphone.SeeCall(CallStatus.Dialing);
    }

    [Fact]
    public async Task Asking_first_works_though_an_older_error_is_still_shown()
    {
        await using var softphone = Open();
        await TalkAsync(softphone);
        softphone.Press("hold");
        softphone.SeeCall(CallStatus.Held);
        softphone.Press("tab-Keypad");
        softphone.Type("#dial", "*");
        softphone.Press("dial");
        softphone.See("[data-testid=problem]");
        softphone.Press("tab-Call");
        softphone.Press("transfer");
        softphone.Type("#transfer-to", "+14085550102");
        softphone.Press("transfer-ask");
        await _world.EventuallyAsync(async () => (await _world.Webex.RequestsAsync()).Contains("POST /v1/telephony/calls/dial"));
    }

    [Fact]
    public async Task A_number_clicked_a_second_time_is_in_the_field_again()
    {
        await using var softphone = Open();
        var host = softphone.Services.GetRequiredService<PanelHost>();
        await host.OnClickToDial(new HostNumber("+12025550143", null, null, null));
        softphone.See("#dial[value='+12025550143']");
        softphone.Press("clear");
        softphone.See("#dial[value='']");
        await host.OnClickToDial(new HostNumber("+12025550143", null, null, null));
        softphone.See("#dial[value='+12025550143']");
    }

    [Fact]
    public async Task A_call_that_comes_while_a_name_is_typed_takes_the_name_away_for_its_own_time_only()
    {
        await using var softphone = Open();
        softphone.Type("#dial", "Maria");
        softphone.See("[data-testid=phone]");
        await RingAsync(softphone);
        softphone.SeeNothingOf("#dial");
        softphone.Press("reject");
        softphone.See("#dial[value='Maria']");
        softphone.See("[data-testid=phone]");
        await TalkAsync(softphone);
        softphone.Press("transfer");
        softphone.Type("#transfer-to", "+14085550102");
        softphone.Press("transfer-ask");
        softphone.SeeCall(CallStatus.Dialing);
        softphone.Press("tab-Keypad");
        softphone.See("#dial[value='Maria']");
    }

    [Fact]
    public async Task What_was_dialed_is_in_the_field_no_more()
    {
        await using var softphone = Open();
        softphone.Type("#dial", "+12125550175");
        softphone.Press("dial");
        softphone.SeeCall(CallStatus.Dialing);
        // The webhook of the call may come before Webex' answer, which then shows the call once more.
        await _world.EventuallyAsync(() =>
        {
            softphone.Press("tab-Keypad");
            return softphone.Page.InvokeAsync(() => softphone.Page.FindAll("#dial[value='']").Count > 0);
        });
    }

    [Fact]
    public async Task A_call_is_parked_and_taken_back()
    {
        await using var softphone = Open();
        await TalkAsync(softphone);
        softphone.Press("park");
        softphone.SeeCall(CallStatus.Parked);
        softphone.See("[data-testid=parked-at]");
        softphone.SeeNothingOf("[data-testid=done]");
        softphone.Press("retrieve");
        await _world.EventuallyAsync(async () => (await _world.Webex.RequestsAsync()).Contains("POST /v1/telephony/calls/retrieve"));
        await _world.AdvanceAsync(TimeSpan.FromSeconds(3)); // The own phone is picked up.
        softphone.SeeCall(CallStatus.Connected);
    }

    [Fact]
    public async Task A_log_is_linked_to_an_opportunity_or_a_case_as_well()
    {
        await using var softphone = Open();
        await TalkAsync(softphone);
        foreach (var words in new[] { await NameOfAsync("Opportunity", "Name"), await NameOfAsync("Case", "Subject") })
        {
            softphone.Press("relate");
            softphone.Type("[data-testid=relate-search]", words);
            softphone.Page.WaitForAssertion(() => Assert.Contains(softphone.Page.FindAll("[data-testid=offer]"), offer => offer.TextContent.Contains(words, StringComparison.Ordinal)));
            await softphone.Page.InvokeAsync(() => softphone.Page.FindAll("[data-testid=offer]").First(offer => offer.TextContent.Contains(words, StringComparison.Ordinal)).Click());
            softphone.Page.WaitForAssertion(() => Assert.Contains(softphone.Page.FindAll("[data-testid=pill]"), pill => pill.TextContent.Contains(words, StringComparison.Ordinal)));
        }
    }

    [Fact]
    public async Task When_the_line_is_back_what_was_missed_is_read()
    {
        await using var softphone = Open();
        softphone.See("[data-testid=dialer]");
        await _world.Get<Agents>().JoinAsync(_world.TenantId, _ann.AgentId, null, null, TestWorld.Stop); // By another server, whose news is lost.
        await softphone.Services.GetRequiredService<PanelHost>().OnLineBack();
        softphone.See("[data-testid=sign-in]");
    }

    private async Task<string> NameOfAsync(string objectName, string field)
    {
        var token = await _world.Salesforce.ControlAsync("token?user=admin@nordlys.example");
        using var ask = new HttpRequestMessage(HttpMethod.Get, "/services/data/v67.0/query?q=" + Uri.EscapeDataString($"SELECT {field} FROM {objectName} ORDER BY CreatedDate LIMIT 1"));
        ask.Headers.Authorization = new("Bearer", (string)token["access_token"]!);
        using var answer = await _world.Salesforce.Http.SendAsync(ask, TestWorld.Stop);
        return (string)(await Simulator.ReadAsync(answer))["records"]![0]![field]!;
    }

    private OpenSoftphone Open(bool isMute = false) => OpenSoftphone.Of(_world, _ann, isMute);

    private static IEnumerable<string?> Popped(OpenSoftphone softphone) => softphone.Asked("screenPop").Select(pop => ((HostPop)pop!).ObjectApiName);

    private async Task<string> RingAsync(OpenSoftphone softphone, string from = "+12025550143")
    {
        var played = await _world.PlayAsync(TestWorld.Ann, "manual", from);
        softphone.SeeCall(CallStatus.Ringing);
        return (string)played["callSessionId"]!;
    }

    private async Task<string> TalkAsync(OpenSoftphone softphone, string from = "+12025550143")
    {
        var call = await RingAsync(softphone, from);
        softphone.Press("answer");
        softphone.SeeCall(CallStatus.Connected);
        return call;
    }
}
