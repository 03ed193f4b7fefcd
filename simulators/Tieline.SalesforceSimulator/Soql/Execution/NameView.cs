using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>A record of any object seen through the Name object, as Who, What and Owner show it.</summary>
public static class NameView
{
    public static object? Read(QueryContext context, ObjectDefinition seenAs, SalesforceRecord record, string field)
    {
        if (!seenAs.Can("nameOnly")) return record[field];
        return field switch
        {
            "Type" => record.ObjectName,
            "Name" => context.Org.Schema[record.ObjectName].NameField is { } name ? record[name.Name] : null,
            _ => context.Schema.Find(record.ObjectName)?.Field(field) is null ? null : record[field],
        };
    }
}
