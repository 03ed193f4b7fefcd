using Tieline.Server.Storage;

namespace Tieline.Server.Calls;

/// <summary>What shall happen when a call changes; implemented above, in <c>Reactions</c>.</summary>
public interface ICallReactions
{
    /// <summary>Pure: what must not be lost (deliveries asked for). Written in the transaction that carries the change.</summary>
    IReadOnlyList<Statement> WriteWith(CallChange change);

    /// <summary>Begins, without waiting for it, what needs time and changes nothing: looking up who is calling while the change is on its way to the disk.</summary>
    void BeforeCommit(CallChange change);

    /// <summary>What may be lost in a crash: telling the pages, popping the record. Runs after the commit and outside of the call's turn.</summary>
    Task AfterCommitAsync(CallChange change);
}

/// <summary>What one commit changed in a call, agent by agent.</summary>
/// <param name="At">When it was committed, on the server's clock.</param>
public sealed record CallChange(Guid TenantId, string CallSessionId, DateTimeOffset At, IReadOnlyList<AgentCallChange> Agents)
{
    /// <summary>When the first of what caused it came in.</summary>
    public DateTimeOffset HeardAt { get; init; } = At;
}

/// <param name="Before">Null when the call is new to this agent.</param>
public sealed record AgentCallChange(CallView? Before, CallView After)
{
    /// <summary>The agent was not in the call before.</summary>
    public bool IsNew => Before is null;

    /// <summary>The newest sign of life of the agent's leg, on the cloud's clock: long ago when the news came late.</summary>
    public DateTimeOffset? AliveAt { get; init; }

    /// <summary>Another party came to the other end, or its number became known.</summary>
    public bool HasOtherRemote => Before is not null && Before.Remote.Number != After.Remote.Number;
}
