using System.Collections.Concurrent;
using Tieline.Salesforce;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.CallLogging;

/// <summary>What an org's Tasks are like and where its users live; asked for once an hour.</summary>
internal sealed class OrgTasks(Clock clock)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<Guid, (OrgTaskWords Words, DateTimeOffset Until)> _words = new();
    private readonly ConcurrentDictionary<(Guid Tenant, string User), (TimeZoneInfo? Zone, DateTimeOffset Until)> _zones = new();

    public async Task<OrgTaskWords> WordsAsync(Guid tenantId, SalesforceClient salesforce, CancellationToken cancellationToken)
    {
        if (_words.TryGetValue(tenantId, out var known) && known.Until > clock.UtcNow)
        {
            return known.Words;
        }

        var words = await salesforce.Describe.ObjectAsync("Task", cancellationToken) is { } task
            ? OrgTaskWords.From(task, await salesforce.Query.ListAsync<TaskStatusRow>($"SELECT ApiName, IsClosed FROM TaskStatus", cancellationToken))
            : OrgTaskWords.Standard;
        _words[tenantId] = (words, clock.UtcNow + Kept);
        return words;
    }

    /// <summary>The user's time zone; null when the org does not tell or names one unknown here.</summary>
    public async Task<TimeZoneInfo?> ZoneAsync(Guid tenantId, string userId, SalesforceClient salesforce, CancellationToken cancellationToken)
    {
        if (_zones.TryGetValue((tenantId, userId), out var known) && known.Until > clock.UtcNow)
        {
            return known.Zone;
        }

        var user = await salesforce.Query.FirstOrDefaultAsync<UserZone>($"SELECT TimeZoneSidKey FROM User WHERE Id = {userId}", cancellationToken);
        var zone = TimeZoneInfo.TryFindSystemTimeZoneById(user?.TimeZoneSidKey ?? "", out var found) ? found : null;
        _zones[(tenantId, userId)] = (zone, clock.UtcNow + Kept);
        return zone;
    }

    private sealed record UserZone(string? TimeZoneSidKey);
}
