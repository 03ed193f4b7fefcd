using System.Collections.Immutable;
using Tieline.SalesforceSimulator.Access;
using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>Rows that are computed: the schema's, UserRecordAccess of an active user, and tokens.</summary>
public static class VirtualRows
{
    private const int MostRecords = 200;

    public static IEnumerable<SalesforceRecord> Of(QueryContext context, ObjectDefinition definition, Condition? where)
    {
        switch (definition.Name)
        {
            case "EntityDefinition": return SchemaRows.Entities(context);
            case "FieldDefinition": return SchemaRows.Fields(context, where);
            case "UserRecordAccess": return Access(context, where);
            case "OauthToken": return TokenRows.Of(context.Org, context.UserId);
            default: return [];
        }
    }

    private static IEnumerable<SalesforceRecord> Access(QueryContext context, Condition? where)
    {
        var users = Pinned(where, "UserId").ToList();
        var records = Pinned(where, "RecordId").ToList();
        if (users.Count != 1 || records.Count == 0)
            throw SalesforceRefusal.Query("MALFORMED_QUERY", "A query on UserRecordAccess filters on one UserId and on RecordId, by = or IN");
        if (records.Count > MostRecords) throw SalesforceRefusal.Query("EXCEEDED_ID_LIMIT", $"UserRecordAccess: at most {MostRecords} record ids in one query");
        var user = RecordIds.Normalize(users[0]) ?? users[0];
        var active = context.Org.Records.Find(users[0])?.Is("IsActive") ?? false;
        return [.. records.Select(context.Org.Records.Find).OfType<SalesforceRecord>().Select(r => Row(user, r, active && !r.IsDeleted ? context.Org.Access.On(user, r) : RecordRights.None))];
    }

    private static SalesforceRecord Row(string userId, SalesforceRecord record, RecordRights may)
    {
        var values = ImmutableDictionary<string, object>.Empty.Add("Id", record.Id).Add("RecordId", record.Id).Add("UserId", userId)
            .Add("MaxAccessLevel", may.Level)
            .Add("HasReadAccess", may.Read).Add("HasEditAccess", may.Edit).Add("HasDeleteAccess", may.Delete).Add("HasTransferAccess", may.Transfer).Add("HasAllAccess", may == RecordRights.All);
        return new SalesforceRecord("UserRecordAccess", record.Id, values);
    }

    internal static IEnumerable<string> Pinned(Condition? where, string field) => where switch
    {
        Comparison { Operator: "=", Left: FieldPath path, Right: TextLiteral text } when Named(path, field) => [text.Value],
        InList { Negated: false, Left: FieldPath path } list when Named(path, field) => list.Values.OfType<TextLiteral>().Select(v => v.Value),
        AndCondition and => and.Parts.SelectMany(p => Pinned(p, field)),
        _ => [],
    };

    private static bool Named(FieldPath path, string field) => path.Parts[^1].Equals(field, StringComparison.OrdinalIgnoreCase);
}
