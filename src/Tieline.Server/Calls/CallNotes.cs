using System.Text.Json;
using Tieline.Server.Diagnostics;
using Tieline.Server.Intake;
using Tieline.Webex;

namespace Tieline.Server.Calls;

/// <summary>
/// What we ourselves have to say about a call goes the way of the webhooks: into the inbox, so that one writer handles all in order.
/// </summary>
public sealed class CallNotes(Inbox inbox, Clock clock)
{
    /// <summary>The inbox subject of calls; the ordering key is the callSessionId.</summary>
    public const string Subject = SeenCall.Subject;

    internal const string GoneSource = "gone";
    internal const string DeedSource = "deed";

    /// <summary>The agent does something that the cloud will not tell; durable when it returns.</summary>
    public Task NoteDeedAsync(CallView call, AgentDeed deed, string? place, bool withdrawn, CancellationToken cancellationToken) =>
        AddAsync(call.TenantId, call.CallSessionId, call.PersonId, DeedSource, new DeedNote(call.CallId, clock.UtcNow, deed, place, withdrawn), cancellationToken);

    /// <summary>We asked, and this is how the call stands.</summary>
    public Task NoteSeenAsync(Guid tenantId, string personId, Call call, CancellationToken cancellationToken) =>
        new SeenCall(clock.UtcNow, call).AppendToAsync(inbox, tenantId, personId, cancellationToken);

    /// <summary>We asked, and the cloud does not know the call any more (or we gave up asking).</summary>
    public Task NoteGoneAsync(Guid tenantId, string callSessionId, string personId, string callId, CancellationToken cancellationToken) =>
        AddAsync(tenantId, callSessionId, personId, GoneSource, new GoneNote(callId, clock.UtcNow), cancellationToken);

    private Task AddAsync<TNote>(Guid tenantId, string callSessionId, string personId, string source, TNote note, CancellationToken cancellationToken) =>
        inbox.AppendAsync(
            new InboxKey(tenantId, Subject, callSessionId), personId, source, JsonSerializer.SerializeToUtf8Bytes(note, InboxReading.Json), cancellationToken);
}

internal sealed record DeedNote(string CallId, DateTimeOffset At, AgentDeed Deed, string? Place, bool Withdrawn);

internal sealed record GoneNote(string CallId, DateTimeOffset At);
