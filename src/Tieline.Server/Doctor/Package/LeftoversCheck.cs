using System.Text.Json.Nodes;
using Tieline.Salesforce;

namespace Tieline.Server.Doctor.Package;

/// <summary>
/// What Cisco's own package, or its set-up by hand, has left in the org: while both work, each call may be logged twice, and the old sign-in holds more rights than
/// it needs. Its guide tells administrators how to name these things; an app or a site that they named otherwise is not found.
/// </summary>
internal sealed class LeftoversCheck : ICheck
{
    private const string Namespace = "cisco_webex";
    private const string Credential = "ApexMDTAPI";

    private static readonly LikePattern Webex = LikePattern.Contains("Webex");

    private static readonly (string What, bool IsTooling, Soql Query)[] Places =
    [
        ("InstalledSubscriberPackage", true, Soql.Of($"SELECT SubscriberPackage.Name FROM InstalledSubscriberPackage WHERE SubscriberPackage.NamespacePrefix = {Namespace}")),
        ("NamedCredential", false, Soql.Of($"SELECT DeveloperName FROM NamedCredential WHERE DeveloperName = {Credential}")),
        ("AuthProvider", false, Soql.Of($"SELECT DeveloperName FROM AuthProvider WHERE DeveloperName = {Credential}")),
        ("ConnectedApplication", false, Soql.Of($"SELECT Name FROM ConnectedApplication WHERE Name LIKE {Webex}")),
        ("Site", false, Soql.Of($"SELECT MasterLabel FROM Site WHERE MasterLabel LIKE {Webex} AND Status = 'Active'")),
        ("FlowDefinitionView", false, Soql.Of($"SELECT ApiName FROM FlowDefinitionView WHERE IsActive = TRUE AND (NamespacePrefix = {Namespace} OR Label LIKE {Webex})")),
    ];

    public Mender Who => Mender.Salesforce;

    public IReadOnlyList<string> Says { get; } = ["Found", "Partly", "NotAllowed"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var salesforce = await on.OrgClientAsync(cancellationToken);
        var (found, unread) = (new List<string>(), new List<(string What, string Words)>());
        foreach (var (what, isTooling, query) in Places)
        {
            try
            {
                var rows = isTooling
                    ? await salesforce.Query.ToolingAsync<JsonObject>(query, cancellationToken)
                    : await salesforce.Query.ListAsync<JsonObject>(query, cancellationToken);
                found.AddRange(rows.Select(row => $"{what} {NameIn(row)}"));
            }
            catch (SalesforceException problem) when (problem.Kind is SalesforceErrorKind.Forbidden or SalesforceErrorKind.Invalid or SalesforceErrorKind.NotFound)
            {
                unread.Add((what, problem.Message));
            }
        }

        return (found.Count > 0 ? Finding.Warning("Found", string.Join(", ", found))
            : unread.Count == Places.Length ? Finding.Unknown("NotAllowed")
            : unread.Count > 0 ? Finding.Unknown("Partly", string.Join(", ", unread.Select(one => one.What)))
            : Finding.Well()).With([.. found, .. unread.Select(one => $"{one.What}: {one.Words}"), $"looked through: {string.Join(", ", Places.Select(place => place.What).Except(unread.Select(one => one.What)))}"]);
    }

    private static string NameIn(JsonObject row) =>
        row.Where(field => field.Key != "attributes").Select(field => field.Value is JsonObject parent ? NameIn(parent) : field.Value?.ToString() ?? "").FirstOrDefault() ?? "";
}
