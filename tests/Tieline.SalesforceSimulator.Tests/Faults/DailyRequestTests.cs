using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Tests.Faults;

/// <summary>Requests run out, and come back as those of a day ago stop to count.</summary>
public sealed class DailyRequestTests : IAsyncLifetime
{
    private TestOrg org = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped", ["now"] = "2026-10-01T10:00:00Z" });
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    private Task AdvanceAsync(double seconds) => org.ControlAsync("clock", new JsonObject { ["advanceSeconds"] = seconds });

    [Fact]
    public async Task Beyond_the_limit_a_request_is_refused_until_those_of_a_day_ago_count_no_more()
    {
        await org.ControlAsync("limits", new JsonObject { ["dailyRequests"] = 2 });
        var ann = await org.AsAsync();
        (await ann.GetAsync("sobjects")).Is(200);
        await AdvanceAsync(3600);
        Assert.Equal("api-usage=2/2", (await ann.GetAsync("sobjects")).Is(200).Headers.GetValues("Sforce-Limit-Info").Single());
        Assert.Equal("TotalRequests Limit exceeded.", (await ann.GetAsync("sobjects")).Refused("REQUEST_LIMIT_EXCEEDED", 403).Message);
        await org.ControlAsync("limits", new JsonObject { ["dailyRequests"] = 4 });
        (await ann.GetAsync("sobjects")).Is(200);
        await AdvanceAsync(23 * 3600 - 1);
        (await (await org.AsAsync()).GetAsync("sobjects")).Refused("REQUEST_LIMIT_EXCEEDED", 403);
        // The first request is a day old; four later ones still count, and this is one more.
        await AdvanceAsync(1);
        (await (await org.AsAsync()).GetAsync("sobjects")).Refused("REQUEST_LIMIT_EXCEEDED", 403);
        await AdvanceAsync(3600);
        var later = (await (await org.AsAsync()).GetAsync("limits")).Is(200);
        Assert.Equal((4, 1), ((int)later.Body!["DailyApiRequests"]!["Max"]!, (int)later.Body!["DailyApiRequests"]!["Remaining"]!));
    }

    [Fact]
    public async Task The_limit_and_what_was_used_go_with_the_state_and_a_reset_brings_the_usual_one()
    {
        await org.ControlAsync("limits", new JsonObject { ["dailyRequests"] = 7 });
        (await (await org.AsAsync()).GetAsync("sobjects")).Is(200);
        var state = await org.GetJsonAsync("/control/state");
        await org.ControlAsync("reset");
        Assert.Equal("""{"dailyRequests":15000,"used":0}""", (await org.GetJsonAsync("/control/limits")).ToJsonString());
        (await org.Http.PutAsync("/control/state", TestOrg.Json(state), TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        Assert.Equal("""{"dailyRequests":7,"used":1}""", (await org.GetJsonAsync("/control/limits")).ToJsonString());
    }

    [Fact]
    public void A_count_lets_go_of_what_is_a_day_old_minute_by_minute()
    {
        var (count, start) = (new RollingCount(), new DateTimeOffset(2026, 10, 1, 10, 0, 30, TimeSpan.Zero));
        for (var minute = 0; minute < 3; minute++) count.Add(start.AddMinutes(minute));
        count.Add(start.AddMinutes(2));
        Assert.Equal(4, count.Of(start.AddMinutes(2)));
        Assert.Equal([1L, 1L, 2L], count.Minutes.Select(m => m.Count));
        Assert.Equal(3, count.Of(start.AddDays(1)));
        Assert.Equal(2, count.Of(start.AddDays(1).AddMinutes(1)));
        Assert.Equal(0, count.Of(start.AddDays(1).AddMinutes(2)));
    }
}
