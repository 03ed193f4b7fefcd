using System.Text.Json;
using System.Text.Json.Serialization;
using Tieline.Webex;

namespace Tieline.Server.Intake;

/// <summary>A call as Webex showed it when we asked. It goes into the inbox beside what Webex tells by itself, so that one writer handles all in order.</summary>
public sealed record SeenCall(DateTimeOffset AskedAt, Call Call)
{
    /// <summary>The inbox subject of calls; the ordering key is the callSessionId.</summary>
    public const string Subject = "call";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    /// <param name="personId">Whose leg of the call it is.</param>
    public Task AppendToAsync(Inbox inbox, Guid tenantId, string personId, CancellationToken cancellationToken) => inbox.AppendAsync(
        new InboxKey(tenantId, Subject, Call.CallSessionId), personId, Inbox.Snapshot, JsonSerializer.SerializeToUtf8Bytes(this, Json), cancellationToken);

    /// <exception cref="JsonException">The body holds no call.</exception>
    public static SeenCall Read(byte[] body) =>
        JsonSerializer.Deserialize<SeenCall>(body, Json) is { Call.Id.Length: > 0 } seen ? seen : throw new JsonException("A call without id.");
}
