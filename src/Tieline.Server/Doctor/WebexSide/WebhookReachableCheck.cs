using System.Globalization;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;
using Tieline.Webex;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>
/// What Webex posts arrives here. Nobody can try the way from outside but Webex itself, so its own call history is laid beside what arrived: a call of which nothing came
/// was lost on the way. Without a call the proof of the page Connection tells.
/// </summary>
internal sealed class WebhookReachableCheck(Database database, CloudClients clients, TielineOptions options, Clock clock) : ICheck
{
    /// <summary>What arrived is kept for two days; so old a call tells nothing.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(47);

    /// <summary>A notification may be on its way, and the history has the time of one moment of a call only.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    public Mender Who => Mender.Host;

    public IReadOnlyList<string> Says { get; } = ["Lost", "Never"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var arrived = (await database.QueryAsync(DoctorSql.LastWebhook, [on.Tenant.Id], row => row.GetMomentOrNull(0), cancellationToken)).Single();
        var proof = on.Tenant.WebhookProof is { } one && one.Address == options.PublicAddress ? one.At : (DateTimeOffset?)null;
        var people = WebexPerson.SampleOf(await on.PeopleAsync(cancellationToken));
        var calls = await Task.WhenAll(people.Select(async person => (Person: person, At: await LastCallAsync(on.Tenant.Id, person.PersonId, cancellationToken))));
        var lost = calls.Where(call => call.At is { } at && IsLost(at, arrived, proof, call.Person.Grant.SignedInAt, clock.UtcNow)).ToList();
        var seen = new[] { arrived, proof }.Max();
        return (lost.Count > 0 ? Finding.Broken("Lost", WebexPerson.NamesOf(lost.Select(call => call.Person)), Text(lost.Max(call => call.At)!.Value))
            : seen is { } last ? Finding.Well(Text(last))
            : Finding.Unknown("Never"))
            .With([
                $"last notification: {(arrived is { } came ? came.ToString("u", CultureInfo.InvariantCulture) : "none in two days")}",
                $"proved at {options.PublicAddress}: {(proof is { } when ? when.ToString("u", CultureInfo.InvariantCulture) : "never")}",
                .. calls.Where(call => call.At is not null).Select(call => $"{call.Person.Name}: last call {call.At:u}"),
            ]);
    }

    /// <summary>Pure: nothing at all came since the call, though the person was signed in and it is not too long ago. When something came later, of whomever, the way is open.</summary>
    /// <param name="call">When it was.</param>
    /// <param name="arrived">The last notification of anybody; null when none is known.</param>
    /// <param name="proof">When a delivery was proved to arrive; null when never.</param>
    /// <param name="signedIn">Since when his calls are announced.</param>
    /// <param name="now">Now.</param>
    internal static bool IsLost(DateTimeOffset call, DateTimeOffset? arrived, DateTimeOffset? proof, DateTimeOffset signedIn, DateTimeOffset now) =>
        call > signedIn && call > now - Kept && call < now - Grace && !(arrived >= call - Grace) && !(proof > call);

    // Who has no Webex Calling, or may not read his calls, is told by other checks.
    private async Task<DateTimeOffset?> LastCallAsync(Guid tenantId, string personId, CancellationToken cancellationToken)
    {
        try
        {
            return await clients.WebexAsPersonAsync(tenantId, personId, cancellationToken) is { } webex ? (await webex.Calls.HistoryAsync(null, cancellationToken)).Max(call => call.Time) : null;
        }
        catch (WebexException problem) when (problem.Kind is WebexErrorKind.Invalid or WebexErrorKind.Forbidden or WebexErrorKind.NotFound or WebexErrorKind.Unauthorized)
        {
            return null;
        }
    }

    private static string Text(DateTimeOffset time) => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
