using System.Text;
using Tieline.Server.Lightning;
using Tieline.Server.Settings;
using Tieline.Server.Users;

namespace Tieline.Server.Admin.ConfigFile;

/// <summary>Writes settings as a file: always in the same order, each key with what it is.</summary>
internal static class ConfigWriter
{
    private static readonly (SettingReach Reach, string Word)[] People = [(SettingReach.Profile, "profiles"), (SettingReach.User, "users")];

    /// <param name="tenantName">Stands in the heading.</param>
    /// <param name="entries">What is set; of settings that the catalogue knows.</param>
    /// <param name="roles">Of Tieline's own table, by username.</param>
    /// <param name="notes">Sentences about what could not be written.</param>
    /// <param name="catalogue">Gives the order and the words.</param>
    public static string Write(string tenantName, IReadOnlyList<ConfigEntry> entries, IReadOnlyList<ConfigRole> roles, IReadOnlyList<string> notes, SettingsCatalogue catalogue)
    {
        var text = new StringBuilder();
        text.Append("# Settings of ").Append(OneLine(tenantName)).Append(" in Tieline. Secrets are never in this file.\n# Profiles go by name and users by username, so that it can be applied to another org.\n");
        foreach (var note in notes)
        {
            text.Append("# ").Append(OneLine(note)).Append('\n');
        }

        text.Append("version: 1\n# true: what is set and not named here is taken back.\ncomplete: false\n");
        Section(text, "settings", Of(entries, ConfigReach.All), catalogue, "  ", withWords: true);
        foreach (var (reach, word) in People)
        {
            var people = entries.Where(entry => entry.For.Reach == reach).Select(entry => entry.For).Distinct().OrderBy(one => one.Name, StringComparer.Ordinal).ToList();
            text.Append(people.Count > 0 ? $"\n{word}:\n" : "");
            foreach (var person in people)
            {
                Section(text, ConfigWords.Scalar(person.Name), Of(entries, person), catalogue, "    ", withWords: false);
            }
        }

        text.Append(roles.Count > 0 ? "\n# Who may do what, where Tieline keeps the roles itself: User, Admin, ImportAdmin.\nroles:\n" : "");
        foreach (var role in roles.OrderBy(role => role.Username, StringComparer.Ordinal))
        {
            text.Append("  ").Append(ConfigWords.Scalar(role.Username)).Append(": [").Append(WordsOf(role.Roles)).Append("]\n");
        }

        return text.ToString();
    }

    public static string WordsOf(WebexRoles roles) =>
        string.Join(", ", Enum.GetValues<WebexRoles>().Where(role => role != WebexRoles.None && roles.HasFlag(role)));

    private static List<ConfigEntry> Of(IEnumerable<ConfigEntry> entries, ConfigReach reach) => [.. entries.Where(entry => entry.For == reach)];

    private static void Section(StringBuilder text, string name, List<ConfigEntry> entries, SettingsCatalogue catalogue, string indent, bool withWords)
    {
        if (entries.Count == 0)
        {
            return;
        }

        var say = Texts.For("en_US");
        text.Append(withWords ? "\n" : "  ").Append(name).Append(":\n");
        foreach (var setting in catalogue.All)
        {
            if (entries.Find(entry => entry.Key == setting.Key) is not { Value: { } value })
            {
                continue;
            }

            if (withWords)
            {
                text.Append(indent).Append("# ").Append(OneLine(say[$"Setting.{setting.Key}"])).Append(": ").Append(ConfigWords.Allowed(setting.Kind)).Append(". ").Append(OneLine(say[$"Setting.{setting.Key}.Help"])).Append('\n');
            }

            text.Append(indent).Append(setting.Key).Append(": ").Append(ConfigWords.Written(value, setting.Kind)).Append('\n');
        }
    }

    private static string OneLine(string text) => string.Concat(text.Select(letter => char.IsControl(letter) || letter is '\u2028' or '\u2029' ? ' ' : letter));
}
