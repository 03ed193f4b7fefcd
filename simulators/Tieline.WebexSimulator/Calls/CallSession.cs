using Tieline.WebexSimulator.Webhooks;

namespace Tieline.WebexSimulator.Calls;

/// <summary>The legs that share one <c>callSessionId</c>.</summary>
internal sealed class CallSession(string id, string? scenario, DateTimeOffset created, CallDeliveries deliveries)
{
    public string Id { get; } = id;

    public string? Scenario { get; } = scenario;

    public DateTimeOffset Created { get; } = created;

    public DateTimeOffset? Ended { get; set; }

    /// <summary>Every leg there ever was.</summary>
    public List<Leg> Legs { get; } = [];

    public List<OutsideEnd> Outside { get; } = [];

    public CallDeliveries Deliveries { get; } = deliveries;

    public bool Live => Legs.Exists(leg => leg.Live) || Outside.Exists(end => end.Live);
}
