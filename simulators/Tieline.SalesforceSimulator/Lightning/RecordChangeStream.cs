using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Lightning;

/// <summary>
/// Tells one open page of the shell what happens to the record it shows: to the row itself and to every row that points
/// to it, as far as its user may read them. Only ids travel; the page reads the rows through REST with its own user's rights.
/// </summary>
internal static class RecordChangeStream
{
    private const int MostWaiting = 500;
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    /// <param name="org">whose changes</param>
    /// <param name="userId">who is told</param>
    /// <param name="about">the record or user, 18 characters</param>
    /// <param name="stopping">ends the stream cleanly when the simulator stops</param>
    /// <param name="cancellationToken">the page went away</param>
    internal static async IAsyncEnumerable<SseItem<string>> FollowAsync(SalesforceOrg org, string userId, string about, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var waiting = Channel.CreateBounded<SseItem<string>>(MostWaiting);
        waiting.Writer.TryWrite(new("{}", "watching"));
        void Tell(RecordChange change)
        {
            // A reader too slow for this many is cut off: its browser connects again and reads everything anew.
            if (IsAbout(change, about) && org.Run(() => MayRead(org, userId, change)) && !waiting.Writer.TryWrite(new(Json(change, about), "changed"))) waiting.Writer.TryComplete();
        }

        org.RecordChanged += Tell;
        try
        {
            using var stop = stopping.Register(() => waiting.Writer.TryComplete());
            await using var beat = TimeProvider.System.CreateTimer(_ => waiting.Writer.TryWrite(new("{}", "beat")), null, Heartbeat, Heartbeat);
            await foreach (var item in waiting.Reader.ReadAllAsync(cancellationToken)) yield return item;
        }
        finally
        {
            org.RecordChanged -= Tell;
        }
    }

    // A row may be shown wherever it points to (a contact's page lists its tasks), and is to vanish from where it pointed to before.
    private static bool IsAbout(RecordChange change, string about) =>
        change.Id == about || change.After?.Values.ContainsValue(about) is true || change.Before?.Values.ContainsValue(about) is true;

    // With its object a row may be gone whose page is still open: nobody reads that any more.
    // Of two states the one before counts too: a page is to let go of what its user may read no more.
    private static bool MayRead(SalesforceOrg org, string userId, RecordChange change) =>
        org.Schema.Find(change.ObjectName) is not null && org.Records.Find(userId)?.Is("IsActive") == true && new[] { change.Before, change.After }.OfType<SalesforceRecord>().Any(row => org.Access.Reads(userId, row));

    private static string Json(RecordChange change, string about) =>
        JsonSerializer.Serialize(new { objectApiName = change.ObjectName, id = change.Id, kind = change.Kind.ToString(), concerns = new[] { about } });
}
