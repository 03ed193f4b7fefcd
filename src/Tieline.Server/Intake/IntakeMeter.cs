using System.Diagnostics.Metrics;

namespace Tieline.Server.Intake;

/// <summary>Figures of the door and the inbox, meter <c>Tieline.Intake</c>.</summary>
internal static class IntakeMeter
{
    private static readonly Meter Meter = new("Tieline.Intake");

    private static readonly Counter<long> Requests =
        Meter.CreateCounter<long>("tieline.intake.requests", description: "Webhook requests by outcome.");

    private static readonly Counter<long> DeadEntries =
        Meter.CreateCounter<long>("tieline.inbox.dead", description: "Inbox entries set aside because their handler failed again and again.");

    private static readonly Histogram<double> Lag =
        Meter.CreateHistogram<double>("tieline.inbox.lag", "s", "From the nudge after the append to the end of the handling.");

    public static void Received(WebhookOutcome outcome) => Requests.Add(1, Tag("outcome", Name(outcome)));

    public static void Received(WebhookOutcome outcome, Guid tenantId) => Requests.Add(1, Tag("outcome", Name(outcome)), Tag("tenant", tenantId));

    public static void Handled(InboxKey key, TimeSpan lag) => Lag.Record(lag.TotalSeconds, Tag("subject", key.Subject), Tag("tenant", key.TenantId));

    public static void Dead(InboxKey key) => DeadEntries.Add(1, Tag("subject", key.Subject), Tag("tenant", key.TenantId));

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);

    private static string Name(WebhookOutcome outcome) => outcome switch
    {
        WebhookOutcome.Stored => "stored",
        WebhookOutcome.Repeated => "repeated",
        WebhookOutcome.TooOld => "too_old",
        WebhookOutcome.OfNoConcern => "of_no_concern",
        WebhookOutcome.Leaving => "leaving",
        WebhookOutcome.UnknownKey => "unknown_key",
        WebhookOutcome.NotSigned => "not_signed",
        WebhookOutcome.WronglySigned => "wrongly_signed",
        WebhookOutcome.NoSecret => "no_secret",
        WebhookOutcome.TooLarge => "too_large",
        WebhookOutcome.WrongContentType => "wrong_content_type",
        WebhookOutcome.NotJson => "not_json",
        WebhookOutcome.NotStored => "not_stored",
    };
}
