using Tieline.Server.Admin.AuditPages;
using Tieline.Server.Admin.HealthPages;
using Tieline.Server.Admin.SettingPages;
using Tieline.Server.Settings;

namespace Tieline.Server.Admin.Shell;

/// <summary>One page of the console. Its title is the text <c>Page.{Name}</c>, the sentence below it <c>Page.{Name}.Why</c>.</summary>
/// <param name="Name">In the address: <c>/admin/{name}</c>.</param>
/// <param name="Icon">A utility icon.</param>
/// <param name="Component">What it shows above its settings; null when there are settings only.</param>
/// <param name="Settings">Whose settings it shows.</param>
public sealed record ConsolePage(string Name, string Icon, Type? Component, SettingPage? Settings = null)
{
    /// <summary>The page that needs no tenant: there one is made.</summary>
    public const string First = "connection";

    /// <summary>All, in the order of the menu.</summary>
    public static readonly IReadOnlyList<ConsolePage> All =
    [
        new(First, "link", null, SettingPage.Connection),
        new("people", "people", null, SettingPage.People),
        new("calling", "call", null, SettingPage.Calling),
        new("messaging", "chat", null, SettingPage.Messaging),
        new("meetings", "event", null, SettingPage.Meetings),
        new("webinars", "broadcast", null, SettingPage.Webinars),
        new("deliveries", "outbound_call", typeof(DeliveriesTable), SettingPage.Deliveries),
        new("health", "activity", typeof(HealthPage), SettingPage.Health),
        new("audit", "clock", typeof(AuditPage)),
    ];

    public static ConsolePage Named(string? name) => All.FirstOrDefault(page => page.Name == name) ?? All[0];
}
