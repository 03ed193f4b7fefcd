using System.Collections.Immutable;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Soql.Execution;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.ChangeData;

/// <summary>On which topics an event is sent, and what it says there. Used within the org's gate.</summary>
public static class EventTopics
{
    public const string Root = "/data/";

    public static ImmutableDictionary<string, ChangeBody> Of(SalesforceOrg org, RecordChange change, ChangeBody body)
    {
        var row = (change.After ?? change.Before)!;
        var topics = ImmutableDictionary.CreateBuilder<string, ChangeBody>();
        foreach (var member in org.Channels.Members.Where(m => m.ObjectName == change.ObjectName))
        {
            var enriched = member.EnrichedFields.Count == 0 || body.ChangeType is "CREATE" or "UNDELETE" ? body : body.Enriched(row, member.EnrichedFields);
            if (member.FilterExpression is { } filter && !Passes(org, row with { Values = enriched.Values }, filter)) continue;
            topics[Root + member.Channel] = enriched;
            if (member.Channel == EventChannel.Standard) topics[Root + EventSchema.EventName(member.ObjectName)] = enriched;
        }

        return topics.ToImmutable();
    }

    /// <summary>For events about no single record: every channel of the object, whatever its filter.</summary>
    public static ImmutableDictionary<string, ChangeBody> Everywhere(SalesforceOrg org, string objectName, ChangeBody body) =>
        org.Channels.Members.Where(m => m.ObjectName == objectName)
            .SelectMany(m => m.Channel == EventChannel.Standard ? [Root + m.Channel, Root + EventSchema.EventName(objectName)] : new[] { Root + m.Channel })
            .ToImmutableDictionary(topic => topic, _ => body);

    /// <summary>The test of a filter expression; throws the refusal of a query that cannot be read.</summary>
    public static Func<SalesforceRecord, bool> Filter(SalesforceOrg org, string objectName, string expression)
    {
        var context = new QueryContext(org, userId: "", new SourceText($"SELECT Id FROM {objectName} WHERE {expression}"), basePath: "", includeDeleted: true);
        var query = SoqlParser.Parse(context.Source);
        var compiled = CompiledQuery.Of(context, query);
        return row => compiled.Rows([row]).Any();
    }

    private static bool Passes(SalesforceOrg org, SalesforceRecord row, string expression)
    {
        try
        {
            return Filter(org, row.ObjectName, expression)(row);
        }
        catch (SalesforceRefusal)
        {
            // A field that the filter names is gone since: nothing passes, as nothing did equal it.
            return false;
        }
    }
}
