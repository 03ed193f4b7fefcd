using System.Text.Json;
using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Connections.Tokens;
using Tieline.Server.Deliveries;
using Tieline.Server.Leaving.Steps;
using Tieline.Server.Users.Launching;

namespace Tieline.Server.Leaving.Inventory;

/// <summary>Everything of Tieline that is in use for a tenant: in both clouds and here.</summary>
internal sealed class TenantInventory(CloudClients clouds, OrgComponents components, WebhookSubscriptions subscriptions, GrantStore grants, DeliveryList deliveries, TenantRows rows)
{
    /// <summary>What there is, and what could not be looked at, with why.</summary>
    public async Task<FoundInventory> ListAsync(Guid tenantId, CancellationToken cancellationToken)
    {
        var items = new List<LeavingItem>();
        var gaps = new List<LeavingLeft>();
        string? passing = null;
        await HereAsync(tenantId, items, cancellationToken);
        try
        {
            var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
            await AddAsync(LeavingThing.ChannelMember, async () => [.. (await components.ChannelMembersAsync(salesforce, cancellationToken)).Select(one => new LeavingItem(LeavingThing.ChannelMember, one.SelectedEntity, 1))]);
            await AddAsync(LeavingThing.Assignment, () => components.AssignmentsAsync(salesforce, cancellationToken));
            await AddAsync(LeavingThing.LaunchKey, async () => Some(LeavingThing.LaunchKey, OrgLaunchKeys.Object, (await components.LaunchKeysAsync(tenantId, cancellationToken)).Count));
            foreach (var parts in PackageParts.All)
            {
                await AddAsync(LeavingThing.Component, () => components.PartsAsync(salesforce, parts, cancellationToken), parts.Object);
            }

            await AddAsync(LeavingThing.ComponentUse, async () =>
            {
                var (pages, mayBeMore) = await components.UsesAsync(salesforce, cancellationToken);
                gaps.AddRange(mayBeMore ? [new LeavingLeft(LeavingThing.ComponentUse, "", 0, new LeavingWords("LeavingWhyMany"))] : []);
                return pages;
            });
            await AddAsync(LeavingThing.SetGroup, () => components.GroupsAsync(salesforce, cancellationToken));
            await AddAsync(LeavingThing.Scheduled, () => components.JobsAsync(salesforce, cancellationToken));
        }
        catch (SalesforceException problem)
        {
            Note(LeavingThing.Component, "", problem);
        }

        return new FoundInventory(items, gaps, passing);

        void Note(LeavingThing thing, string name, SalesforceException problem)
        {
            gaps.Add(new LeavingLeft(thing, name, 0, LeavingWords.Verbatim(problem.Message)));
            passing ??= StepOutcome.IsPassing(problem) ? problem.Message : null;
        }

        async Task AddAsync(LeavingThing thing, Func<Task<IReadOnlyList<LeavingItem>>> list, string name = "")
        {
            try
            {
                items.AddRange(await list());
            }
            catch (SalesforceException problem) when (problem.Kind is not (SalesforceErrorKind.SessionExpired or SalesforceErrorKind.Unreachable))
            {
                Note(thing, name, problem); // One sort that this user may not list says nothing of the others.
            }
        }
    }

    /// <summary>What stays when the admin goes on without the step that is due: what we know of here by name, the rest as it was at the beginning.</summary>
    public async Task<IReadOnlyList<LeavingLeft>> LeftOutAsync(LeavingRow row, CancellationToken cancellationToken)
    {
        var why = new LeavingWords("LeavingWhyLeftOut");
        var thing = LeavingThings.Of(row.Step)!.Value;
        var webex = Counted(row, LeavingThing.WebexToken);
        List<LeavingLeft> left = row.Step switch
        {
            LeavingStep.Webhooks => [.. (await subscriptions.AllAsync(row.TenantId, cancellationToken)).Select(one => new LeavingLeft(thing, one.PersonId, 1, why))],
            LeavingStep.Tokens =>
            [
                .. (await grants.AllAsync(row.TenantId, Clouds.Salesforce, cancellationToken)).Select(key => new LeavingLeft(thing, key.Subject, 1, why)),
                .. webex > 0 ? [new LeavingLeft(LeavingThing.WebexToken, "", webex, new LeavingWords("LeavingWhyWebexToken"))] : Array.Empty<LeavingLeft>(),
                .. row.WhoId.Length > 0 ? [new LeavingLeft(LeavingThing.Assignment, row.WhoId, 1, why)] : Array.Empty<LeavingLeft>(),
            ],
            _ => [.. Found(row, thing).Select(item => new LeavingLeft(thing, item.Name, item.Count, why))],
        };
        return left.Count > 0 ? left : [new LeavingLeft(thing, "", 0, why)];
    }

    /// <summary>How many of a sort there were at the beginning.</summary>
    public static long Counted(LeavingRow row, LeavingThing thing) => Found(row, thing).Sum(item => item.Count);

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

    private static IEnumerable<LeavingItem> Found(LeavingRow row, LeavingThing thing) => JsonSerializer.Deserialize<List<LeavingItem>>(row.Found)!.Where(item => item.Thing == thing);

    private static IReadOnlyList<LeavingItem> Some(LeavingThing thing, string name, long count) => count > 0 ? [new LeavingItem(thing, name, count)] : [];
}

/// <param name="Gaps">What could not be listed.</param>
/// <param name="Passing">Why not, when Salesforce may list it later; null otherwise.</param>
internal sealed record FoundInventory(IReadOnlyList<LeavingItem> Items, IReadOnlyList<LeavingLeft> Gaps, string? Passing);
