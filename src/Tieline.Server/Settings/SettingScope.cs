namespace Tieline.Server.Settings;

/// <summary>For whom a value is set: everybody of the tenant, a Salesforce profile, or one Salesforce user. The nearest one counts.</summary>
/// <param name="Id">The 18-character id of the profile or user; empty for everybody.</param>
public readonly record struct SettingScope(SettingReach Reach, string Id)
{
    public static readonly SettingScope All = new(SettingReach.All, "");

    public static SettingScope Profile(string profileId) => new(SettingReach.Profile, profileId);

    public static SettingScope User(string userId) => new(SettingReach.User, userId);

    /// <summary>The id is one of its sort: none for everybody, else 18 characters with the prefix of a profile or a user.</summary>
    public static bool IsId(SettingScope scope) => scope.Reach switch
    {
        SettingReach.All => scope.Id.Length == 0,
        SettingReach.Profile => IsId(scope.Id, "00e"),
        SettingReach.User => IsId(scope.Id, "005"),
        _ => false,
    };

    private static bool IsId(string id, string prefix) => id.Length == 18 && id.StartsWith(prefix, StringComparison.Ordinal) && id.All(char.IsAsciiLetterOrDigit);
}

/// <summary>From far to near.</summary>
public enum SettingReach
{
    All,
    Profile,
    User,
}

/// <summary>The value that holds for somebody, and where it comes from.</summary>
/// <param name="From">Null: nobody has set it.</param>
public sealed record EffectiveValue(string Value, SettingScope? From)
{
    /// <summary>Pure: of the values that are set, the one nearest to this user.</summary>
    public static EffectiveValue Of(Setting setting, IReadOnlyDictionary<(string Key, SettingScope Scope), string> values, string? profileId, string? userId)
    {
        SettingScope?[] near = [userId is null ? null : SettingScope.User(userId), profileId is null ? null : SettingScope.Profile(profileId)];
        foreach (var scope in (setting.IsForPeople ? near : []).OfType<SettingScope>().Append(SettingScope.All))
        {
            if (values.TryGetValue((setting.Key, scope), out var value) && setting.Kind.Canonical(value) is { } good)
            {
                return new EffectiveValue(good, scope);
            }
        }

        return new EffectiveValue(setting.Default, null);
    }
}
