using Tieline.Server.CallerMatching;
using Tieline.Server.Settings;
using Tieline.Server.Users;

namespace Tieline.Server.Softphone;

/// <summary>What an agent's dialer searches.</summary>
internal static class SearchedObjects
{
    public static async Task<IReadOnlyList<string>> ForDialerAsync(this SettingsStore settings, Agent agent) =>
        (await settings.ForAsync(agent.TenantId, agent.ProfileId, agent.SalesforceUserId, CancellationToken.None)).Names(MatchingSettings.CallSearch);
}
