using System.Text;
using System.Text.Json.Nodes;
using CsCheck;

namespace Tieline.SalesforceSimulator.Tests.Fuzz;

/// <summary>An org that is sent anything. Whatever it is, the answer comes soon, is none of a broken server, and can be read.</summary>
internal sealed class FuzzedOrg : IAsyncDisposable
{
    private readonly HttpClient http;

    private FuzzedOrg(TestOrg org, string token)
    {
        (Org, Token) = (org, token);
        var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8, ResponseHeaderEncodingSelector = (_, _) => Encoding.UTF8 };
        http = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(20) };
    }

    public TestOrg Org { get; }

    /// <summary>The administrator's.</summary>
    public string Token { get; private set; }

    public static async Task<FuzzedOrg> StartAsync(SalesforceSimulatorOptions? options = null)
    {
        var org = await TestOrg.StartAsync(options ?? new SalesforceSimulatorOptions());
        return new FuzzedOrg(org, (await org.AsAsync("admin")).Token);
    }

    public async Task TryAsync(Gen<AnyRequest> requests, long? cases = null) => await requests.SampleAsync(SendAsync, iter: cases ?? FuzzCases.Each, threads: 1);

    /// <summary>Its status and text; a connection torn and a wait too long throw.</summary>
    public async Task<(int Status, string Text)> SendAsync(AnyRequest request)
    {
        using var answer = await http.SendAsync(request.Message(Org.Http.BaseAddress!, Token));
        var text = await answer.Content.ReadAsStringAsync();
        var status = (int)answer.StatusCode;
        if (status >= 500) throw new InvalidOperationException($"{status} {text} to {request}");
        if (answer.Content.Headers.ContentType?.MediaType == "application/json" && answer.Content.Headers.ContentEncoding.Count == 0 && text.Length > 0) JsonNode.Parse(text);
        return (status, text);
    }

    /// <summary>Signs in anew, for what was sent may have ended the session.</summary>
    public async Task SignInAsync()
    {
        using var answer = await http.GetAsync(new Uri(Org.Http.BaseAddress!, "/control/token?user=admin@nordlys.example"));
        var body = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        if ((string?)body["access_token"] is { } token) Token = token;
    }

    public ValueTask DisposeAsync()
    {
        http.Dispose();
        return Org.DisposeAsync();
    }
}
