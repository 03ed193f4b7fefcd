namespace Tieline.SalesforceSimulator.PubSub;

/// <summary>How many events a subscriber still takes: never more than <see cref="Most"/>, whatever he asked for.</summary>
internal readonly record struct Demand(int Pending)
{
    public const int Most = 100;

    public Demand More(int requested) => new((int)Math.Min((long)Pending + requested, Most));

    public Demand Less(int delivered) => new(Math.Max(0, Pending - delivered));
}
