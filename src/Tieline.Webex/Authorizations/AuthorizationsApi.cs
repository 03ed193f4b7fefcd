using System.Text.Json.Serialization;
using Tieline.Webex.Http;

namespace Tieline.Webex;

/// <summary>What was let in with a token.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/authorizations">Authorizations</a>.</remarks>
public sealed class AuthorizationsApi
{
    private readonly WebexPipeline _pipeline;

    internal AuthorizationsApi(WebexPipeline pipeline) => _pipeline = pipeline;

    /// <summary>When the token that is used runs out.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/authorizations/get-expiration-status-for-a-token">Get expiration status for a token</a>.</remarks>
    public async Task<DateTimeOffset> TokenExpiryAsync(CancellationToken cancellationToken)
    {
        var answer = await _pipeline.SendAsync<Expiry>(new WebexRequest("Authorizations.TokenExpiry", HttpMethod.Get, "authorizations/tokenExpiry"), cancellationToken).ConfigureAwait(false);
        return DateTimeOffset.FromUnixTimeMilliseconds(Math.Clamp(answer.Exp, 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()));
    }

    private sealed record Expiry([property: JsonPropertyName("exp")] long Exp);
}
