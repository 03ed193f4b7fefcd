using System.Diagnostics.Metrics;

namespace Tieline.Server.ScreenPop;

/// <summary>Figures of the pops, meter <c>Tieline.ScreenPop</c>.</summary>
internal static class ScreenPopMeter
{
    private static readonly Meter Meter = new("Tieline.ScreenPop");

    private static readonly Counter<long> Pops =
        Meter.CreateCounter<long>("tieline.screen_pop.pops", description: "New callers of incoming calls, by what the agent's page was told of them.");

    private static readonly Histogram<double> Lag =
        Meter.CreateHistogram<double>("tieline.screen_pop.lag", "s", "From the webhook's arrival to the sending of the pop towards the page; Salesforce's answer time included.");

    public static void Sent(Guid tenantId, ScreenPopOutcome outcome, TimeSpan lag)
    {
        Ended(tenantId, outcome);
        Lag.Record(lag.TotalSeconds, Tag("outcome", Name(outcome)), Tag("tenant", tenantId));
    }

    public static void Ended(Guid tenantId, ScreenPopOutcome outcome) => Pops.Add(1, Tag("outcome", Name(outcome)), Tag("tenant", tenantId));

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);

    private static string Name(ScreenPopOutcome outcome) => outcome switch
    {
        ScreenPopOutcome.Record => "record",
        ScreenPopOutcome.Choice => "choice",
        ScreenPopOutcome.Nobody => "nobody",
        ScreenPopOutcome.NoPage => "no_page",
        ScreenPopOutcome.ToldBefore => "told_before",
        ScreenPopOutcome.NoAnswer => "no_answer",
    };
}

/// <summary>What became of one pop.</summary>
internal enum ScreenPopOutcome
{
    /// <summary>The page was asked to open a record.</summary>
    Record,

    /// <summary>The page was given several records to choose from.</summary>
    Choice,

    /// <summary>The page was told that nobody has this number, or that it is withheld.</summary>
    Nobody,

    /// <summary>The agent had no page open.</summary>
    NoPage,

    /// <summary>The page knew of this caller already.</summary>
    ToldBefore,

    /// <summary>Salesforce could not be asked who calls.</summary>
    NoAnswer,
}
