using Tieline.Server.Admin.AuditPages;
using Tieline.Server.Admin.ConnectionPages;
using Tieline.Server.Admin.HealthPages;
using Tieline.Server.Admin.LeavingPages;
using Tieline.Server.Admin.PeoplePages;
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

    /// <summary>It has something to show also while there is no tenant.</summary>
    public bool IsForAll { get; init; }

    /// <summary>What stands on it beside its settings and has a name of its own, so that a search finds it.</summary>
    public IReadOnlyList<PagePart> Parts { get; init; } = [];

    /// <summary>All, in the order of the menu.</summary>
    public static readonly IReadOnlyList<ConsolePage> All =
    [
        new("people", "people", typeof(PeoplePage), SettingPage.People),
        new(First, "link", typeof(ConnectionPage), SettingPage.Connection)
        {
            Parts =
            [
                new("Step.Address", "step-Address"),
                new("Step.Salesforce", "step-Salesforce", "MyDomain", "ConsumerKey", "ConsumerSecret", "IntegrationUser", "Certificate"),
                new("Panel.WebexIntegrationSettings", "step-Webex", "ClientId", "ClientSecret", "AccessToken", "Step.Webex"),
                new("Panel.WebexSiteForWebhooks", "step-Webhooks", "Step.Webhooks"),
                new("OrgDetails", "details", "OrgName", "DefaultCountry", "HostOrigins"),
            ],
        },
        new("calling", "call", null, SettingPage.Calling),
        new("messaging", "chat", null, SettingPage.Messaging),
        new("meetings", "event", null, SettingPage.Meetings),
        new("webinars", "broadcast", null, SettingPage.Webinars),
        new("deliveries", "send", typeof(DeliveriesTable), SettingPage.Deliveries),
        new("health", "heart", typeof(HealthPage), SettingPage.Health),
        new("audit", "clock", typeof(AuditPage)),
        new("leaving", "logout", typeof(LeavingPage)) { IsForAll = true },
    ];

    public static ConsolePage Named(string? name) => All.FirstOrDefault(page => page.Name == name) ?? All[0];
}

/// <summary>A part of a page.</summary>
/// <param name="Title">The key of its heading; where the original app has such a panel, that panel's name.</param>
/// <param name="Anchor">The id of its element; for a step of the page Connection <c>step-</c> and its name.</param>
/// <param name="Words">Keys of further texts by which it is found.</param>
public sealed record PagePart(string Title, string Anchor, params string[] Words);
