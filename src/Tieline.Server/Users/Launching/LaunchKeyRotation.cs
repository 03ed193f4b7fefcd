using Tieline.Salesforce;
using Tieline.Server.Audit;
using Tieline.Server.Connections;
using Tieline.Server.Diagnostics;
using Tieline.Server.Settings;
using Tieline.Server.Storage;

namespace Tieline.Server.Users.Launching;

/// <summary>
/// Brings a new key into the org: stored here as the next one first, then written there, then made the current one. Should the server die in between,
/// the same key is written once more, unless somebody said that it leaked; tokens signed with the next, the current or the one before are taken meanwhile.
/// </summary>
internal sealed partial class LaunchKeyRotation(
    LaunchKeyStore store, OrgLaunchKeys org, Tenants tenants, SettingsStore settings, Clock clock, ILogger<LaunchKeyRotation> logger)
{
    private static readonly Actor Ourselves = new("Tieline", "");

    /// <param name="tenantId">Whose key.</param>
    /// <param name="who">Wants a new key in any case; null: only where it is time.</param>
    /// <param name="isAtOnce">Whatever key serves, or is on its way, leaked: another one, and none of before is taken once it is in the org, however long that takes.</param>
    /// <param name="cancellationToken">Stops.</param>
    public async Task TendAsync(Guid tenantId, Actor? who, bool isAtOnce, CancellationToken cancellationToken)
    {
        if (await tenants.FindAsync(tenantId, cancellationToken) is not { SalesforceOrgId: not null, IsLeaving: false } tenant)
        {
            return;
        }

        var (standing, detail) = await TryAsync(tenant, who, isAtOnce, cancellationToken);
        await store.NoteAsync(tenant, standing, detail, cancellationToken);
    }

    private async Task<(LaunchKeyStanding Standing, string Detail)> TryAsync(Tenant tenant, Actor? who, bool isAtOnce, CancellationToken cancellationToken)
    {
        try
        {
            // Before anything that can fail: the upkeep finishes it, should Salesforce not answer now.
            await (isAtOnce ? store.NextAsync(tenant, who ?? Ourselves, cancellationToken) : Task.CompletedTask);
            var there = await org.LookAsync(tenant.Id, cancellationToken);
            if (there.OrgId != tenant.SalesforceOrgId)
            {
                return (LaunchKeyStanding.OtherOrg, there.OrgId);
            }

            var row = await store.FindAsync(tenant);
            var isWanted = who is not null || (row is not null && store.IsAtOnce(row));
            if (!isWanted && there.RecordId is not null && there.RecordId != row?.RecordId && !org.IsOurs(there))
            {
                // Two servers would take the org from each other for ever; and a server that is new to the org may be somebody's trial.
                return (LaunchKeyStanding.OtherServer, there.ServerUrl);
            }

            if (who is not null || await IsDueAsync(tenant, row, there, cancellationToken))
            {
                await RotateAsync(tenant, who ?? Ourselves, cancellationToken);
            }
            else
            {
                await org.DeleteAsync(tenant.Id, there.Others, cancellationToken); // Left over when a rotation ended half-way.
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
        if (await store.NextAsync(tenant, toldBy: null, cancellationToken) is not { } key)
        {
            return;
        }

        // Only what was there before the new one is deleted: should two servers be at it for a moment, the newest is nobody's to delete.
        var before = await org.AllAsync(tenant.Id, cancellationToken);
        var recordId = await org.WriteAsync(tenant.Id, key, cancellationToken);
        var secret = (await tenants.SecretsAsync(tenant.Id, cancellationToken)).LaunchSecret;
        if (!await store.MakeCurrentAsync(tenant, key, recordId, secret, who, cancellationToken))
        {
            await org.DeleteAsync(tenant.Id, [recordId], cancellationToken); // The tenant left meanwhile, and had taken its keys from the org before this one came; or another key took its place.
            return;
        }

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
