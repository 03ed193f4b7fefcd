using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Storage;
using Tieline.Webex;

namespace Tieline.Server.Calls;

/// <summary>
/// Asks the cloud about open calls of which nothing was heard for a while, and puts what it learns into the inbox. An end that was not heard is
/// found by it: the log then says so, and has a length only if the call was alive within <see cref="CallLeg.EndIsFoundWithin"/> before.
/// </summary>
internal sealed partial class CallSweep(
    Database database, GroupCommitWriter writer, CloudClients clients, CallNotes notes, Clock clock, ILogger<CallSweep> logger) : BackgroundService
{
    /// <summary>After this long without a sign of life a call is asked about.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(30);

    /// <summary>How long a call is kept open about which nobody can ask: its agent is not signed in, or Webex does not let him see it any more.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    private static readonly TimeSpan Round = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(stoppingToken);
                await clock.DelayAsync(Round, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                Log.RoundFailed(logger, failure);
                await clock.DelayAsync(Round, stoppingToken);
            }
        }
    }

    internal async Task SweepAsync(CancellationToken cancellationToken)
    {
        var due = await database.QueryAsync(
            CallRows.SelectDue, [Moment.ToMicroseconds(clock.UtcNow)],
            row => (Session: CallRows.ReadSession(row, row.GetId(0), row.GetString(1), firstColumn: 2), HeardAt: row.GetMoment(4)), cancellationToken);
        await Parallel.ForEachAsync(
            due, new ParallelOptions { MaxDegreeOfParallelism = 8, CancellationToken = cancellationToken },
            async (call, token) => await CheckAsync(call.Session, call.HeardAt, token));
    }

    private async Task CheckAsync(CallSession session, DateTimeOffset heardAt, CancellationToken cancellationToken)
    {
        // First the next date: whatever fails below, this call does not come up in each round.
        var now = clock.UtcNow;
        var postponed = await writer.CommitAsync([CallRows.Postpone(session, dueBefore: now, now + Silence)], cancellationToken);
        if (postponed[0] == 0)
        {
            return; // Another server asks, or something was heard of it meanwhile.
        }

        foreach (var leg in session.Legs.Where(leg => leg is { IsKnown: true, IsOver: false }))
        {
            try
            {
                await CheckAsync(session, leg, heardAt, cancellationToken);
            }
            catch (WebexException failure)
            {
                Log.NotAnswered(logger, session.CallSessionId, failure.Kind);
            }
        }
    }

    private async Task CheckAsync(CallSession session, CallLeg leg, DateTimeOffset heardAt, CancellationToken cancellationToken)
    {
        var webex = await clients.WebexAsPersonAsync(session.TenantId, leg.PersonId, cancellationToken);
        // Whose sign-in has lapsed is looked after by the Service App, where there is one.
        var app = webex is null ? await clients.WebexAsServiceAppAsync(session.TenantId, cancellationToken) : null;
        var mayAsk = webex is not null || app is not null;
        Call? call = null;
        try
        {
            call = webex is not null ? await webex.Calls.GetAsync(leg.CallId, cancellationToken)
                : app is not null ? await app.MemberCalls.GetAsync(leg.PersonId, leg.CallId, cancellationToken)
                : null;
        }
        catch (WebexException failure) when (failure.Kind is WebexErrorKind.Forbidden or WebexErrorKind.Unauthorized)
        {
            Log.NotAnswered(logger, session.CallSessionId, failure.Kind);
            mayAsk = false;
        }

        if (call is not null)
        {
            await notes.NoteSeenAsync(session.TenantId, leg.PersonId, call with { CallSessionId = session.CallSessionId }, cancellationToken);
        }
        else if (mayAsk || clock.UtcNow - heardAt > Patience)
        {
            Log.Gone(logger, session.CallSessionId, !mayAsk);
            await notes.NoteGoneAsync(session.TenantId, session.CallSessionId, leg.PersonId, leg.CallId, cancellationToken);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "A round of checking open calls failed; the next one tries again")]
        public static partial void RoundFailed(ILogger logger, Exception failure);

        [LoggerMessage(Level = LogLevel.Information, Message = "Call {CallSessionId}: Webex did not say how it stands ({Kind}); asked again later")]
        public static partial void NotAnswered(ILogger logger, string callSessionId, WebexErrorKind kind);

        [LoggerMessage(Level = LogLevel.Information, Message = "Call {CallSessionId}: ended without our hearing of it (given up: {GivenUp})")]
        public static partial void Gone(ILogger logger, string callSessionId, bool givenUp);
    }
}
