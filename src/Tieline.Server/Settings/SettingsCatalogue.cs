namespace Tieline.Server.Settings;

/// <summary>Every setting there is, in the order in which the rooms declared them.</summary>
public sealed class SettingsCatalogue(IEnumerable<Setting> settings)
{
    private readonly Dictionary<string, Setting> _byKey = settings.ToDictionary(setting => setting.Key, StringComparer.Ordinal);

    public IReadOnlyList<Setting> All { get; } = [.. settings];

    /// <summary>Null for a key that this version does not know.</summary>
    public Setting? Find(string key) => _byKey.GetValueOrDefault(key);
}
