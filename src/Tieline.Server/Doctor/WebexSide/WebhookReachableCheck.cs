using System.Globalization;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Doctor.Machine;
using Tieline.Server.Storage;
using Tieline.Webex;

namespace Tieline.Server.Doctor.WebexSide;

/// <summary>
/// What Webex posts arrives here. Nobody can try the way from outside but Webex itself, so its own call history is laid beside what arrived: a call of which nothing came
/// was lost on the way. Without a call the proof of the page Connection tells.
/// </summary>
internal sealed class WebhookReachableCheck(Database database, CloudClients clients, WebhookLook webhooks, TielineOptions options, Clock clock) : ICheck
{
    public const string Itself = "WebhookReachable";

    /// <summary>For so long what arrived tells of today: a long weekend without a call is no reason for alarm.</summary>
    public static readonly TimeSpan Proves = TimeSpan.FromDays(4);

    /// <summary>What arrived is kept for two days; so old a call tells nothing.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(47);

    /// <summary>A notification may be on its way, and the history has the time of one moment of a call only.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(1);

    // The scheduled examinations have every check made when the server starts.
    private readonly DateTimeOffset _startedAt = clock.UtcNow;

    public Mender Who => Mender.Host;

    public IReadOnlyList<string> Says { get; } = ["Lost", "Missed", "Never", "Old"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var kept = (await database.QueryAsync(DoctorSql.LastWebhook, [on.Tenant.Id], row => row.GetMomentOrNull(0), cancellationToken)).Single();
        var arrived = new[] { kept, Moment.FromMicrosecondsOrNull(on.Before.GetValueOrDefault(Itself)?.Finding.Measure) }.Max();
        var proof = on.Tenant.WebhookProof is { } one && one.Address == options.PublicAddress ? one.At : (DateTimeOffset?)null;
        var people = WebexPerson.SampleOf(await on.PeopleAsync(cancellationToken));
        var calls = await Task.WhenAll(people.Select(async person => (Person: person, At: await LastCallAsync(on.Tenant.Id, person.PersonId, cancellationToken))));
        var lost = calls.Where(call => call.At is { } at && IsLost(at, arrived, proof, call.Person.Grant.SignedInAt, clock.UtcNow)).ToList();
        await AskWhetherWebexPostsAsync(on.Tenant.Id, [.. lost.Select(call => call.Person)], cancellationToken);
        var here = PublicAddressCheck.IsHere(arrived, PublicAddressCheck.Since(on.Before.GetValueOrDefault(PublicAddressCheck.Itself)?.Finding, options.PublicAddress, clock.UtcNow)) ? arrived : null;
        return (lost.Count > 0 ? Judge(WebexPerson.NamesOf(lost.Select(call => call.Person)), lost.Max(call => call.At)!.Value)
            : new[] { here, proof }.Max() is not { } last ? Finding.Unknown("Never")
            : clock.UtcNow - last < Proves ? Finding.Well(Text(last))
            : Finding.Unknown("Old", Text(last))).With([
                $"last notification: {(arrived is { } came ? came.ToString("u", CultureInfo.InvariantCulture) : "none known")}",
                $"proved at {options.PublicAddress}: {(proof is { } when ? when.ToString("u", CultureInfo.InvariantCulture) : "never")}",
                .. calls.Where(call => call.At is not null).Select(call => $"{call.Person.Name}: last call {call.At:u}"),
            ]) with { Measure = arrived is { } moment ? Moment.ToMicroseconds(moment) : null };
    }

    // Webex does not send again what came to a server that did not run.
    private Finding Judge(string names, DateTimeOffset call) => call >= _startedAt
        ? Finding.Broken("Lost", names, Text(call))
        : Finding.Warning("Missed", names, Text(call), Text(_startedAt));

    // A call that Webex announced to nobody, or with another secret, says nothing of the way.
    private async Task AskWhetherWebexPostsAsync(Guid tenantId, IReadOnlyList<WebexPerson> lost, CancellationToken cancellationToken)
    {
        var seen = await webhooks.AllAsync(tenantId, lost, cancellationToken);
        if (seen.Length > 0 && seen.All(one => !one.IsActive || !one.HasOurSecret))
        {
            throw new BlockedException(seen.Any(one => !one.IsActive) ? "WebhookActive" : "WebhookSecret", "");
        }
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
