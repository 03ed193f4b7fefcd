using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Tieline.Server.Tests.Support;

namespace Tieline.Server.Tests.Users;

/// <summary>A window that opens a panel by its user's own sign-in, and the tab that Salesforce sends back, without a browser.</summary>
internal sealed record PopUpLaunch(TestWorld World, Uri Url, string State, string Window)
{
    public static async Task<PopUpLaunch> BeginAsync(TestWorld world, TenantUnderTest tenant, string language = "en-US")
    {
        using var answer = await world.Http.PostAsJsonAsync("/panels/api/pop-up", new { org = tenant.OrgId, language }, TestWorld.Stop);
        var begun = await Simulator.ReadAsync(answer);
        Assert.False(answer.Headers.Contains("Set-Cookie"));
        return new PopUpLaunch(world, new Uri((string)begun["url"]!), (string)begun["state"]!, (string)begun["window"]!);
    }

    /// <summary>Signs in and comes back; the tab has this window's secret.</summary>
    public async Task<HttpStatusCode> SignInAsync(string user, bool allow = true)
    {
        using var back = await World.Http.GetAsync(await Consent.GiveAsync(Url, user, allow), TestWorld.Stop);
        var page = await back.Content.ReadAsStringAsync(TestWorld.Stop);
        return back.StatusCode == HttpStatusCode.OK ? (await AnswerAsync(KeptIn(page))).Status : back.StatusCode;
    }

    /// <summary>The tab's form, sent.</summary>
    public async Task<(HttpStatusCode Status, string Page)> AnswerAsync(string kept, string answer = "go-on")
    {
        using var form = new FormUrlEncodedContent([new("state", State), new("kept", kept), new("window", Window), new("answer", answer)]);
        using var end = await World.Http.PostAsync("/connect/salesforce/answer", form, TestWorld.Stop);
        return (end.StatusCode, WebUtility.HtmlDecode(await end.Content.ReadAsStringAsync(TestWorld.Stop)));
    }

    /// <summary>What the window is told; null: nothing.</summary>
    public async Task<JsonNode?> OpenAsync()
    {
        using var answer = await World.Http.PostAsJsonAsync("/panels/api/pop-up/session", new { state = State, window = Window }, TestWorld.Stop);
        return answer.StatusCode == HttpStatusCode.NotFound ? null : await Simulator.ReadAsync(answer);
    }

    public static string KeptIn(string page) => WebUtility.HtmlDecode(page.Split("name=\"kept\" value=\"")[1].Split('"')[0]);
}
