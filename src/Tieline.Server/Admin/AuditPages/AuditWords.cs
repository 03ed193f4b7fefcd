using Tieline.Server.Audit;
using Tieline.Server.Connections.Connecting;
using Tieline.Server.Leaving;
using Tieline.Server.Lightning;

namespace Tieline.Server.Admin.AuditPages;

/// <summary>Pure: the words of ours that the trail holds, in the language of the page. Names, addresses and values of others stand as they are.</summary>
internal static class AuditWords
{
    // The fields are called as on the page Connection.
    private static readonly Dictionary<string, string> Subjects = new()
    {
        ["name"] = "OrgName",
        ["defaultCountry"] = "DefaultCountry",
        [TenantField.HostOrigins] = "HostOrigins",
        ["salesforce.way"] = "SalesforceHow",
        ["salesforce.loginUrl"] = "MyDomain",
        ["salesforce.consumerKey"] = "ConsumerKey",
        ["salesforce.consumerSecret"] = "ConsumerSecret",
        ["salesforce.userName"] = "IntegrationUser",
        ["salesforce.key"] = "Certificate",
        ["webex.apiBase"] = "WebexApi",
        ["webex.clientId"] = "ClientId",
        ["webex.clientSecret"] = "ClientSecret",
        ["webex.personalToken"] = "AccessToken",
        [ConnectionAudit.MovedPerson] = "AuditMovedPerson",
        ["serviceApp.clientId"] = "ClientId",
        ["serviceApp.clientSecret"] = "ClientSecret",
        ["proof"] = "AuditProof",
        ["agent"] = "AuditAgent",
        ["customer"] = "AuditCustomer",
        ["deliveries"] = "Page.deliveries",
    };

    private static readonly Dictionary<string, string> Clouds = new() { ["salesforce"] = "Salesforce", ["webex"] = "Webex", ["serviceApp"] = "Webex Service App" };

    /// <summary>The subjects that have a text.</summary>
    public static IReadOnlyCollection<string> Known => Subjects.Keys;

    public static string Who(Actor who, Texts say) =>
        who == Actor.AdminKey ? say["AuditAdminKey"] : who == Actor.ConfigFile ? say["AuditConfigFile"] : who.Name;

    /// <summary>The sort of change; one that this version does not know stands as it was written.</summary>
    public static string What(AuditEvent change, Texts say) => AuditKinds.All.Contains(change.What) ? say[$"Audit.{change.What}"] : change.What;

    public static string Subject(AuditEvent change, Texts say) => change.What switch
    {
        AuditKinds.Doctor => say[$"Check.{change.Subject}"] is var name && name.StartsWith("Check.", StringComparison.Ordinal) ? change.Subject : name,
        AuditKinds.Connection or AuditKinds.Secret or AuditKinds.Webhooks or AuditKinds.Unlinked or AuditKinds.Erasure or AuditKinds.Leaving =>
            StepOf(change.Subject, say) ?? (Subjects.TryGetValue(change.Subject, out var key) ? Of(change.Subject, say[key]) : change.Subject),
        _ => change.Subject,
    };

    public static string Value(AuditEvent change, string value, Texts say) => change.What switch
    {
        AuditKinds.Delivery => say[$"Admin{value}"],
        AuditKinds.LaunchKey => value == "leaked" ? say["AuditLeaked"] : value,
        AuditKinds.Leaving => value == "skipped" ? say["AuditSkipped"] : StepOf(value, say) ?? value,
        AuditKinds.Erasure when value.Split(' ') is [var count, "rows"] => say["AuditRows", count],
        AuditKinds.Connection when change.Subject == "salesforce.way" => say[$"Way.{value}"],
        _ => value,
    };

    private static string? StepOf(string word, Texts say) => Enum.TryParse<LeavingStep>(word, out var step) && step.ToString() == word ? say[$"LeavingStep.{step}"] : null;

    private static string Of(string subject, string name) => Clouds.TryGetValue(subject.Split('.')[0], out var cloud) ? $"{cloud}: {name}" : name;
}
