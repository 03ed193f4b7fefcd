using Tieline.Salesforce;
using Tieline.Server.Connections;
using Tieline.Server.Lightning;
using Tieline.Server.Settings;

namespace Tieline.Server.Admin.ConfigFile;

/// <summary>
/// The names of profiles and users in a file and their ids in the org. A sandbox has its users under the production username with <c>.name</c> behind it,
/// so a username is also found without or with such an end, when only one user has it.
/// </summary>
internal sealed class ConfigNames(CloudClients clouds)
{
    private const int AtOnce = 200;

    /// <summary>What the file names as it is in the org, or a problem for each name that the org does not have.</summary>
    /// <exception cref="SalesforceException">The org cannot be asked.</exception>
    public async Task<(IReadOnlyDictionary<ConfigReach, ConfigFound> Found, IReadOnlyList<ConfigProblem> Problems)> IdsAsync(
        Guid tenantId, IEnumerable<(ConfigReach For, ConfigPlace Place)> named, CancellationToken cancellationToken)
    {
        var wanted = named.Where(one => one.For.Reach != SettingReach.All).GroupBy(one => one.For).Select(same => (For: same.Key, same.First().Place)).ToList();
        var found = new Dictionary<ConfigReach, ConfigFound>();
        if (wanted.Count == 0)
        {
            return (found, []);
        }

        var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
        var profiles = wanted.Any(one => one.For.Reach == SettingReach.Profile) ? await salesforce.Query.ListAsync<Row>($"SELECT Id, Name FROM Profile ORDER BY Name", cancellationToken) : [];
        var users = await UsersAsync(salesforce, [.. wanted.Where(one => one.For.Reach == SettingReach.User).Select(one => one.For.Name)], cancellationToken);
        var problems = new List<ConfigProblem>();
        foreach (var (reach, place) in wanted)
        {
            var (one, sentence) = reach.Reach == SettingReach.Profile ? Profile(profiles, reach.Name)
                : users.TryGetValue(reach.Name, out var exact) ? (exact, null)
                : await UserAsync(salesforce, reach.Name, cancellationToken);
            if (one is not null && found.FirstOrDefault(other => other.Value.Id == one.Id) is { Key.Name: { } twin })
            {
                sentence = KeptSentence.Of("ConfigTwins", twin, reach.Name);
                one = null;
            }

            if (one is null)
            {
                problems.Add(ConfigProblem.At(place, sentence!));
            }
            else
            {
                found[reach] = one;
            }
        }

        return (found, problems);
    }

    /// <summary>The names behind ids; an id that the org does not know (any more) is left out.</summary>
    /// <exception cref="SalesforceException">The org cannot be asked.</exception>
    public async Task<IReadOnlyDictionary<SettingScope, string>> NamesAsync(Guid tenantId, IEnumerable<SettingScope> scopes, CancellationToken cancellationToken)
    {
        var asked = scopes.Where(scope => scope.Reach != SettingReach.All).Distinct().ToList();
        var names = new Dictionary<SettingScope, string>();
        if (asked.Count == 0)
        {
            return names;
        }

        var salesforce = await clouds.SalesforceAsIntegrationAsync(tenantId, cancellationToken);
        foreach (var part in asked.GroupBy(scope => scope.Reach).SelectMany(reach => reach.Chunk(AtOnce)))
        {
            var ids = part.Select(scope => scope.Id);
            var rows = part[0].Reach == SettingReach.Profile
                ? await salesforce.Query.ListAsync<Row>($"SELECT Id, Name FROM Profile WHERE Id IN {ids}", cancellationToken)
                : await salesforce.Query.ListAsync<Row>($"SELECT Id, Username FROM User WHERE Id IN {ids}", cancellationToken);
            foreach (var row in rows)
            {
                names[new SettingScope(part[0].Reach, row.Id)] = row.Name ?? row.Username!;
            }
        }

        return names;
    }

    private static (ConfigFound? Found, string? Sentence) Profile(IReadOnlyList<Row> profiles, string name) =>
        profiles.FirstOrDefault(one => one.Name!.Equals(name, StringComparison.OrdinalIgnoreCase)) is { } found
            ? (new ConfigFound(found.Id, found.Name!), null)
            : (null, KeptSentence.Of("ConfigNoProfile", name, string.Join(", ", profiles.Take(20).Select(one => one.Name).Concat(profiles.Count > 20 ? ["…"] : []))));

    // Most are there as they are written: some hundreds with one question. Only the others are asked for one by one.
    private static async Task<IReadOnlyDictionary<string, ConfigFound>> UsersAsync(SalesforceClient salesforce, IReadOnlyList<string> names, CancellationToken cancellationToken)
    {
        var users = new Dictionary<string, ConfigFound>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in names.Chunk(AtOnce))
        {
            foreach (var row in await salesforce.Query.ListAsync<Row>($"SELECT Id, Username FROM User WHERE Username IN {part}", cancellationToken))
            {
                users[row.Username!] = new ConfigFound(row.Id, row.Username!);
            }
        }

        return users;
    }

    private static async Task<(ConfigFound? Found, string? Sentence)> UserAsync(SalesforceClient salesforce, string name, CancellationToken cancellationToken)
    {
        var production = name.LastIndexOf('.') is > 0 and var dot && name[..dot].Contains('@') ? name[..dot] : name;
        var rows = await salesforce.Query.ListAsync<Row>(
            $"SELECT Id, Username FROM User WHERE Username = {production} OR Username LIKE {LikePattern.StartsWith(name + ".")} LIMIT 20", cancellationToken);
        List<Row> found = [.. rows.Where(row => row.Username!.Equals(production, StringComparison.OrdinalIgnoreCase) || !row.Username[(name.Length + 1)..].Contains('.'))];
        return found switch
        {
            [var one] => (new ConfigFound(one.Id, one.Username!), null),
            [] => (null, KeptSentence.Of("ConfigNoUser", name)),
            _ => (null, KeptSentence.Of("ConfigSeveralUsers", name, string.Join(", ", found.Select(row => row.Username)))),
        };
    }

    private sealed record Row(string Id, string? Name, string? Username);
}

/// <summary>What a name in a file stands for.</summary>
/// <param name="Name">As the org has it.</param>
internal sealed record ConfigFound(string Id, string Name)
{
    /// <summary>For whom, as a plan shows it: who is found under another name than is written is named, so that whoever reads the plan sees who it is.</summary>
    public ConfigReach Shown(ConfigReach written) =>
        written.Name.Equals(Name, StringComparison.OrdinalIgnoreCase) ? written : written with { Name = $"{written.Name} (found as {Name})" };
}
