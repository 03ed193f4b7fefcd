using System.Text.Json;
using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Deliveries;

namespace Tieline.Server.Leaving.Inventory;

/// <summary>Everything of Tieline that is in use for a tenant: in both clouds and here.</summary>
internal sealed class TenantInventory(CloudClients clouds, OrgComponents components, WebhookSubscriptions subscriptions, GrantStore grants, DeliveryList deliveries, TenantRows rows)
{
    /// <summary>What there is, and what could not be looked at, with why.</summary>
    public async Task<FoundInventory> ListAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var items = new List<LeavingItem>();
        var gaps = new List<LeavingLeft>();
        await HereAsync(tenantId, items, cancellationToken);
        try
        {
            var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
            await AddAsync(LeavingThing.ChannelMember, async () => [.. (await components.ChannelMembersAsync(salesforce, cancellationToken)).Select(one => new LeavingItem(LeavingThing.ChannelMember, one.SelectedEntity, 1))]);
            await AddAsync(LeavingThing.Assignment, () => components.AssignmentsAsync(salesforce, cancellationToken));
            await AddAsync(LeavingThing.LaunchKey, async () => Some(LeavingThing.LaunchKey, OrgComponents.LaunchKeyObject, (await components.LaunchKeysAsync(salesforce, cancellationToken)).Count));
            foreach (var parts in PackageParts.All)
            {
                await AddAsync(LeavingThing.Component, () => components.PartsAsync(salesforce, parts, cancellationToken), parts.Object);
            }

            await AddAsync(LeavingThing.ComponentUse, () => components.UsesAsync(salesforce, cancellationToken));
        }
        catch (SalesforceException problem)
        {
            gaps.Add(new LeavingLeft(LeavingThing.Component, "", 0, problem.Message));
        }

        return new FoundInventory(items, gaps);

        async Task AddAsync(LeavingThing thing, Func<Task<IReadOnlyList<LeavingItem>>> list, string name = "")
        {
            try
            {
                items.AddRange(await list());
            }
            catch (SalesforceException problem) when (problem.Kind is not (SalesforceErrorKind.SessionExpired or SalesforceErrorKind.Unreachable))
            {
                gaps.Add(new LeavingLeft(thing, name, 0, problem.Message)); // One sort that this user may not list says nothing of the others.
            }
        }
    }

    /// <summary>How many of a sort there were at the beginning.</summary>
    public static long Counted(LeavingRow row, LeavingThing thing) =>
        JsonSerializer.Deserialize<List<LeavingItem>>(row.Found)!.Where(item => item.Thing == thing).Sum(item => item.Count);

    private async Task HereAsync(Guid tenantId, List<LeavingItem> items, CancellationToken cancellationToken)
    {
        var counts = await deliveries.CountAsync(tenantId, cancellationToken);
        items.AddRange(Some(LeavingThing.Webhook, "telephony_calls", (await subscriptions.AllAsync(tenantId, cancellationToken)).Count));
        items.AddRange(Some(LeavingThing.Call, "", await rows.OpenCallsAsync(tenantId, cancellationToken)));
        items.AddRange(Some(LeavingThing.Delivery, "waiting", counts.Waiting));
        items.AddRange(Some(LeavingThing.Delivery, "failing", counts.Failing));
        items.AddRange(Some(LeavingThing.Delivery, "dead", counts.Dead));
        items.AddRange(Some(LeavingThing.SalesforceToken, "", (await grants.AllAsync(tenantId, Clouds.Salesforce, cancellationToken)).Count));
        items.AddRange(Some(LeavingThing.WebexToken, "", (await grants.AllAsync(tenantId, Clouds.Webex, cancellationToken)).Count));
    }

    private static IReadOnlyList<LeavingItem> Some(LeavingThing thing, string name, long count) => count > 0 ? [new LeavingItem(thing, name, count)] : [];
}

/// <param name="Gaps">What could not be listed.</param>
internal sealed record FoundInventory(IReadOnlyList<LeavingItem> Items, IReadOnlyList<LeavingLeft> Gaps);
