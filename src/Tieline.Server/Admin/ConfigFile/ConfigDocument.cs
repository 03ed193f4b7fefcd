using Tieline.Server.Settings;

namespace Tieline.Server.Admin.ConfigFile;

/// <summary>What a file of settings says.</summary>
/// <param name="IsComplete">What the file does not name is taken back.</param>
/// <param name="Roles">Null: the file says nothing of roles.</param>
internal sealed record ConfigDocument(bool IsComplete, IReadOnlyList<ConfigEntry> Entries, IReadOnlyList<ConfigRole>? Roles);

/// <summary>One value in the file.</summary>
/// <param name="Value">In the setting's canonical form; null takes it back.</param>
internal sealed record ConfigEntry(string Key, ConfigReach For, string? Value, ConfigPlace Place);

/// <summary>What a user may do, by Tieline's own table.</summary>
internal sealed record ConfigRole(string Username, Users.WebexRoles Roles, ConfigPlace Place);

/// <summary>For whom, as a file says it: everybody, a profile by its name, a user by his username. So a file of one org can be applied to another.</summary>
internal readonly record struct ConfigReach(SettingReach Reach, string Name)
{
    public static readonly ConfigReach All = new(SettingReach.All, "");

    public override string ToString() => Reach switch
    {
        SettingReach.All => "everybody",
        SettingReach.Profile => $"profile {Name}",
        _ => $"user {Name}",
    };
}

/// <summary>Where something stands in the file; both count from 1.</summary>
internal readonly record struct ConfigPlace(long Line, long Column);

/// <summary>What is wrong with a file, and what to write instead.</summary>
/// <param name="Sentence">A kept sentence: it is read in the language of whoever looks.</param>
internal sealed record ConfigProblem(long Line, long Column, string Sentence)
{
    public static ConfigProblem At(ConfigPlace place, string sentence) => new(place.Line, place.Column, sentence);
}
