using System.Text.Json.Nodes;
using Tieline.Salesforce;

namespace Tieline.Server.CallerMatching;

/// <summary>Whose numbers a record offers; the record's object is told by the first three characters of its id.</summary>
internal static class RecordPhones
{
    private const int MostContacts = 25;

    public static Task<IReadOnlyList<PhoneHolder>> HoldersAsync(AskerView view, RecordId id, CancellationToken cancellationToken) => id.KeyPrefix switch
    {
        "003" => OneAsync(view, "Contact", id.Value, cancellationToken),
        "00Q" => OneAsync(view, "Lead", id.Value, cancellationToken),
        "005" => OneAsync(view, "User", id.Value, cancellationToken),
        "001" => OfAccountAsync(view, id.Value, cancellationToken),
        "500" => IfReadableAsync(view, id.Value, OfCaseAsync, cancellationToken),
        "006" => IfReadableAsync(view, id.Value, OfOpportunityAsync, cancellationToken),
        _ => Task.FromResult<IReadOnlyList<PhoneHolder>>([]),
    };

    private static async Task<IReadOnlyList<PhoneHolder>> IfReadableAsync(
        AskerView view, string id, Func<AskerView, string, CancellationToken, Task<IReadOnlyList<PhoneHolder>>> holders, CancellationToken cancellationToken) =>
        await view.MayReadAsync(id, cancellationToken) ? await holders(view, id, cancellationToken) : [];

    private static Task<IReadOnlyList<PhoneHolder>> OneAsync(AskerView view, string objectName, string? id, CancellationToken cancellationToken) =>
        id is null ? Task.FromResult<IReadOnlyList<PhoneHolder>>([]) : view.WhereAsync(objectName, Soql.Of($"Id = {id}"), 1, cancellationToken);

    private static async Task<IReadOnlyList<PhoneHolder>> OfAccountAsync(AskerView view, string id, CancellationToken cancellationToken)
    {
        var account = OneAsync(view, "Account", id, cancellationToken);
        var contacts = view.WhereAsync("Contact", Soql.Of($"AccountId = {id}"), MostContacts, cancellationToken);
        return [.. await account, .. await contacts];
    }

    private static async Task<IReadOnlyList<PhoneHolder>> OfCaseAsync(AskerView view, string id, CancellationToken cancellationToken)
    {
        var row = await view.Salesforce.Query.FirstOrDefaultAsync<JsonObject>($"SELECT ContactId, AccountId FROM Case WHERE Id = {id}", cancellationToken);
        var contact = OneAsync(view, "Contact", row?["ContactId"]?.ToString(), cancellationToken);
        var account = OneAsync(view, "Account", row?["AccountId"]?.ToString(), cancellationToken);
        return [.. await contact, .. await account];
    }

    private static async Task<IReadOnlyList<PhoneHolder>> OfOpportunityAsync(AskerView view, string id, CancellationToken cancellationToken)
    {
        var row = await view.Salesforce.Query.FirstOrDefaultAsync<JsonObject>($"SELECT AccountId FROM Opportunity WHERE Id = {id}", cancellationToken);
        var roles = await view.Salesforce.Query.ListAsync<JsonObject>(
            $"SELECT ContactId FROM OpportunityContactRole WHERE OpportunityId = {id} LIMIT {MostContacts}", cancellationToken);
        var ids = roles.Select(role => role["ContactId"]?.ToString()).OfType<string>().Distinct().ToList();
        var contacts = ids.Count == 0 ? [] : await view.WhereAsync("Contact", Soql.Of($"Id IN {ids}"), MostContacts, cancellationToken);
        return [.. contacts, .. await OneAsync(view, "Account", row?["AccountId"]?.ToString(), cancellationToken)];
    }
}
