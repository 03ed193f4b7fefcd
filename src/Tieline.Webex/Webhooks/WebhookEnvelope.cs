using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Tieline.Webex;

/// <summary>The outer part of every webhook request. It has no id of its own delivery: a repeated one looks the same.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/guides/webhooks">Webhooks guide</a>.</remarks>
public sealed record WebhookEnvelope
{
    /// <summary>The webhook's id, not the delivery's.</summary>
    public string Id { get => field ?? ""; init; } = "";

    /// <summary>The webhook's name.</summary>
    public string? Name { get; init; }

    /// <summary>Where it was posted to.</summary>
    public string? TargetUrl { get; init; }

    /// <summary>What it is about, such as <c>telephony_calls</c>.</summary>
    public string Resource { get => field ?? ""; init; } = "";

    /// <summary><c>created</c>, <c>updated</c>, <c>deleted</c> and others.</summary>
    public string Event { get => field ?? ""; init; } = "";

    /// <summary>The webhook's filter.</summary>
    public string? Filter { get; init; }

    /// <summary>The organization; opaque.</summary>
    public string? OrgId { get; init; }

    /// <summary>The person who made the webhook.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>The integration with which it was made.</summary>
    public string? AppId { get; init; }

    /// <summary><c>creator</c> or <c>org</c>.</summary>
    public string? OwnedBy { get; init; }

    /// <summary>The webhook's status.</summary>
    public string? Status { get; init; }

    /// <summary>When the webhook was made: not when this happened.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>Who caused it; for a call, the person whose call it is.</summary>
    public string? ActorId { get; init; }

    /// <summary>The resource itself.</summary>
    public JsonElement Data { get; init; }

    /// <summary>Reads a body. Unknown fields are passed over, loose types are borne; only what is no JSON object, or names no resource, is refused.</summary>
    /// <param name="body">The raw bytes.</param>
    /// <param name="envelope">What was read, when true.</param>
    /// <param name="problem">What is wrong, when false; holds nothing of the body.</param>
    public static bool TryParse(
        ReadOnlySpan<byte> body, [NotNullWhen(true)] out WebhookEnvelope? envelope, [NotNullWhen(false)] out string? problem)
    {
        (envelope, problem) = Read(body);
        return envelope is not null;
    }

    private static (WebhookEnvelope? Envelope, string? Problem) Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize<WebhookEnvelope>(body, WebexJson.Options) switch
            {
                null => (null, "The body is the JSON word null."),
                { Resource: null or "" } => (null, "The body names no resource."),
                var read => (read, null),
            };
        }
        catch (JsonException)
        {
            return (null, "The body is not a JSON object as a webhook has it.");
        }
    }
}
