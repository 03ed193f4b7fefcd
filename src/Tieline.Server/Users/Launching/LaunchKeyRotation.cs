using Tieline.Salesforce;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Settings;
using Tieline.Server.Storage;

namespace Tieline.Server.Users.Launching;

/// <summary>
/// Brings a new key into the org: stored here as the next one first, then written there, then made the current one. Should the server die in between,
/// the same key is written once more; tokens signed with the next, the current or the one before are taken meanwhile.
/// </summary>
internal sealed partial class LaunchKeyRotation(
    LaunchKeyStore store, OrgLaunchKeys org, Tenants tenants, SettingsStore settings, Clock clock, ILogger<LaunchKeyRotation> logger)
{
    private static readonly Actor Ourselves = new("Tieline", "");

    /// <param name="tenantId">Whose key.</param>
    /// <param name="who">Wants a new key in any case; null: only where it is time.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task TendAsync(Guid tenantId, Actor? who, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(tenantId, cancellationToken) is not { SalesforceOrgId: not null, IsLeaving: false } tenant)
        {
            return;
        }

        var (standing, detail) = await TryAsync(tenant, who, cancellationToken);
        await store.NoteAsync(tenant, standing, detail, cancellationToken);
    }

    private async Task<(LaunchKeyStanding Standing, string Detail)> TryAsync(Tenant tenant, Actor? who, CancellationToken cancellationToken)
    {
        try
        {
            var there = await org.LookAsync(tenant.Id, cancellationToken);
            if (there.OrgId != tenant.SalesforceOrgId)
            {
                return (LaunchKeyStanding.OtherOrg, there.OrgId);
            }

            var row = await store.FindAsync(tenant);
            if (who is null && row?.CurrentSealed is not null && there.RecordId != row.RecordId && there.RecordId is not null && !org.IsOurs(there))
            {
                return (LaunchKeyStanding.OtherServer, there.ServerUrl); // Two servers would take it from each other for ever.
            }

            if (who is not null || await IsDueAsync(tenant, row, there, cancellationToken))
            {
                await RotateAsync(tenant, who ?? Ourselves, cancellationToken);
            }

            return (LaunchKeyStanding.Ready, "");
        }
        catch (SalesforceException problem)
        {
            Log.NotWritten(logger, tenant.Id, problem.Message);
            return OrgLaunchKeys.IsNoPackage(problem) ? (LaunchKeyStanding.NoPackage, "")
                : problem.Kind is SalesforceErrorKind.Forbidden or SalesforceErrorKind.Invalid or SalesforceErrorKind.RuleRefused ? (LaunchKeyStanding.NoAccess, problem.Message)
                : (LaunchKeyStanding.NoAnswer, problem.Message);
        }
    }

    private async Task<bool> IsDueAsync(Tenant tenant, LaunchKeyRow? row, OrgLaunchKey there, CancellationToken cancellationToken)
    {
        if (row is not { CurrentSealed: not null, NextSealed: null, RotatedAt: { } rotatedAt } || there.RecordId != row.RecordId || !org.IsOurs(there))
        {
            return true; // None yet, one on its way, deleted there, or the server's address is another now.
        }

        var days = (await settings.ForAsync(tenant.Id, null, null, cancellationToken)).Number(LaunchKeySettings.Days);
        return clock.UtcNow >= Moment.FromMicroseconds(rotatedAt).AddDays(days);
    }

    private async Task RotateAsync(Tenant tenant, Actor who, CancellationToken cancellationToken)
    {
        var key = await store.NextAsync(tenant, cancellationToken);
        // Only what was there before the new one is deleted: should two servers be at it for a moment, the newest is nobody's to delete.
        var before = await org.AllAsync(tenant.Id, cancellationToken);
        var recordId = await org.WriteAsync(tenant.Id, key, cancellationToken);
        await store.MakeCurrentAsync(tenant, key, recordId, (await tenants.SecretsAsync(tenant.Id, cancellationToken)).LaunchSecret, who, cancellationToken);
        await org.DeleteAsync(tenant.Id, before, cancellationToken);
        Log.Rotated(logger, tenant.Id, recordId);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Information, Message = "The launch key of tenant {TenantId} is new: record {RecordId}")]
        public static partial void Rotated(ILogger logger, Guid tenantId, string recordId);

        [LoggerMessage(Level = LogLevel.Information, Message = "The launch key of tenant {TenantId} could not be looked after: {Problem}")]
        public static partial void NotWritten(ILogger logger, Guid tenantId, string problem);
    }
}
