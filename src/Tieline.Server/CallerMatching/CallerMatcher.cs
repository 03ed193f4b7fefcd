using System.Collections.Concurrent;
using Tieline.Salesforce;
using Tieline.Server.Diagnostics;
using Tieline.Server.Settings;

namespace Tieline.Server.CallerMatching;

/// <summary>Finds who a caller may be, among what the asking agent may read.</summary>
public sealed class CallerMatcher
{
    private static readonly TimeSpan Kept = TimeSpan.FromSeconds(60);
    private const int MostKept = 10_000;
    private readonly ConcurrentDictionary<(Guid Tenant, Guid Agent, CallerNumber Caller), Search> _searches = new();
    private readonly AskerViews _views;
    private readonly Colleagues _colleagues;
    private readonly SettingsStore _settings;
    private readonly Clock _clock;

    internal CallerMatcher(AskerViews views, Colleagues colleagues, SettingsStore settings, Clock clock) =>
        (_views, _colleagues, _settings, _clock) = (views, colleagues, settings, clock);

    /// <summary>The match for a caller; kept for a minute. Those who ask at the same time (the log and the pages) share one search.</summary>
    /// <exception cref="SalesforceException">Salesforce cannot be asked now; nothing is kept.</exception>
    public async Task<CallerMatch> MatchAsync(Asker asker, CallerNumber caller, CancellationToken cancellationToken)
    {
        var now = _clock.UtcNow;
        // The search goes on when he who asked first gives up: others may wait for it.
        Search Begin()
        {
            if (_searches.Count >= MostKept)
            {
                _searches.Clear();
            }

            return new(now, new Lazy<Task<CallerMatch>>(() => FindAsync(asker, caller, CancellationToken.None)));
        }

        var search = _searches.AddOrUpdate((asker.TenantId, asker.AgentId, caller), _ => Begin(), (_, known) => known.IsGood(now) ? known : Begin());
        return await search.Match.Value.WaitAsync(cancellationToken);
    }

    private async Task<CallerMatch> FindAsync(Asker asker, CallerNumber caller, CancellationToken cancellationToken)
    {
        if (caller.IsPrivate || (string.IsNullOrWhiteSpace(caller.Number) && caller.PersonId is null))
        {
            return new CallerMatch("", null, [], CallerMatchKind.Withheld); // A colleague who withholds himself is not named either.
        }

        var number = NumberReading.Read(caller.Number, asker.Country);
        var unread = new CallerMatch(caller.Number?.Trim() ?? "", null, [], CallerMatchKind.None);
        if (number is null && caller.PersonId is null)
        {
            return unread;
        }

        var objects = await SearchedAsync(asker, cancellationToken);
        return await _views.UseAsync(
            asker,
            async view =>
            {
                var match = number is null
                    ? unread
                    : await ByNumberAsync(view, objects, number, NumberReading.Shown(number, caller.Number!, asker.Country), cancellationToken);
                return match.Kind == CallerMatchKind.None && caller.PersonId is not null && objects.Any(one => one.Name == "User")
                    ? await _colleagues.FindAsync(view, caller, match, cancellationToken)
                    : match;
            },
            cancellationToken);
    }

    private async Task<IReadOnlyList<SearchObject>> SearchedAsync(Asker asker, CancellationToken cancellationToken)
    {
        var names = (await _settings.ForAsync(asker.TenantId, asker.ProfileId, asker.SalesforceUserId, cancellationToken)).Names(MatchingSettings.InboundSearch);
        return [.. SearchObject.All.Where(one => names.Contains(one.Name))];
    }

    private async Task<CallerMatch> ByNumberAsync(
        AskerView view, IReadOnlyList<SearchObject> objects, NumberRead number, string shown, CancellationToken cancellationToken)
    {
        if (objects.Count == 0 || (number.IsExtensionOnly && objects.All(one => one.Name != "User")))
        {
            return Scoring.Match(number, shown, []);
        }

        if (number.IsExtensionOnly)
        {
            return Scoring.Match(number, shown, await view.WhereAsync("User", Soql.Of($"Extension = {number.National}"), 10, cancellationToken));
        }

        var match = Scoring.Match(number, shown, await PhoneSearch.FindAsync(view, objects, number, cancellationToken));
        return match.Kind == CallerMatchKind.None
            ? Scoring.Match(number, shown, await PhoneSearch.FindRecentAsync(view, objects, number, _clock.UtcNow, cancellationToken))
            : match;
    }

    private sealed record Search(DateTimeOffset AskedAt, Lazy<Task<CallerMatch>> Match)
    {
        public bool IsGood(DateTimeOffset now) => now - AskedAt < Kept && (!Match.IsValueCreated || Match.Value is { IsFaulted: false, IsCanceled: false });
    }
}
