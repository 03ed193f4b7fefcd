namespace Tieline.Webex;

/// <summary>Where a call that a command begins shall ring first. At most one of the two may be set.</summary>
/// <remarks>See <a href="https://developer.webex.com/docs/api/v1/call-controls/dial">Dial</a>.</remarks>
public sealed record RingAt
{
    /// <summary>Only this device or app rings; see <see cref="AnswerEndpointsApi"/>.</summary>
    public string? EndpointId { get; init; }

    /// <summary>Only this single-number-reach number rings.</summary>
    public string? SingleNumberReachPhoneNumber { get; init; }
}

internal sealed record DialRequest(string Destination, string? EndpointId, string? SingleNumberReachPhoneNumber);

internal sealed record RetrieveRequest(string? Destination, string? EndpointId, string? SingleNumberReachPhoneNumber);

internal sealed record TargetRequest(string? Target, string? EndpointId, string? SingleNumberReachPhoneNumber);

internal sealed record PullRequest(string? EndpointId);

internal sealed record CallRequest(string CallId);

internal sealed record AnswerRequest(string CallId, string? EndpointId);

internal sealed record RejectRequest(string CallId, string? Action);

internal sealed record DivertRequest(string CallId, string? Destination, bool? ToVoicemail);

internal sealed record TransferRequest(string? CallId1, string? CallId2, string? Destination);

internal sealed record ParkRequest(string CallId, string? Destination, bool? IsGroupPark);

internal sealed record ParkResponse(Party? ParkedAgainst);

internal sealed record DtmfRequest(string CallId, string Dtmf);
