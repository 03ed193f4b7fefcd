using Tieline.Server.Lightning;
using Tieline.Server.Settings;

namespace Tieline.Server.Admin.Shell;

/// <summary>A setting, a part of a page or a page that answers what was typed.</summary>
/// <param name="Where">On which page and under which heading.</param>
/// <param name="Anchor">The element to bring into view; null for the page as a whole.</param>
public sealed record FoundSetting(string Title, string Where, string Page, string? Anchor)
{
    /// <summary>Every word that was typed stands somewhere in its name, help, heading, page or key; what has them in its name comes first.</summary>
    internal static IEnumerable<FoundSetting> Search(string text, Texts say, IReadOnlyList<ConsolePage> pages, SettingsCatalogue catalogue)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
        {
            return [];
        }

        var settings =
            from setting in catalogue.All
            let page = pages.First(one => one.Settings == setting.Page)
            let title = say[$"Setting.{setting.Key}"]
            let place = $"{say[$"Page.{page.Name}"]} · {say[$"Panel.{setting.Panel}"]}"
            select (Found: new FoundSetting(title, place, page.Name, $"setting-{setting.Key}"), Text: $"{title} {place} {setting.Key} {say[$"Setting.{setting.Key}.Help"]}");
        var parts =
            from page in pages
            from part in page.Parts
            let title = say[part.Title]
            select (Found: new FoundSetting(title, say[$"Page.{page.Name}"], page.Name, part.Anchor), Text: $"{title} {string.Join(' ', part.Words.Select(word => say[word]))}");
        var whole = pages.Select(page => (Found: new FoundSetting(say[$"Page.{page.Name}"], say[$"Page.{page.Name}.Why"], page.Name, null), Text: $"{say[$"Page.{page.Name}"]} {say[$"Page.{page.Name}.Why"]}"));
        return settings.Concat(parts).Concat(whole)
            .Where(one => words.All(word => one.Text.Contains(word, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(one => words.All(word => one.Found.Title.Contains(word, StringComparison.OrdinalIgnoreCase)) ? 0 : 1)
            .Select(one => one.Found);
    }
}
