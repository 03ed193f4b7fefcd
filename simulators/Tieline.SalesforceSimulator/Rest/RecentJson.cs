using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>A recently used record: its id and its name field.</summary>
public static class RecentJson
{
    public static JsonObject Item(string basePath, ObjectDefinition definition, SalesforceRecord record)
    {
        var item = new JsonObject
        {
            ["attributes"] = RecordJson.Attributes(basePath, definition.Name, definition.Name, record.Id),
            ["Id"] = record.Id,
        };
        if (definition.NameField is { } name) item[name.Name] = record.Text(name.Name);
        return item;
    }
}
