using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.CallerMatching;
using Tieline.Server.Tests.CallerMatching;
using Tieline.Server.Tests.Support;
using Tieline.Server.Users;

namespace Tieline.Server.Tests.Admin;

/// <summary>An administrator sets something, and callers are looked for accordingly.</summary>
public class SettingsDoorTests(MatchingTests.ConnectedWorld connected) : IClassFixture<MatchingTests.ConnectedWorld>
{
    private const string Maria = "+12025550143";

    private TestWorld World => connected.World;

    private string Door => $"/admin/api/tenants/{World.TenantId}";

    [Fact]
    public async Task Where_callers_are_looked_for_is_set_for_all_for_a_profile_and_for_a_user_and_taken_back()
    {
        var ann = (await World.Get<Agents>().FindAsync(World.TenantId, connected.Ann.AgentId, TestWorld.Stop))!;
        Assert.Equal(18, ann.ProfileId.Length);
        Assert.Equal("Maria Lopez", await CallerAsync(ann));

        Assert.Equal(HttpStatusCode.OK, await SetAsync(new { key = "calling.inboundSearch", value = "Lead" }));
        Assert.Null(await CallerAsync(ann));

        Assert.Equal(HttpStatusCode.OK, await SetAsync(new { key = "calling.inboundSearch", value = "contact, Lead", profileId = ann.ProfileId }));
        Assert.Equal("Maria Lopez", await CallerAsync(ann));

        Assert.Equal(HttpStatusCode.OK, await SetAsync(new { key = "calling.inboundSearch", value = "", userId = ann.SalesforceUserId }));
        Assert.Null(await CallerAsync(ann));
        var shown = (await GetAsync($"{Door}/settings?userId={ann.SalesforceUserId}&profileId={ann.ProfileId}"))["settings"]!.AsArray().Single(one => (string)one!["key"]! == "calling.inboundSearch")!;
        Assert.Equal(("", "User"), ((string)shown["value"]!, (string)shown["from"]!["reach"]!));

        var trail = (await GetAsync($"{Door}/audit"))["entries"]!.AsArray().Where(entry => (string)entry!["what"]! == "setting").ToList();
        Assert.Equal([$"calling.inboundSearch @ user {ann.SalesforceUserId}", $"calling.inboundSearch @ profile {ann.ProfileId}", "calling.inboundSearch"], trail.Select(entry => (string)entry!["subject"]!));
        foreach (var entry in trail)
        {
            Assert.Equal(HttpStatusCode.NoContent, await PostAsync($"{Door}/audit/{entry!["id"]}/undo", new { }));
            Assert.Equal(HttpStatusCode.Conflict, await PostAsync($"{Door}/audit/{entry["id"]}/undo", new { }));
        }

        Assert.Equal("Maria Lopez", await CallerAsync(ann));
        Assert.Empty((await GetAsync($"{Door}/settings"))["values"]!.AsArray());
    }

    [Theory]
    [InlineData("""{}""", "1 to 1000")]
    [InlineData("""{"settings":[]}""", "1 to 1000")]
    [InlineData("""{"settings":[null]}""", "1 to 1000")]
    [InlineData("""{"settings":[{"key":"calling.inboundSearch","value":"Lead","profileId":"00e000000000000AAA","userId":"005000000000000AAA"}]}""", "for a profileId, for a userId")]
    [InlineData("""{"settings":[{"key":"calling.nonsense","value":"Lead"}]}""", "no such setting")]
    [InlineData("""{"settings":[{"key":"calling.inboundSearch","value":"Dog"}]}""", "takes no such value")]
    [InlineData("""{"settings":[{"key":"calling.inboundSearch","value":"Lead","userId":"ann"}]}""", "18-character id")]
    public async Task What_makes_no_sense_is_refused_in_words(string body, string words)
    {
        using var request = Request(HttpMethod.Post, $"{Door}/settings", JsonContent.Create(JsonNode.Parse(body)));
        using var answer = await World.Http.SendAsync(request, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(words, await answer.Content.ReadAsStringAsync(TestWorld.Stop), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("settings")]
    [InlineData("audit")]
    public async Task A_tenant_that_is_not_there_has_no_settings(string what)
    {
        using var request = Request(HttpMethod.Get, $"/admin/api/tenants/{Guid.Empty}/{what}");
        using var answer = await World.Http.SendAsync(request, TestWorld.Stop);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private async Task<string?> CallerAsync(Agent agent)
    {
        World.Clock.Advance(TimeSpan.FromSeconds(61)); // A match is kept for a minute.
        var asker = new Asker(World.TenantId, agent.Id, agent.SalesforceUserId, agent.Country, agent.PersonId, agent.ProfileId);
        return (await World.Get<CallerMatcher>().MatchAsync(asker, new CallerNumber(Maria, null, false, null), TestWorld.Stop)).Single?.Name;
    }

    private Task<HttpStatusCode> SetAsync(object setting) => PostAsync($"{Door}/settings", new { settings = new[] { setting } });

    private async Task<HttpStatusCode> PostAsync(string path, object body)
    {
        using var request = Request(HttpMethod.Post, path, JsonContent.Create(body));
        using var answer = await World.Http.SendAsync(request, TestWorld.Stop);
        return answer.StatusCode;
    }

    private async Task<JsonNode> GetAsync(string path)
    {
        using var request = Request(HttpMethod.Get, path);
        using var answer = await World.Http.SendAsync(request, TestWorld.Stop);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonNode>(TestWorld.Stop))!;
    }

    private HttpRequestMessage Request(HttpMethod method, string path, HttpContent? content = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = new("Bearer", World.AdminKey);
        return request;
    }
}
