namespace Tieline.Server.Settings;

/// <summary>What holds for one person of one tenant, at one moment.</summary>
public sealed class SettingsView
{
    private readonly IReadOnlyDictionary<(string Key, SettingScope Scope), string> _values;
    private readonly string? _profileId;
    private readonly string? _userId;

    internal SettingsView(IReadOnlyDictionary<(string Key, SettingScope Scope), string> values, string? profileId, string? userId) =>
        (_values, _profileId, _userId) = (values, profileId, userId);

    public EffectiveValue Of(Setting setting) => EffectiveValue.Of(setting, _values, _profileId, _userId);

    /// <summary>What would hold if nobody had set this for these.</summary>
    public EffectiveValue Without(Setting setting, SettingScope scope) => EffectiveValue.Of(
        setting, _values.Where(one => one.Key != (setting.Key, scope)).ToDictionary(), _profileId, _userId);

    /// <summary>The profiles and users that have a value of their own.</summary>
    public IEnumerable<SettingScope> Deviating(Setting setting) =>
        _values.Keys.Where(key => key.Key == setting.Key && key.Scope.Reach != SettingReach.All && setting.IsForPeople).Select(key => key.Scope).OrderBy(scope => scope.Reach).ThenBy(scope => scope.Id, StringComparer.Ordinal);

    /// <summary>Of a <see cref="WholeNumber"/>.</summary>
    public int Number(Setting setting) => int.Parse(Of(setting).Value, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Of a <see cref="Toggle"/>.</summary>
    public bool IsOn(Setting setting) => Of(setting).Value == "true";

    /// <summary>Of a <see cref="SomeOf"/>.</summary>
    public IReadOnlyList<string> Names(Setting setting) => SomeOf.Names(Of(setting).Value);
}
