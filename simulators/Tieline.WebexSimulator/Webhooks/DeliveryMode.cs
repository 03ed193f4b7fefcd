namespace Tieline.WebexSimulator.Webhooks;

/// <summary>How the deliveries of calls and meetings begun from now on travel, and all that belong to neither.</summary>
internal sealed record DeliveryMode
{
    public const string Unsigned = "unsigned";
    public const string WronglySigned = "wronglySigned";
    public static readonly string[] Names = ["inOrder", "doubled", "shuffled", "late", "lost", "held", Unsigned, WronglySigned];

    public string Mode { get; init; } = "inOrder";

    /// <summary>For <c>late</c>: seconds on the simulator's clock.</summary>
    public double LateSeconds { get; init; } = 180;

    /// <summary>For <c>lost</c>: which of a call's deliveries never leave, counted from 0.</summary>
    public int[] Lose { get; init; } = [];

    /// <summary>For <c>shuffled</c>: draws the order.</summary>
    public int Seed { get; init; } = 1;
}
