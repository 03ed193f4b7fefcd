using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.OAuth;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Http;

/// <summary>One admitted request to the cloud: who asks, with which token, and what.</summary>
internal sealed record CloudRequest(HttpContext Http, AccessToken Token, JsonBody Body, Switches Switches)
{
    public Person Person => Token.Person;

    public string Route(string name) => (string)Http.Request.RouteValues[name]!;

    /// <summary>The start of absolute addresses, as the caller reached this server.</summary>
    public string Origin => $"{Http.Request.Scheme}://{Http.Request.Host}";

    public string? Query(string name) => Http.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    /// <summary>Null when the request does not say; anything but true and false is refused.</summary>
    public bool? OptionalQueryFlag(string name) => Query(name)?.ToLowerInvariant() switch
    {
        null => null,
        "true" => true,
        "false" => false,
        _ => throw WebexFailure.BadRequest($"{name} must be true or false."),
    };

    /// <summary>A parameter that takes only the values named.</summary>
    public string? QueryAmong(string name, params ReadOnlySpan<string> values) => Query(name) switch
    {
        null => null,
        { } value when values.Contains(value) => value,
        _ => throw WebexFailure.BadRequest($"{name} must be one of: {string.Join(", ", values)}."),
    };

    public string? Header(string name) => Http.Request.Headers[name].ToString() is { Length: > 0 } value ? value : null;

    public bool QueryFlag(string name) => OptionalQueryFlag(name) ?? false;
}
