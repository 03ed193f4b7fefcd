using Tieline.Server.Calls;
using Tieline.Server.Deliveries;
using Tieline.Server.Users;

namespace Tieline.Server.CallLogging;

/// <summary>All that is known of one log while it is delivered; one delivery at a time has it.</summary>
internal sealed class CallLogAtHand(Delivery delivery, CallLogKey key, CallView call, Agent agent, CallLogState state)
{
    public Delivery Delivery => delivery;

    public CallLogKey Key => key;

    public CallView Call => call;

    public Agent Agent => agent;

    /// <summary>As stored last.</summary>
    public CallLogState State { get; set; } = state;

    /// <summary>Something is on its way to Salesforce whose text is noted in <see cref="CallLogState.Sent"/>.</summary>
    public bool IsSending { get; set; }

    /// <summary>Null when the Task may lie with another owner than the agent.</summary>
    public string? OwnerOfSearch => agent.IsActive && State.Problem != CallLogFailures.OwnerInactive ? agent.SalesforceUserId : null;

    /// <summary>What an update does not mend: who owns the Task was settled when it was made.</summary>
    public string? LastingProblem => State.Problem == CallLogFailures.OwnerInactive ? State.Problem : null;
}

internal static class AgentOfLog
{
    /// <summary>The agent who had the call when it began; after signing out of Webex he is still known by the log.</summary>
    public static async Task<Agent?> OfLogAsync(this Agents agents, Guid tenantId, CallLogKey key, CallLogState state, CancellationToken cancellationToken) =>
        state.AgentId is { } agentId
            ? await agents.FindAsync(tenantId, agentId, cancellationToken)
            : await agents.FindByPersonAsync(tenantId, key.PersonId, cancellationToken);
}
