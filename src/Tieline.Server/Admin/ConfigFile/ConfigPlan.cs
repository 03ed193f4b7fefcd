using System.Security.Cryptography;
using System.Text.Json;
using Tieline.Server.Settings;
using Tieline.Server.Users;

namespace Tieline.Server.Admin.ConfigFile;

/// <summary>What a file would change.</summary>
internal sealed record ConfigPlan(IReadOnlyList<ConfigChange> Changes)
{
    /// <summary>Tells one plan from another: a plan that was looked at is carried out only while it is still what would happen.</summary>
    public string Fingerprint { get; } = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(Changes)))[..32];

    /// <summary>Pure: it takes the role Admin of Tieline's own list from this Salesforce user.</summary>
    public bool TakesAdminFrom(string userId) => Changes.Any(change =>
        change.Key == ConfigValue.RoleKey && change.Scope == SettingScope.User(userId) && ConfigValue.IsAdmin(change.Before) && !ConfigValue.IsAdmin(change.After));

    /// <summary>Pure: what is set now against what the file says.</summary>
    /// <param name="wanted">The file's values with the ids of the profiles and users that it names.</param>
    /// <param name="now">All values that are set, with names for the ids where the org knows them.</param>
    /// <param name="isComplete">What is set and not wanted is taken back.</param>
    public static ConfigPlan Of(IReadOnlyList<ConfigValue> wanted, IReadOnlyList<ConfigValue> now, bool isComplete)
    {
        var before = now.ToDictionary(value => value.Id);
        var named = wanted.Select(value => value.Id).ToHashSet();
        var asked = wanted.Select(value => new ConfigChange(value.Key, value.For, value.Scope, before.GetValueOrDefault(value.Id)?.Value, value.Value));
        var left = isComplete ? now.Where(value => !named.Contains(value.Id)).Select(value => new ConfigChange(value.Key, value.For, value.Scope, value.Value, null)) : [];
        return new ConfigPlan([.. asked.Concat(left).Where(change => change.Before != change.After)
            .OrderBy(change => change.For.Reach).ThenBy(change => change.For.Name, StringComparer.Ordinal).ThenBy(change => change.Key, StringComparer.Ordinal).ThenBy(change => change.Scope.Id, StringComparer.Ordinal)]);
    }
}

/// <summary>A value that is set or wanted; a role is one too, under <see cref="RoleKey"/>.</summary>
internal sealed record ConfigValue(string Key, ConfigReach For, SettingScope Scope, string? Value)
{
    /// <summary>No setting has such a key: keys have a dot.</summary>
    public const string RoleKey = "role";

    public (string, SettingScope) Id => (Key, Scope);

    public static bool IsAdmin(string? roles) => roles is not null && Enum.Parse<WebexRoles>(roles).HasFlag(WebexRoles.Admin);

    public static ConfigValue Role(string username, string userId, WebexRoles roles) => new(
        RoleKey, new ConfigReach(SettingReach.User, username), SettingScope.User(userId), roles == WebexRoles.None ? null : ConfigWriter.WordsOf(roles));
}

/// <summary>One line of a plan.</summary>
/// <param name="Before">Null: nothing is set.</param>
/// <param name="After">Null: it is taken back.</param>
internal sealed record ConfigChange(string Key, ConfigReach For, SettingScope Scope, string? Before, string? After)
{
    /// <summary><c>+</c>, <c>-</c> or <c>~</c>.</summary>
    public string Sign => Before is null ? "+" : After is null ? "-" : "~";
}
