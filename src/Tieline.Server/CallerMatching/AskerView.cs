using System.Text.Json.Nodes;
using Tieline.Salesforce;
using Tieline.Server.Connections;

namespace Tieline.Server.CallerMatching;

/// <summary>
/// Salesforce as one asker sees it: with his own sign-in the org itself shows him only what he may read; without one the integration user
/// asks, and each record found is kept only if the org says that the asker may read it; of an account that he may not read nothing is told.
/// Which fields of a readable record he may see the org tells nobody but himself: there the integration user's rights count.
/// </summary>
internal sealed class AskerView(SalesforceClient salesforce, bool isOwn, Asker asker, string tenantCountry, FieldsSeen fields)
{
    private const int MostAccessChecks = 200;

    public Asker Asker => asker;

    public SalesforceClient Salesforce => salesforce;

    /// <summary>Runs a search whose fields may be hidden from this identity: then once more with those that are not.</summary>
    public async Task<IReadOnlyList<PhoneHolder>> SearchAsync(
        IReadOnlyList<SearchObject> objects, Func<IReadOnlyList<SearchObject>, Task<IReadOnlyList<Salesforce.FoundRecord>>> run, CancellationToken cancellationToken)
    {
        var seen = fields.Known(salesforce, objects);
        IReadOnlyList<Salesforce.FoundRecord> rows;
        try
        {
            rows = seen.Count == 0 ? [] : await run(seen);
        }
        catch (SalesforceException problem) when (problem.ErrorCode is "INVALID_FIELD" or "INVALID_TYPE")
        {
            seen = await fields.LearnAsync(salesforce, objects, cancellationToken);
            rows = seen.Count == 0 ? [] : await run(seen);
        }

        return await HoldersAsync(seen, await ReadableAsync(rows, cancellationToken), cancellationToken);
    }

    /// <summary>The asker may read this record; with his own sign-in the org sees to that itself.</summary>
    public async Task<bool> MayReadAsync(string recordId, CancellationToken cancellationToken) =>
        isOwn || (await ReadableAsync([recordId], cancellationToken)).Contains(recordId);

    /// <summary>Rows of one object by a condition.</summary>
    public Task<IReadOnlyList<PhoneHolder>> WhereAsync(string objectName, Soql condition, int limit, CancellationToken cancellationToken) =>
        SearchAsync(
            [SearchObject.Of(objectName)],
            async seen =>
            {
                var one = seen[0];
                var names = one.Fields.Where(field => !field.Contains('.')).Select(field => new SoqlName(field)).ToList();
                names.AddRange(one.Fields.Where(field => field.Contains('.')).Select(field => new SoqlName(field)));
                var all = one.Where is null ? condition : Soql.All([condition, one.Where]);
                var rows = await salesforce.Query.ListAsync<JsonObject>(
                    Soql.Of($"SELECT {names} FROM {new SoqlName(one.Name)} WHERE {all} ORDER BY LastModifiedDate DESC LIMIT {limit}"), cancellationToken);
                return [.. rows.Select(row => new Salesforce.FoundRecord(one.Name, row["Id"]?.ToString() ?? "", row))];
            },
            cancellationToken);

    private async Task<IReadOnlyList<Salesforce.FoundRecord>> ReadableAsync(IReadOnlyList<Salesforce.FoundRecord> rows, CancellationToken cancellationToken)
    {
        var asked = rows.Where(row => row.Type != "User").SelectMany(row => new[] { row.Id, row.Text("AccountId") }).OfType<string>().Distinct().ToList();
        if (isOwn || asked.Count == 0)
        {
            return rows;
        }

        var readable = await ReadableAsync(asked, cancellationToken);
        return [.. rows.Where(row => row.Type == "User" || readable.Contains(row.Id)).Select(row => readable.Contains(row.Text("AccountId")) ? row : WithoutAccount(row))];
    }

    private async Task<HashSet<string?>> ReadableAsync(IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var readable = new HashSet<string?>();
        foreach (var some in ids.Chunk(MostAccessChecks))
        {
            var access = await salesforce.Query.ListAsync<JsonObject>(
                Soql.Of($"SELECT RecordId FROM UserRecordAccess WHERE UserId = {asker.SalesforceUserId} AND RecordId IN {some} AND HasReadAccess = TRUE"), cancellationToken);
            readable.UnionWith(access.Select(row => row["RecordId"]?.ToString()));
        }

        return readable;
    }

    private static Salesforce.FoundRecord WithoutAccount(Salesforce.FoundRecord row) =>
        row with { Fields = new JsonObject(row.Fields.Where(field => field.Key is not ("Account" or "AccountId")).Select(field => KeyValuePair.Create(field.Key, field.Value?.DeepClone()))) };

    /// <summary>A number's country: the record's, then its owner's, then the tenant's.</summary>
    private async Task<IReadOnlyList<PhoneHolder>> HoldersAsync(
        IReadOnlyList<SearchObject> seen, IReadOnlyList<Salesforce.FoundRecord> rows, CancellationToken cancellationToken)
    {
        var owners = rows.Where(row => SearchObject.CountryOf(row) is null).Select(row => row.Text("OwnerId")).OfType<string>()
            .Where(id => id.StartsWith("005", StringComparison.Ordinal)).Distinct().ToList();
        var countries = new Dictionary<string, string?>();
        if (owners.Count > 0)
        {
            foreach (var user in await salesforce.Query.ListAsync<JsonObject>($"SELECT Id, Country, LocaleSidKey FROM User WHERE Id IN {owners}", cancellationToken))
            {
                countries[user["Id"]!.ToString()] = Countries.OfUser(user["Country"]?.ToString(), user["LocaleSidKey"]?.ToString(), tenantCountry);
            }
        }

        return
        [
            .. from row in rows
               let kind = seen.FirstOrDefault(one => one.Name == row.Type)
               where kind is not null && row.Text("IsConverted") is not "true" && row.Text("IsActive") is not "false"
               select kind.Read(row, SearchObject.CountryOf(row) ?? countries.GetValueOrDefault(row.Text("OwnerId") ?? "") ?? tenantCountry),
        ];
    }
}
