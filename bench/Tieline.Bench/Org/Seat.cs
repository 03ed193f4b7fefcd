using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace Tieline.Bench.Org;

/// <summary>An agent who is signed in to Salesforce's page, from which panels get their launch tokens.</summary>
internal sealed class Seat(ConnectedOrg org, string user) : IDisposable
{
    private readonly HttpClient _shell = Http.Client(org.Salesforce);

    public string User => user;

    /// <summary>Signs in to the page, and through the panel's doors to both clouds.</summary>
    public async Task SignInAsync()
    {
        using var signedIn = await _shell.PostAsync("/lightning/login", new FormUrlEncodedContent([new("username", user)]));
        using var panel = Http.Client(org.Tieline);
        panel.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await OpenSessionAsync());
        foreach (var (cloud, field) in new[] { ("salesforce", "username"), ("webex", "email") })
        {
            var signIn = await panel.PostAsync($"/panels/api/{cloud}/sign-in", new JsonObject());
            await Http.ConsentAsync((string)signIn["url"]!, field, user);
        }
    }

    public async Task<string> LaunchTokenAsync() =>
        (string)(await _shell.PostAsync("/lightning/launch-token", new JsonObject { ["panel"] = "softphone" }))["token"]!;

    /// <summary>Trades a launch token for a panel session, as the panel's script does.</summary>
    public async Task<string> OpenSessionAsync()
    {
        using var panel = Http.Client(org.Tieline);
        return (string)(await panel.PostAsync("/panels/api/session", new JsonObject { ["token"] = await LaunchTokenAsync(), ["org"] = org.OrgId }))["session"]!;
    }

    public void Dispose() => _shell.Dispose();
}
