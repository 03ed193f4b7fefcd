namespace Tieline.Server.Settings;

/// <summary>
/// One thing an administrator may set. A room declares its own and adds them with <c>AddSettings</c>. Its name and its help are the texts
/// <c>Setting.{Key}</c> and <c>Setting.{Key}.Help</c>, the heading above it <c>Panel.{Panel}</c>.
/// </summary>
/// <param name="Key">As in the YAML file, dotted: <c>calling.inboundSearch</c>.</param>
/// <param name="Page">The console's page on which it stands.</param>
/// <param name="Panel">Settings that belong together; the headings are those of the original app, so that its administrators find their way.</param>
/// <param name="Kind">Which values it takes.</param>
/// <param name="Default">What holds while nobody has set it; in the kind's canonical form.</param>
/// <param name="IsForPeople">Profiles and users may have values of their own. Otherwise there is one for all.</param>
public sealed record Setting(string Key, SettingPage Page, string Panel, SettingKind Kind, string Default, bool IsForPeople = true);

/// <summary>The console's pages that hold settings.</summary>
public enum SettingPage
{
    Connection,
    People,
    Calling,
    Messaging,
    Meetings,
    Webinars,
    Deliveries,
    Health,
}
