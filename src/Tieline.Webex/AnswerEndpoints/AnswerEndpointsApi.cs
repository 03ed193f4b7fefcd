using System.Text.Json.Serialization;
using Tieline.Webex.Http;

namespace Tieline.Webex;

/// <summary>The devices and apps on which a person can take a call, and which of them is preferred (<c>spark:telephony_config_read</c>, <c>_write</c>).</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/user-call-settings">Preferred answer endpoint</a>.</remarks>
public sealed class AnswerEndpointsApi
{
    private readonly WebexPipeline _pipeline;

    internal AnswerEndpointsApi(WebexPipeline pipeline) => _pipeline = pipeline;

    /// <summary>The person's endpoints; empty when none of them can be chosen.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/user-call-settings/get-preferred-answer-endpoint">Get preferred answer endpoint</a>.</remarks>
    public Task<AnswerEndpointSet> GetAsync(string personId, CancellationToken cancellationToken) =>
        _pipeline.SendAsync<AnswerEndpointSet>(new WebexRequest("AnswerEndpoints.Get", HttpMethod.Get, Of(personId)), cancellationToken);

    /// <summary>Chooses where commands ring by default; null chooses none.</summary>
    /// <remarks>See <a href="https://developer.webex.com/docs/api/v1/user-call-settings/modify-preferred-answer-endpoint">Modify preferred answer endpoint</a>.</remarks>
    public Task SetPreferredAsync(string personId, string? endpointId, CancellationToken cancellationToken) =>
        _pipeline.SendAsync(
            new WebexRequest("AnswerEndpoints.SetPreferred", HttpMethod.Put, Of(personId), new PreferredRequest(endpointId)), cancellationToken);

    private static string Of(string personId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(personId);
        return $"telephony/config/people/{Uri.EscapeDataString(personId)}/preferredAnswerEndpoint";
    }

    private sealed record PreferredRequest(
        [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] string? PreferredAnswerEndpointId);
}

/// <summary>A person's endpoints and the preferred one.</summary>
public sealed record AnswerEndpointSet
{
    /// <summary>The preferred one's id; null when none was chosen.</summary>
    public string? PreferredAnswerEndpointId { get; init; }

    /// <summary>All that can be chosen.</summary>
    public IReadOnlyList<AnswerEndpoint> Endpoints { get => field ?? []; init; } = [];
}

/// <summary>A device or app on which a person can take a call.</summary>
/// <param name="Id">What <see cref="CallsApi"/> calls <c>endpointId</c>.</param>
/// <param name="Type">Device or application.</param>
/// <param name="Name">As a person reads it: the model with its tag, or "Webex Desktop Application".</param>
public sealed record AnswerEndpoint(string Id, EndpointType Type, string? Name);
