using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>One request to <c>/services/data/vXX.0/...</c>, whether it came by HTTP or inside a composite.</summary>
public sealed record RestCall
{
    public required SalesforceOrg Org { get; init; }
    public required string Method { get; init; }

    /// <summary>The decoded path after the version: <c>["sobjects","Task"]</c>.</summary>
    public required IReadOnlyList<string> Path { get; init; }
    public IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>Header names in lower case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The raw body; empty when there is none.</summary>
    public string Body { get; init; } = "";

    /// <summary>The parts of a multipart body by name; null when the body is none.</summary>
    public IReadOnlyDictionary<string, byte[]>? Parts { get; init; }

    /// <summary>Whether it is a part of a composite.</summary>
    public bool Nested { get; init; }

    /// <summary>As in <c>66.0</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The org's own address, without a trailing slash.</summary>
    public string PublicUrl { get; init; } = "";

    /// <summary>The running user.</summary>
    public required string UserId { get; init; }

    /// <summary>As change events tell it: the API, its version, and what the client calls itself in <c>Sforce-Call-Options</c>.</summary>
    public ChangeAuthor Author => new(UserId, $"com/salesforce/api/rest/{Version}" + (ClientName is { Length: > 0 } name ? $";client={name}" : ""));

    /// <summary><c>Sforce-Mru: updateMru=true</c>: the record is among the user's recent ones afterwards.</summary>
    public bool UpdatesMru => Header("sforce-mru")?.Split('=', 2) is [var name, var value] && name.Trim().Equals("updateMru", StringComparison.OrdinalIgnoreCase) && bool.TryParse(value.Trim(), out var flag) && flag;

    private string? ClientName => Header("sforce-call-options")?.Split(',').Select(o => o.Trim().Split('=', 2)).FirstOrDefault(o => o is ["client", _])?[1];

    /// <summary>Whether the Tooling API was asked.</summary>
    public bool Tooling { get; init; }

    public string BasePath => $"/services/data/v{Version}" + (Tooling ? "/tooling" : "");

    /// <summary>The schema as the running user sees it.</summary>
    public Schema.OrgSchema Schema => Org.Access.SchemaOf(UserId);

    /// <summary>How records are written in the answer.</summary>
    public RecordView View => new(Org, UserId, BasePath);

    public decimal VersionNumber => decimal.Parse(Version, System.Globalization.CultureInfo.InvariantCulture);

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string? QueryValue(string name) => Query.GetValueOrDefault(name);

    /// <summary>True for <c>true</c> in any case.</summary>
    public bool Flag(string name) => string.Equals(QueryValue(name), "true", StringComparison.OrdinalIgnoreCase);

    public JsonObject JsonObject() => Json() as JsonObject ?? throw RestJson.Unreadable("Cannot deserialize instance of object from the given body");

    public JsonNode Json() => RestJson.Parse(Body);
}

/// <summary>What answers a <see cref="RestCall"/>; without a body, CSV and blob it is an empty one.</summary>
public sealed record RestAnswer(int Status, JsonNode? Body = null)
{
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>In place of a JSON body.</summary>
    public string? Csv { get; init; }

    /// <summary>In place of a JSON body: the content of a field, as it was given.</summary>
    public byte[]? Blob { get; init; }

    public static RestAnswer OfCsv(string csv) => new(200) { Csv = csv };

    public static RestAnswer Ok(JsonNode body) => new(200, body);

    public static RestAnswer NoContent { get; } = new(204);

    /// <summary>The cloud's error array for a refusal.</summary>
    public static RestAnswer Of(SalesforceRefusal refusal) => new(refusal.Status, new JsonArray(RestJson.Error(refusal, "errorCode")));
}
