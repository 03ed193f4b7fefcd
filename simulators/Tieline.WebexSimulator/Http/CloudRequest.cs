using Tieline.WebexSimulator.OAuth;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Http;

/// <summary>One admitted request to the cloud: who asks, with which token, and what.</summary>
internal sealed record CloudRequest(HttpContext Http, AccessToken Token, JsonBody Body)
{
    public Person Person => Token.Person;

    public string Route(string name) => (string)Http.Request.RouteValues[name]!;

    public string? Query(string name) => Http.Request.Query[name].ToString() is { Length: > 0 } value ? value : null;

    public bool QueryFlag(string name) => Query(name) switch
    {
        null => false,
        var text when bool.TryParse(text, out var flag) => flag,
        _ => throw WebexFailure.BadRequest($"{name} must be true or false."),
    };

    /// <summary>One of the words given, or null when the parameter is absent.</summary>
    public string? QueryWord(string name, params ReadOnlySpan<string> words)
    {
        var text = Query(name);
        return text is null || words.Contains(text) ? text : throw WebexFailure.BadRequest($"{name} must be one of: {string.Join(", ", words!)}.");
    }
}
