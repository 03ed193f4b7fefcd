using Tieline.Salesforce;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Doctor.Org;
using Tieline.Server.Doctor.WebexSide;
using Tieline.Server.Storage;
using Tieline.Webex;

namespace Tieline.Server.Doctor;

/// <summary>Examines a tenant: all checks at once, each for a few seconds at most, so that a cloud that hangs makes a check unknown and nothing else.</summary>
internal sealed partial class Examiner(
    IEnumerable<ICheck> checks, Tenants tenants, Examinations examinations, CheckStore store, AuditTrail audit, GroupCommitWriter writer, Clock clock, ILogger<Examiner> logger)
{
    /// <summary>How long one check may look; real time, since it bounds a wait for a cloud.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(8);

    private readonly Dictionary<string, ICheck> _byName = checks.ToDictionary(check => check.Name, StringComparer.Ordinal);

    /// <summary>In the order of the table.</summary>
    public IReadOnlyCollection<ICheck> Checks => _byName.Values;

    public ICheck? Named(string name) => _byName.GetValueOrDefault(name);

    /// <summary>What each check found last, in the order of the table; of checks that never ran there is nothing.</summary>
    public async Task<IReadOnlyList<CheckResult>> LastAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var last = await store.AllAsync(tenantId, cancellationToken);
        // What a check of an earlier version said may have no sentence any more.
        return [.. Checks.Select(check => last.GetValueOrDefault(check.Name) is { } result && Finding.Common.Append("Well").Concat(check.Says).Contains(result.Finding.Says) ? result : null).OfType<CheckResult>()];
    }

    /// <summary>Runs all checks and keeps what they found; where the database is down it goes by what was last known of the tenant. Null when there is no such tenant.</summary>
    /// <param name="tenantId">Whose.</param>
    /// <param name="tell">Told each result as it comes, on any thread.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task<IReadOnlyList<CheckResult>?> RunAsync(Guid tenantId, Action<CheckResult>? tell, CancellationToken cancellationToken)
    {
        if (await tenants.LastKnownAsync(tenantId, cancellationToken) is not { } tenant)
        {
            return null;
        }

        var before = await BeforeAsync(tenantId, cancellationToken);
        var on = examinations.Begin(tenant, before);
        var found = await Task.WhenAll(Checks.Select(async check =>
        {
            var result = CheckResult.Next(before.GetValueOrDefault(check.Name), check.Name, await LookAsync(check, on, cancellationToken), clock.UtcNow);
            tell?.Invoke(result);
            return result;
        }));
        Log.Examined(logger, tenantId, found.Count(one => one.Finding.Verdict == Verdict.Broken), found.Count(one => one.Finding.Verdict == Verdict.Warning));
        return await KeepAsync(tenantId, found, cancellationToken);
    }

    /// <summary>Mends what this check finds and looks again. Null when there is no such tenant, or the check cannot mend.</summary>
    /// <exception cref="NotMendedException">It was not mended, or not all of it. What <see cref="Database.IsDown"/> knows goes out as it is.</exception>
    public async Task<CheckResult?> FixAsync(Guid tenantId, string name, Actor who, CancellationToken cancellationToken)
    {
        if (Named(name) is not IMendingCheck check)
        {
            return null;
        }

        try
        {
            return await FixAsync(check, tenantId, who, cancellationToken);
        }
        catch (Exception problem) when (problem is not NotMendedException && !Database.IsDown(problem) && !cancellationToken.IsCancellationRequested)
        {
            throw new NotMendedException(ToldBy(problem) ?? Ours(check, tenantId, problem), problem);
        }
    }

    private async Task<CheckResult?> FixAsync(IMendingCheck check, Guid tenantId, Actor who, CancellationToken cancellationToken)
    {
        tenants.Forget(tenantId); // Another server may have begun the leaving just now.
        if (await tenants.FindAsync(tenantId, cancellationToken) is not { } tenant)
        {
            return null;
        }

        if (tenant.IsLeaving)
        {
            throw new NotMendedException(Finding.Unknown("Leaving"));
        }

        var name = check.Name;
        var on = examinations.Begin(tenant, await BeforeAsync(tenantId, cancellationToken));
        NotMendedException? rest = null;
        try
        {
            await check.MendAsync(on, new Mending(audit, writer, tenantId, who, name), cancellationToken);
        }
        catch (NotMendedException problem)
        {
            rest = problem; // Some of it may be mended all the same.
        }

        var afterwards = examinations.Begin(await tenants.FindAsync(tenantId, cancellationToken) ?? tenant, on.Before);
        var result = CheckResult.Next(on.Before.GetValueOrDefault(name), name, await LookAsync(check, afterwards, cancellationToken), clock.UtcNow);
        var kept = (await store.KeepAsync(tenantId, [result], cancellationToken))[0];
        return rest is null ? kept : throw new NotMendedException(rest.Why, rest) { Afterwards = kept };
    }

    private async Task<Finding> LookAsync(ICheck check, Examination on, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Limit);
        try
        {
            return await check.LookAsync(on, limit.Token).WaitAsync(limit.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            var seconds = Limit.TotalSeconds.ToString("0", System.Globalization.CultureInfo.InvariantCulture);
            return Finding.Unknown("NoAnswer", seconds).With($"given up after {seconds} s");
        }
        catch (SalesforceException problem) when (problem.Kind is SalesforceErrorKind.Unreachable or SalesforceErrorKind.Unavailable)
        {
            return (await on.OrgAsync(cancellationToken)).Cause == OrgCause.MyDomain ? Finding.Because(OrgCause.MyDomain, problem.Message) : ToldBy(problem)!;
        }
        catch (WebexException problem) when (problem.Kind is WebexErrorKind.Unreachable or WebexErrorKind.Unavailable)
        {
            return await on.WebexTroubleAsync(cancellationToken) is { } trouble ? Finding.Because(WebexAnswersCheck.Itself, trouble) : ToldBy(problem)!;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            return ToldBy(problem) ?? Ours(check, on.Tenant.Id, problem);
        }
    }

    /// <summary>Null: it is a fault of ours.</summary>
    private static Finding? ToldBy(Exception problem) => problem switch
    {
        BlockedException blocked => Finding.Because(blocked.Check, blocked.Words),
        SalesforceException { ErrorCode: { } code } => Finding.Unknown("Failed", problem.Message).With($"{code}: {problem.Message}"),
        _ when Database.IsDown(problem) => Finding.Unknown("Failed", Database.WordsOf(problem)).With($"database: {Database.WordsOf(problem)}"),
        SalesforceException or WebexException or OutsideException => Finding.Unknown("Failed", problem.Message).With($"{problem.GetType().Name}: {problem.Message}"),
        _ => null,
    };

    // It must not cost the other checks.
    private Finding Ours(ICheck check, Guid tenantId, Exception problem)
    {
        Log.Threw(logger, check.Name, tenantId, problem);
        return Finding.Unknown("Failed", problem.GetType().Name).With("an error of Tieline; the log has more");
    }

    // With a database that is down the checks are all the more wanted.
    private async Task<IReadOnlyDictionary<string, CheckResult>> BeforeAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        try
        {
            return await store.AllAsync(tenantId, cancellationToken);
        }
        catch (Exception problem) when (Database.IsDown(problem))
        {
            Log.NotRead(logger, tenantId, problem);
            return new Dictionary<string, CheckResult>();
        }
    }

    private async Task<IReadOnlyList<CheckResult>> KeepAsync(Guid tenantId, IReadOnlyList<CheckResult> found, CancellationToken cancellationToken)
    {
        try
        {
            var kept = await store.KeepAsync(tenantId, found, cancellationToken);
            await store.EndTurnAsync(tenantId, cancellationToken);
            return kept;
        }
        catch (Exception problem) when (Database.IsDown(problem))
        {
            Log.NotKept(logger, tenantId, problem);
            return found;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "Examined tenant {TenantId}: {Broken} broken, {Warnings} warnings.")]
        public static partial void Examined(ILogger logger, Guid tenantId, int broken, int warnings);

        [LoggerMessage(Level = LogLevel.Error, Message = "Check {Check} of tenant {TenantId} met an error of our own.")]
        public static partial void Threw(ILogger logger, string check, Guid tenantId, Exception problem);

        [LoggerMessage(Level = LogLevel.Error, Message = "What was found before for tenant {TenantId} could not be read.")]
        public static partial void NotRead(ILogger logger, Guid tenantId, Exception problem);

        [LoggerMessage(Level = LogLevel.Error, Message = "What was found for tenant {TenantId} could not be kept.")]
        public static partial void NotKept(ILogger logger, Guid tenantId, Exception problem);
    }
}
