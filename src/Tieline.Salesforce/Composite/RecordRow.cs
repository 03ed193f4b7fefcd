using System.Text.Json;
using System.Text.Json.Nodes;

namespace Tieline.Salesforce;

/// <summary>A record among many in one request.</summary>
/// <param name="ObjectName">API name of its object.</param>
/// <param name="Fields">Its fields by API name; a null value empties the field.</param>
/// <param name="Id">Its id when it is there already.</param>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_composite_sobjects_collections.htm">sObject collections</a>.</remarks>
public sealed record RecordRow(string ObjectName, IReadOnlyDictionary<string, object?> Fields, string? Id = null)
{
    internal JsonObject ToJson()
    {
        var row = new JsonObject { ["attributes"] = new JsonObject { ["type"] = SoqlName.Object(ObjectName) } };
        if (Id is not null)
        {
            row["id"] = RecordId.Parse(Id).Value;
        }

        foreach (var (name, value) in Fields)
        {
            row[new SoqlName(name).Value] = JsonSerializer.SerializeToNode(value, SalesforceJson.Options);
        }

        return row;
    }
}
