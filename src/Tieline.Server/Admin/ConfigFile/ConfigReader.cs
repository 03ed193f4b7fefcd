using Tieline.Server.Lightning;
using Tieline.Server.Settings;
using Tieline.Server.Users;
using YamlDotNet.RepresentationModel;

namespace Tieline.Server.Admin.ConfigFile;

/// <summary>Reads a file of settings against what this version knows. Every mistake is told, with its place and what is allowed there.</summary>
internal sealed class ConfigReader(SettingsCatalogue catalogue)
{
    private readonly List<ConfigProblem> _problems = [];
    private readonly List<ConfigEntry> _entries = [];

    /// <summary>The document, or all that is wrong with the text.</summary>
    public static (ConfigDocument? Document, IReadOnlyList<ConfigProblem> Problems) Read(string text, SettingsCatalogue catalogue)
    {
        var (root, problem) = ConfigText.Read(text);
        if (root is null)
        {
            return (null, [problem!]);
        }

        var reader = new ConfigReader(catalogue);
        var document = reader.Document(root);
        return reader._problems.Count > 0 ? (null, [.. reader._problems.OrderBy(one => one.Line).ThenBy(one => one.Column)]) : (document, []);
    }

    private ConfigDocument Document(YamlMappingNode root)
    {
        var isComplete = false;
        List<ConfigRole>? roles = null;
        var hasVersion = false;
        foreach (var (key, value) in Pairs(root, KeptSentence.Of("ConfigHereParts")))
        {
            switch (key.Value)
            {
                case "version":
                    hasVersion = true;
                    Need(value is YamlScalarNode { Value: "1" }, value, KeptSentence.Of("ConfigVersion"));
                    break;
                case "complete":
                    isComplete = value is YamlScalarNode { Value: "true" };
                    Need(value is YamlScalarNode { Value: "true" or "false" }, value, KeptSentence.Of("ConfigComplete"));
                    break;
                case "settings":
                    Values(value, ConfigReach.All);
                    break;
                case "profiles":
                    People(value, SettingReach.Profile, KeptSentence.Of("ConfigHereProfiles"));
                    break;
                case "users":
                    People(value, SettingReach.User, KeptSentence.Of("ConfigHereUsers"));
                    break;
                case "roles":
                    roles = Roles(value);
                    break;
                default:
                    Need(false, key, KeptSentence.Of("ConfigUnknownPart", key.Value));
                    break;
            }
        }

        Need(hasVersion, root, KeptSentence.Of("ConfigNoVersion"));
        return new ConfigDocument(isComplete, _entries, roles);
    }

    private void People(YamlNode node, SettingReach reach, string whatBelongs)
    {
        foreach (var (name, values) in Pairs(node, whatBelongs))
        {
            Values(values, new ConfigReach(reach, name.Value!));
        }
    }

    private void Values(YamlNode node, ConfigReach reach)
    {
        foreach (var (key, value) in Pairs(node, KeptSentence.Of("ConfigHereSettings")))
        {
            if (catalogue.Find(key.Value!) is not { } setting)
            {
                Need(false, key, KeptSentence.Of("ConfigNoSetting", key.Value, ConfigWords.Nearest(key.Value!, catalogue.All)));
            }
            else if (reach.Reach != SettingReach.All && !setting.IsForPeople)
            {
                Need(false, key, KeptSentence.Of("ConfigForEverybody", setting.Key));
            }
            else if (IsNull(value))
            {
                _entries.Add(new ConfigEntry(setting.Key, reach, null, ConfigText.PlaceOf(key)));
            }
            else if (ConfigWords.TextOf(value, setting.Kind) is { } text && setting.Kind.Canonical(text) is { } canonical)
            {
                _entries.Add(new ConfigEntry(setting.Key, reach, canonical, ConfigText.PlaceOf(key)));
            }
            else
            {
                Need(false, value, KeptSentence.Of("ConfigTakes", setting.Key, ConfigWords.Allowed(setting.Kind)));
            }
        }
    }

    private List<ConfigRole> Roles(YamlNode node)
    {
        var roles = new List<ConfigRole>();
        foreach (var (name, value) in Pairs(node, KeptSentence.Of("ConfigHereRoles")))
        {
            var words = value is YamlSequenceNode list ? list.Children.OfType<YamlScalarNode>().Select(one => one.Value ?? "").ToList()
                : value is YamlScalarNode { Value: { Length: > 0 } one } && !IsNull(value) ? [.. one.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)] : [];
            var known = words.Select(word => Enum.TryParse<WebexRoles>(word, out var role) && char.IsLetter(word[0]) ? role : (WebexRoles?)null).ToList();
            Need(!known.Contains(null) && (value is YamlScalarNode || (value is YamlSequenceNode all && words.Count == all.Children.Count)), value, KeptSentence.Of("ConfigRolesAre"));
            roles.Add(new ConfigRole(name.Value!, known.Aggregate(WebexRoles.None, (all, role) => all | (role ?? WebexRoles.None)), ConfigText.PlaceOf(name)));
        }

        return roles;
    }

    private IEnumerable<(YamlScalarNode Key, YamlNode Value)> Pairs(YamlNode node, string whatBelongs)
    {
        if (IsNull(node))
        {
            return [];
        }

        Need(node is YamlMappingNode, node, whatBelongs);
        var pairs = node is YamlMappingNode mapping ? mapping.Children.ToList() : [];
        foreach (var (key, _) in pairs.Where(pair => pair.Key is not YamlScalarNode { Value.Length: > 0 }))
        {
            Need(false, key, whatBelongs);
        }

        return pairs.Where(pair => pair.Key is YamlScalarNode { Value.Length: > 0 }).Select(pair => ((YamlScalarNode)pair.Key, pair.Value));
    }

    private static bool IsNull(YamlNode node) => node is YamlScalarNode { Style: YamlDotNet.Core.ScalarStyle.Plain, Value: null or "" or "~" or "null" };

    private void Need(bool isGood, YamlNode node, string sentence)
    {
        if (!isGood)
        {
            _problems.Add(ConfigProblem.At(ConfigText.PlaceOf(node), sentence));
        }
    }
}
