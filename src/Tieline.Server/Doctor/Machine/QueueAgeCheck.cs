using System.Globalization;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;

namespace Tieline.Server.Doctor.Machine;

/// <summary>Nothing waits for long: notifications from Webex are handled within seconds, deliveries that are due are tried.</summary>
internal sealed class QueueAgeCheck(Database database, Clock clock) : ICheck
{
    private static readonly TimeSpan LongestNotification = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestDelivery = TimeSpan.FromMinutes(30);

    public Mender Who => Mender.Tieline;

    public IReadOnlyList<string> Says { get; } = ["Inbox", "Deliveries"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var now = clock.UtcNow;
        var received = (await database.QueryAsync(DoctorSql.OldestNotification, [on.Tenant.Id], row => row.GetMomentOrNull(0), cancellationToken)).Single();
        var (asked, count) = (await database.QueryAsync(
            DoctorSql.OldestDelivery, [on.Tenant.Id, Moment.ToMicroseconds(now - LongestDelivery)], row => (row.GetMomentOrNull(0), row.GetInt64(1)), cancellationToken)).Single();
        var (inbox, delivery) = (now - (received ?? now), now - (asked ?? now));
        var found = inbox > LongestNotification ? Finding.Broken("Inbox", Minutes(inbox))
            : count > 0 ? Finding.Broken("Deliveries", $"{count}", Minutes(delivery))
            : Finding.Well();
        return found.With($"oldest waiting notification: {Minutes(inbox)} min", $"deliveries overdue by more than {Minutes(LongestDelivery)} min: {count}");
    }

    private static string Minutes(TimeSpan time) => Math.Max(0, (long)time.TotalMinutes).ToString(CultureInfo.InvariantCulture);
}
