using Tieline.Server.CallerMatching;
using Tieline.Server.Calls;

namespace Tieline.Server.Tests.Softphone;

/// <summary>Calls as the softphone gets them.</summary>
internal static class SomeCalls
{
    public static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    public static CallView Call(CallStatus status, bool incoming = true, string id = "call-1", string? number = "+12025550143", string? name = null) => new(
        Guid.Empty, id, "person-1", $"leg-{id}", incoming ? CallDirection.Inbound : CallDirection.Outbound, status,
        new RemoteParty(name, number, number is null, null, "external"), Noon,
        status is CallStatus.Connected or CallStatus.Held or CallStatus.RemoteHeld or CallStatus.Ended ? Noon.AddSeconds(5) : null,
        status == CallStatus.Ended ? Noon.AddSeconds(130) : null, status == CallStatus.Ended ? CallOutcome.Answered : null,
        IsMuted: false, CanMute: true, CanAnswerHere: true, IsApproximate: false, EndpointId: null, RedirectedFrom: null, Version: 1)
    { IsIncoming = incoming, IsRingingHere = incoming && status == CallStatus.Ringing, TalkTime = status == CallStatus.Ended ? TimeSpan.FromSeconds(125) : null };

    public static CallerCandidate Maria { get; } =
        new("003000000000001AAA", "Contact", "Maria Lopez", "Purchasing Lead", "001000000000001AAA", "Acme Rockets", "(202) 555-0143", "Phone", 96, "MatchedDirect");

    public static CallerMatch OnlyMaria { get; } = new("(202) 555-0143", "+12025550143", [Maria], CallerMatchKind.One);

    public static CallerMatch NinaOrOmar { get; } = new("(202) 555-0188", "+12025550188",
        [
            new("003000000000002AAA", "Contact", "Nina Park", "Dispatcher", "001000000000002AAA", "Harbor Freight Lines", "(202) 555-0188", "Phone", 72, "MatchedShared"),
            new("003000000000003AAA", "Contact", "Omar Haddad", null, "001000000000002AAA", "Harbor Freight Lines", "(202) 555-0188", "Phone", 72, "MatchedShared"),
        ], CallerMatchKind.Many);

    public static CallerMatch Nobody { get; } = new("(202) 555-0111", "+12025550111", [], CallerMatchKind.None);
}
