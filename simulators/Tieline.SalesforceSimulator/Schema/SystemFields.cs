namespace Tieline.SalesforceSimulator.Schema;

/// <summary>The fields that the platform keeps itself, by the words of a schema's <c>system:</c> header.</summary>
public static class SystemFields
{
    public static IEnumerable<FieldDefinition> For(string words)
    {
        var set = words.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        yield return SchemaFile.Field("Id id di ID");
        if (set.Contains("deleted")) yield return SchemaFile.Field("IsDeleted boolean - Deleted");
        if (set.Contains("created"))
        {
            yield return SchemaFile.Field("CreatedDate datetime d Created Date");
            yield return SchemaFile.Field("CreatedById reference d Created By ID ; to=User ; rel=CreatedBy");
        }

        if (set.Contains("modified"))
        {
            yield return SchemaFile.Field("LastModifiedDate datetime d Last Modified Date");
            yield return SchemaFile.Field("LastModifiedById reference d Last Modified By ID ; to=User ; rel=LastModifiedBy");
        }

        yield return SchemaFile.Field("SystemModstamp datetime d System Modstamp");
        if (set.Contains("activity")) yield return SchemaFile.Field("LastActivityDate date ? Last Activity");
        if (set.Contains("viewed"))
        {
            yield return SchemaFile.Field("LastViewedDate datetime ? Last Viewed Date");
            yield return SchemaFile.Field("LastReferencedDate datetime ? Last Referenced Date");
        }
    }
}
