using System.Text.Json;
using Tieline.Server.Connections.Tokens;

namespace Tieline.Server.Connections.Connecting;

/// <summary>How an org's My Domain was found.</summary>
public enum MyDomainState
{
    Good,

    /// <summary>What was typed is the address of no org.</summary>
    NotAnAddress,

    /// <summary>Nothing answers there, or no Salesforce.</summary>
    NotThere,
}

/// <param name="Domain">Null when what was typed is none.</param>
/// <param name="Detail">What was met; empty when all is well.</param>
/// <param name="ClockOff">How far this server's clock is ahead of the org's (behind when negative); null when the org did not tell.</param>
public sealed record MyDomainReport(MyDomainState State, MyDomain? Domain, string Detail, TimeSpan? ClockOff);

/// <summary>Asks an org's My Domain for its OpenID configuration, which every org shows to everybody. See <a href="https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_using_openid_discovery_endpoint.htm">OpenID Connect discovery</a>.</summary>
internal sealed class MyDomainProbe(IHttpClientFactory http, Diagnostics.Clock clock)
{
    private const int LongestAnswer = 64 * 1024;

    public async Task<MyDomainReport> RunAsync(string typed, CancellationToken cancellationToken)
    {
        if (MyDomain.Read(typed) is not { } domain)
        {
            return new(MyDomainState.NotAnAddress, null, "", null);
        }

        try
        {
            using var answer = await http.CreateClient(Clouds.Salesforce).GetAsync(new Uri(domain.Login + "/.well-known/openid-configuration"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var off = answer.Headers.Date is { } date ? clock.UtcNow - date : (TimeSpan?)null;
            return !answer.IsSuccessStatusCode
                ? new(MyDomainState.NotThere, domain, $"HTTP {(int)answer.StatusCode}", off)
                : TokenEndpointOf(await ShortAnswer.ReadAsync(answer, LongestAnswer, cancellationToken)) is { } endpoint && new Uri(endpoint).Host.Equals(new Uri(domain.Login).Host, StringComparison.OrdinalIgnoreCase)
                    ? new(MyDomainState.Good, domain, "", off)
                    : new(MyDomainState.NotThere, domain, "OpenID", off);
        }
        catch (Exception problem) when (problem is HttpRequestException || (problem is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return new(MyDomainState.NotThere, domain, (problem.InnerException ?? problem).Message, null);
        }
    }

    private static string? TokenEndpointOf(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("token_endpoint", out var endpoint)
                && endpoint.ValueKind == JsonValueKind.String && Uri.IsWellFormedUriString(endpoint.GetString(), UriKind.Absolute)
                ? endpoint.GetString()
                : null;
        }
        catch (JsonException)
        {
            return null; // A page of somebody else's.
        }
    }
}
