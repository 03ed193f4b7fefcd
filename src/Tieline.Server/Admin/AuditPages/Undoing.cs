using Tieline.Salesforce;
using Tieline.Server.Admin.ConnectionPages;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Deliveries;
using Tieline.Server.Settings;
using Tieline.Server.Users;

namespace Tieline.Server.Admin.AuditPages;

/// <summary>Takes changes of the audit trail back: who does it for which sort, and why it cannot be done for the others.</summary>
internal sealed class Undoing(SettingsStore settings, RoleChanges roles, PersonCorrections corrections, Tenants tenants, TenantChanges changes, DeliveryList deliveries)
{
    /// <summary>Pure: why such an entry cannot be taken back; null when it can, as long as nothing was built on it.</summary>
    public static NoUndo? WhyNot(AuditEvent change) => change.What switch
    {
        AuditKinds.Setting => SettingsStore.CanUndo(change) ? null : NoUndo.Anonymous,
        AuditKinds.Role => RoleChanges.CanUndo(change) ? null : NoUndo.Anonymous,
        AuditKinds.Person => PersonCorrections.CanUndo(change) ? null : NoUndo.Anonymous,
        AuditKinds.Connection => TenantChanges.CanUndo(change) ? null : NoUndo.HangsTogether,
        AuditKinds.Delivery => DeliveryList.CanUndo(change) ? null : DeliverySubject.Read(change.Subject) is null ? NoUndo.Anonymous : NoUndo.TriedSooner,
        AuditKinds.Served => NoUndo.Served,
        AuditKinds.SignedOut or AuditKinds.Unlinked => NoUndo.ConsentGone,
        AuditKinds.Linked => NoUndo.Linked,
        AuditKinds.Secret or AuditKinds.LaunchKey => NoUndo.SecretGone,
        AuditKinds.Tenant => NoUndo.Tenant,
        AuditKinds.Webhooks => NoUndo.Webhooks,
        AuditKinds.Doctor => NoUndo.Mended,
        AuditKinds.Leaving => NoUndo.Leaving,
        AuditKinds.Erasure => NoUndo.Erasure,
        _ => NoUndo.Unknown,
    };

    /// <param name="tenantId">Whose trail it is.</param>
    /// <param name="entry">The change.</param>
    /// <param name="who">As the trail names him.</param>
    /// <param name="isOperator">He holds the admin key.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="SalesforceException">The roles of the user cannot be read.</exception>
    public async Task<UndoOutcome> UndoAsync(Guid tenantId, AuditEntry entry, Actor who, bool isOperator, CancellationToken cancellationToken)
    {
        if (WhyNot(entry.Event) is { } reason)
        {
            return new UndoOutcome.Never(reason);
        }

        if (!isOperator && !await MayPutBackAsync(tenantId, entry.Event, cancellationToken))
        {
            return new UndoOutcome.Never(NoUndo.OperatorOnly);
        }

        if (entry.Event.What == AuditKinds.Role)
        {
            return await roles.UndoAsync(tenantId, entry, who, cancellationToken) is not { } result ? new UndoOutcome.MovedOn()
                : result is { Fault: null } or { Changed: true, Fault: RoleFault.Everybody } ? new UndoOutcome.Done()
                : new UndoOutcome.Refused(result);
        }

        return await (entry.Event.What switch
        {
            AuditKinds.Setting => settings.UndoAsync(tenantId, entry, who, cancellationToken),
            AuditKinds.Person => corrections.UndoAsync(tenantId, entry, who, cancellationToken),
            AuditKinds.Connection => changes.UndoAsync(tenantId, entry, who, cancellationToken),
            AuditKinds.Delivery => deliveries.UndoAsync(tenantId, entry, who, cancellationToken),
            _ => throw new InvalidOperationException($"Nobody takes entries of the sort {entry.Event.What} back."),
        }) ? new UndoOutcome.Done() : new UndoOutcome.MovedOn();
    }

    // An administrator brings no origin back that only the operator may name. What holds now is what the entry made of it, otherwise nothing is taken back.
    private async Task<bool> MayPutBackAsync(Guid tenantId, AuditEvent change, CancellationToken cancellationToken) =>
        change is not { What: AuditKinds.Connection, Subject: TenantField.HostOrigins }
        || (await tenants.FindAsync(tenantId, cancellationToken) is { } tenant && HostOrigins.MayChoose(tenant with { HostOrigins = OriginsIn(change.After) }, OriginsIn(change.Before)));

    private static string[] OriginsIn(string? kept) => (kept ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>What became of taking a change back.</summary>
internal abstract record UndoOutcome
{
    public sealed record Done : UndoOutcome;

    /// <summary>It was taken back before, or what it set has been changed since.</summary>
    public sealed record MovedOn : UndoOutcome;

    /// <summary>Entries like this one are not taken back.</summary>
    public sealed record Never(NoUndo Reason) : UndoOutcome;

    /// <summary>Salesforce did not do it, or not all of it.</summary>
    public sealed record Refused(RoleChangeResult Result) : UndoOutcome;
}

/// <summary>Why a change cannot be taken back; the texts are <c>NoUndo.{Name}</c>.</summary>
internal enum NoUndo
{
    /// <summary>Whom it was about has been erased.</summary>
    Anonymous,

    /// <summary>A field that fits only a secret or a sign-in of its time.</summary>
    HangsTogether,

    /// <summary>A failing delivery was tried before its time.</summary>
    TriedSooner,

    /// <summary>The page People chooses anew who is served.</summary>
    Served,

    /// <summary>A consent was given back.</summary>
    ConsentGone,

    /// <summary>Somebody signed in.</summary>
    Linked,

    /// <summary>The former secret or key is not kept.</summary>
    SecretGone,

    /// <summary>An organisation was added; it leaves on the page Leaving.</summary>
    Tenant,

    /// <summary>Webhooks were proved or mended.</summary>
    Webhooks,

    /// <summary>Something was mended.</summary>
    Mended,

    /// <summary>The page Leaving calls it off, while that can be done.</summary>
    Leaving,

    /// <summary>Data is gone.</summary>
    Erasure,

    /// <summary>Other origins than the org's own are named by the operator alone.</summary>
    OperatorOnly,

    /// <summary>Written by a version that had another sort of entry.</summary>
    Unknown,
}
