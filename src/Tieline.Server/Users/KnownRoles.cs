using Tieline.Salesforce;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Users;

/// <summary>
/// One tenant's roles as this server knows them. Whoever asks at the same time waits for one reading. While Salesforce is slow or cannot be asked, what was
/// known last holds for at most an hour: nobody's panel waits for it longer than a second.
/// </summary>
internal sealed class KnownRoles(Func<Task<TenantRoles>> read, Clock clock)
{
    private static readonly TimeSpan HeldOver = TimeSpan.FromHours(1);
    private static readonly TimeSpan FailureStands = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly Lock _turn = new();
    private volatile Outcome _last = new(null, null, default);
    private Task<TenantRoles> _reading = Task.FromException<TenantRoles>(new InvalidOperationException("Nothing was read yet."));
    private long _since;

    /// <summary>Not older than this, as far as Salesforce can be asked.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked, and nothing is known.</exception>
    public async Task<TenantRoles> NotOlderThanAsync(TimeSpan oldest, CancellationToken cancellationToken)
    {
        var last = _last;
        if (Fresh(last, oldest) is { } fresh)
        {
            return fresh;
        }

        if (last.Failure is { } failure && clock.UtcNow - last.FailedAt < FailureStands)
        {
            return HeldAfter(failure);
        }

        var (reading, since) = Begin(oldest);
        try
        {
            var left = Patience - TimeProvider.System.GetElapsedTime(since);
            return await (Usable() is null ? reading.WaitAsync(cancellationToken) : reading.WaitAsync(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken));
        }
        catch (TimeoutException) when (Usable() is { } held)
        {
            return held; // The reading goes on; who asks next finds what it brought.
        }
        catch (SalesforceException problem)
        {
            return HeldAfter(problem);
        }
    }

    /// <summary>As they are now: read after whatever is being read.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked.</exception>
    public Task<TenantRoles> NowAsync(CancellationToken cancellationToken)
    {
        lock (_turn)
        {
            (_since, _reading) = (TimeProvider.System.GetTimestamp(), AfterAsync(_reading));
            return _reading.WaitAsync(cancellationToken);
        }
    }

    private (Task<TenantRoles> Reading, long Since) Begin(TimeSpan oldest)
    {
        lock (_turn)
        {
            if (_reading.IsCompleted)
            {
                (_since, _reading) = (TimeProvider.System.GetTimestamp(), Fresh(_last, oldest) is { } fresh ? Task.FromResult(fresh) : ReadAsync());
            }

            return (_reading, _since);
        }
    }

    private async Task<TenantRoles> AfterAsync(Task<TenantRoles> before)
    {
        await ((Task)before).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return await ReadAsync();
    }

    private async Task<TenantRoles> ReadAsync()
    {
        await Task.Yield(); // Not while the turn is held.
        try
        {
            var roles = await read();
            _last = new Outcome(roles, null, default);
            return roles;
        }
        catch (SalesforceException problem)
        {
            _last = _last with { Failure = problem, FailedAt = clock.UtcNow };
            throw;
        }
    }

    private TenantRoles? Fresh(Outcome last, TimeSpan oldest) => last.Roles is { } roles && clock.UtcNow - roles.ReadAt < oldest ? roles : null;

    private TenantRoles? Usable() => Fresh(_last, HeldOver);

    private TenantRoles HeldAfter(SalesforceException problem) => Usable() ?? throw new SalesforceException(problem.Kind, problem.Message, problem);

    private sealed record Outcome(TenantRoles? Roles, SalesforceException? Failure, DateTimeOffset FailedAt);
}
