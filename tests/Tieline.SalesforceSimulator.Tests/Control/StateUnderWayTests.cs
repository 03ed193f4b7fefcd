using System.Text;
using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Tests.SignIn;

namespace Tieline.SalesforceSimulator.Tests.Control;

/// <summary>A state that is put in its place while the org is asked: who asks sees the one or the other, and nothing between.</summary>
public sealed class StateUnderWayTests : IAsyncLifetime
{
    private const int Turns = 12;
    private TestOrg org = null!;
    private OrgClient ann = null!;
    private AppDesk desk = null!;
    private JsonNode tokens = null!;
    private string account = "";
    private string first = "";
    private string second = "";

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        ann = await org.AsAsync();
        desk = new AppDesk(org);
        await desk.PolicyAsync("{}");
        tokens = await desk.TokensAsync();
        account = await ann.NewIdAsync("Account", new { Name = "First", Description = "First" });
        first = await StateAsync();
        await ann.UpdateAsync("Account", account, new { Name = "Second", Description = "Second" });
        await org.ControlAsync("switches", new JsonObject { ["searchNeedsEscapes"] = false, ["queryLimits"] = false });
        second = await StateAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Fact]
    public async Task Whoever_asks_meanwhile_sees_one_state_or_the_other()
    {
        using var over = new CancellationTokenSource();
        Task[] askers = [UntilAsync(over.Token, RowAsync), UntilAsync(over.Token, QueryAsync), UntilAsync(over.Token, RefreshAsync), UntilAsync(over.Token, SwitchesAsync), UntilAsync(over.Token, WholeAsync)];
        for (var turn = 0; turn < Turns; turn++) await PutAsync(turn % 2 == 0 ? first : second);
        await over.CancelAsync();
        await Task.WhenAll(askers);
        Assert.Equal("Second", (string)(await ann.RowAsync("Account", account))["Name"]!);
    }

    private static async Task UntilAsync(CancellationToken over, Func<Task> ask)
    {
        // At least once, and on as long as states are put.
        do await ask();
        while (!over.IsCancellationRequested);
    }

    private async Task RowAsync()
    {
        var row = await ann.RowAsync("Account", account);
        Assert.Equal((string)row["Name"]!, (string)row["Description"]!);
    }

    private async Task QueryAsync() => Assert.Single((await ann.QueryAsync("SELECT Id FROM Account WHERE Name IN ('First', 'Second')")).Is(200).Records);

    private async Task RefreshAsync()
    {
        var answer = await desk.RefreshAsync(tokens);
        Assert.True(answer["access_token"] is not null, answer.ToJsonString());
    }

    private async Task SwitchesAsync()
    {
        var switches = await org.GetJsonAsync("/control/switches");
        Assert.Equal((bool)switches["searchNeedsEscapes"]!, (bool)switches["queryLimits"]!);
    }

    private async Task WholeAsync()
    {
        var state = await org.GetJsonAsync("/control/state");
        var name = (string)state["records"]!["Account"]!.AsArray().Single()!["Name"]!;
        Assert.Equal(name == "First", (bool)state["switches"]!["QueryLimits"]!);
    }

    private Task<string> StateAsync() => org.Http.GetStringAsync("/control/state", TestContext.Current.CancellationToken);

    private async Task PutAsync(string state)
    {
        using var answer = await org.Http.PutAsync("/control/state", new StringContent(state, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
