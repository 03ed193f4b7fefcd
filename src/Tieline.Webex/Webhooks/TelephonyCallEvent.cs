using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Tieline.Webex;

/// <summary>
/// Something happened to one person's leg of a call. Events come doubled, late and in any order: order them by
/// <see cref="EventTimestamp"/>, then by how far <see cref="Webex.Call.State"/> has got.
/// </summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/guides/webhooks">Webhooks guide</a>.</remarks>
public sealed record TelephonyCallEvent
{
    /// <summary>The resource's name in the envelope.</summary>
    public const string Resource = "telephony_calls";

    /// <summary>What happened.</summary>
    public CallEventType EventType { get; init; }

    /// <summary>When; never the time of arrival. Where the cloud left it out, the latest time that the call itself tells.</summary>
    public required DateTimeOffset EventTimestamp { get; init; }

    /// <summary>The leg as it stood then.</summary>
    public required Call Call { get; init; }

    /// <summary>The person whose leg it is; as the envelope says; null only when nothing says.</summary>
    public string? PersonId { get; init; }

    /// <summary>The device or app that rings or speaks, once known.</summary>
    public string? EndpointId { get; init; }

    /// <summary>What that is; empty while it is not known.</summary>
    public EndpointType EndpointType { get; init; }

    /// <summary>It was answered on another line or by another member of the group: neither missed nor taken by this person.</summary>
    public bool CompletedElsewhere { get; init; }

    /// <summary>When it ended; null while it lasts.</summary>
    public DateTimeOffset? Disconnected { get; init; }

    /// <summary>The cloud's word for whose call it is; given with the last event only.</summary>
    public string? ActorPersonId { get; init; }

    /// <summary>The organization; given with the last event only.</summary>
    public string? OrgId { get; init; }

    /// <summary>What may be done about its recording, in the cloud's words.</summary>
    public IReadOnlyList<string> AllowedRecordingControls { get; init; } = [];

    /// <summary>Reads a body from its raw bytes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> body, [NotNullWhen(true)] out TelephonyCallEvent? happening, [NotNullWhen(false)] out string? problem)
    {
        happening = null;
        return WebhookEnvelope.TryParse(body, out var envelope, out problem) && TryRead(envelope, out happening, out problem);
    }

    /// <summary>Reads the data of an envelope; refused are another resource, and a call without id, session or any time.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <param name="happening">What was read, when true.</param>
    /// <param name="problem">What is wrong, when false; holds nothing of the body.</param>
    public static bool TryRead(WebhookEnvelope envelope, [NotNullWhen(true)] out TelephonyCallEvent? happening, [NotNullWhen(false)] out string? problem)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        (happening, problem) = envelope.Resource == Resource
            ? Read(envelope)
            : (null, $"The resource is not {Resource}.");
        return happening is not null;
    }

    private static (TelephonyCallEvent? Happening, string? Problem) Read(WebhookEnvelope envelope)
    {
        try
        {
            if (envelope.Data.ValueKind != JsonValueKind.Object
                || envelope.Data.Deserialize<TelephonyCallData>(WebexJson.Options) is not { } data
                || envelope.Data.Deserialize<Call>(WebexJson.Options) is not { } call)
            {
                return (null, "The webhook holds no call.");
            }

            return string.IsNullOrEmpty(data.CallId) || string.IsNullOrEmpty(call.CallSessionId)
                ? (null, "The call has no callId or no callSessionId.")
                : (data.EventTimestamp ?? data.Disconnected ?? call.Answered ?? call.Created) is not { } at
                    ? (null, "The call has no time.")
                    : (data.ToEvent(envelope, call with { Id = data.CallId }, at), null);
        }
        catch (JsonException)
        {
            return (null, "The call's fields cannot be read.");
        }
    }
}

/// <summary>What a webhook says beyond the call itself.</summary>
internal sealed record TelephonyCallData(
    string? CallId,
    CallEventType EventType,
    DateTimeOffset? EventTimestamp,
    string? EndpointId,
    EndpointType EndpointType,
    bool CompletedElsewhere,
    DateTimeOffset? Disconnected,
    string? ActorPersonId,
    string? OrgId,
    JsonElement AllowedRecordingControls)
{
    public TelephonyCallEvent ToEvent(WebhookEnvelope envelope, Call call, DateTimeOffset at) => new()
    {
        EventType = EventType,
        EventTimestamp = at,
        Call = call,
        PersonId = envelope.ActorId ?? ActorPersonId,
        EndpointId = EndpointId,
        EndpointType = EndpointType,
        CompletedElsewhere = CompletedElsewhere,
        Disconnected = Disconnected,
        ActorPersonId = ActorPersonId,
        OrgId = OrgId ?? envelope.OrgId,
        AllowedRecordingControls = AllowedRecordingControls.ValueKind == JsonValueKind.Array
            ? [.. AllowedRecordingControls.EnumerateArray().Select(control => control.ToString())]
            : [],
    };
}
