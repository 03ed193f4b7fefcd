using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Tests.Control;

/// <summary>The whole org as one file, by the control doors.</summary>
public sealed class StateDoorTests : IAsyncLifetime
{
    private TestOrg org = null!;
    private OrgClient ann = null!;

    public async ValueTask InitializeAsync()
    {
        org = await TestOrg.StartAsync();
        ann = await org.AsAsync();
    }

    public ValueTask DisposeAsync() => org.DisposeAsync();

    [Fact]
    public async Task An_org_that_was_saved_is_loaded_again_as_it_was()
    {
        var kept = await ann.NewIdAsync("Account", new { Name = "Kept" });
        await org.ControlAsync("switches", new JsonObject { ["searchNeedsEscapes"] = false });
        var state = await org.Http.GetStringAsync("/control/state", TestContext.Current.CancellationToken);
        await ann.UpdateAsync("Account", kept, new { Name = "Changed" });
        var later = await ann.NewIdAsync("Account", new { Name = "Later" });
        await org.ControlAsync("reset");

        Assert.Equal(HttpStatusCode.NoContent, (await LoadAsync(org, state)).Status);

        Assert.Equal("Kept", (string)(await ann.RowAsync("Account", kept))["Name"]!);
        (await ann.GetAsync("sobjects/Account/" + later)).Refused("NOT_FOUND", 404);
        Assert.False((bool)(await org.GetJsonAsync("/control/switches"))["searchNeedsEscapes"]!);
    }

    [Fact]
    public async Task The_edition_of_the_org_is_changed_by_a_door_and_there_stays_one_organization()
    {
        await org.ControlAsync("setup", new JsonObject { ["object"] = "Organization", ["fields"] = new JsonObject { ["OrganizationType"] = "Professional Edition" } });
        var found = (await ann.QueryAsync("SELECT Name, OrganizationType FROM Organization")).Is(200).Records.Single()!;
        Assert.Equal(("Nordlys Industries", "Professional Edition"), ((string)found["Name"]!, (string)found["OrganizationType"]!));
    }

    [Fact]
    public async Task Answers_carry_the_time_of_the_org()
    {
        await org.ControlAsync("clock", new JsonObject { ["mode"] = "stepped", ["now"] = "2031-05-06T07:08:09Z" });
        foreach (var path in new[] { "/services/data/", "/services/data/v66.0/limits" })
        {
            using var answer = await org.Http.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.Equal(new DateTimeOffset(2031, 5, 6, 7, 8, 9, TimeSpan.Zero), answer.Headers.Date);
        }
    }

    [Fact]
    public async Task Another_simulator_takes_the_file_and_its_users_stay_signed_in()
    {
        var kept = await ann.NewIdAsync("Account", new { Name = "Kept" });
        var state = await org.Http.GetStringAsync("/control/state", TestContext.Current.CancellationToken);
        await using var other = await TestOrg.StartAsync(new SalesforceSimulatorOptions { SeedStory = false });
        await LoadAsync(other, state);
        Assert.Equal("Kept", (string)(await new OrgClient(other.Http, ann.Token, ann.UserId).RowAsync("Account", kept))["Name"]!);
    }

    [Theory]
    [InlineData("{ half", "no JSON")]
    [InlineData("[]", "GET /control/state")]
    [InlineData("""{"clock":5}""", "cannot be read")]
    public async Task A_file_that_cannot_be_read_leaves_the_org_as_it_is(string state, string word)
    {
        var kept = await ann.NewIdAsync("Account", new { Name = "Kept" });
        var (status, text) = await LoadAsync(org, state);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(word, text, StringComparison.Ordinal);
        Assert.Equal("Kept", (string)(await ann.RowAsync("Account", kept))["Name"]!);
    }

    [Theory]
    [InlineData("""{"TakesSeconds":1e300,"WaitsSeconds":0}""", "takesSeconds")]
    [InlineData("""{"TakesSeconds":0,"WaitsSeconds":-1}""", "waitsSeconds")]
    public async Task Saves_in_a_file_take_no_longer_than_the_door_lets_them(string times, string word)
    {
        var state = JsonNode.Parse(await org.Http.GetStringAsync("/control/state", TestContext.Current.CancellationToken))!;
        state["saveTimes"] = JsonNode.Parse(times);
        var (status, text) = await LoadAsync(org, state.ToJsonString());
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains(word, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_a_record_that_fits_no_field_leaves_the_org_as_it_is()
    {
        var kept = await ann.NewIdAsync("Account", new { Name = "Kept" });
        var state = JsonNode.Parse(await org.Http.GetStringAsync("/control/state", TestContext.Current.CancellationToken))!;
        state["records"]!["Account"]![0]!["IsDeleted"] = "perhaps";
        Assert.Equal(HttpStatusCode.BadRequest, (await LoadAsync(org, state.ToJsonString())).Status);
        Assert.Equal("Kept", (string)(await ann.RowAsync("Account", kept))["Name"]!);
    }

    [Fact]
    public async Task The_usage_log_tells_user_app_and_scopes_of_each_request()
    {
        await ann.GetAsync("limits");
        var request = (await org.GetJsonAsync("/control/usage"))["requests"]!.AsArray().Single(r => ((string)r!["path"]!).EndsWith("limits", StringComparison.Ordinal))!;
        Assert.Equal(("ann.berg@nordlys.example", "api full refresh_token openid id web"), ((string)request["user"]!, (string)request["scope"]!));
        Assert.Null(request["app"]);
    }

    [Fact]
    public async Task The_doors_tell_how_many_records_of_each_object_there_are()
    {
        await ann.NewIdAsync("Account", new { Name = "One more" });
        var objects = (await org.GetJsonAsync("/control/objects"))["objects"]!.AsArray();
        Assert.Equal(41, (int)objects.Single(o => (string)o!["name"]! == "Account")!["count"]!);
    }

    [Fact]
    public async Task The_clock_never_leaves_the_years_in_which_a_state_can_be_read()
    {
        using var answer = await org.Http.PostAsync("/control/clock", TestOrg.Json(JsonNode.Parse("""{"now":"2200-01-01T00:00:00Z","advanceSeconds":1}""")!), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.True((DateTimeOffset)(await org.GetJsonAsync("/control/clock"))["now"]! < new DateTimeOffset(2199, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    private static async Task<(HttpStatusCode Status, string Text)> LoadAsync(TestOrg into, string state)
    {
        using var answer = await into.Http.PutAsync("/control/state", new StringContent(state, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }
}
