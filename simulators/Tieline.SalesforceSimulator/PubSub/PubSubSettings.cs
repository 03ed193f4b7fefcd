namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>The times of a subscription, on the org's clock.</summary>
internal sealed class PubSubSettings
{
    public static readonly TimeSpan UsualKeepalive = TimeSpan.FromSeconds(270);
    public static readonly TimeSpan UsualIdle = TimeSpan.FromSeconds(60);

    /// <summary>A subscriber hears something at least this often.</summary>
    public TimeSpan Keepalive { get; set; } = UsualKeepalive;

    /// <summary>How long a subscription stays open when its client asks for nothing more.</summary>
    public TimeSpan Idle { get; set; } = UsualIdle;

    public void Reset() => (Keepalive, Idle) = (UsualKeepalive, UsualIdle);
}
