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

    /// <summary>Of a <see cref="WholeNumber"/>.</summary>
    public int Number(Setting setting) => int.Parse(Of(setting).Value, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Of a <see cref="Toggle"/>.</summary>
    public bool IsOn(Setting setting) => Of(setting).Value == "true";

    /// <summary>Of a <see cref="SomeOf"/>.</summary>
    public IReadOnlyList<string> Names(Setting setting) => SomeOf.Names(Of(setting).Value);
}
