using Tieline.Server.Connections.Connecting;
using Tieline.Server.Lightning;

namespace Tieline.Server.Admin.ConnectionPages;

/// <summary>What is wrong with what was typed, in the language of the page; the texts are <c>Field.{name}</c>.</summary>
internal static class FieldProblems
{
    /// <summary>The fields that the pages write.</summary>
    public static readonly string[] Fields =
    [
        "name", "defaultCountry", "hostOrigins", "salesforce.consumerKey", "salesforce.consumerSecret", "salesforce.userName",
        "webex.apiBase", "webex.clientId", "webex.clientSecret", "serviceApp.clientId", "serviceApp.clientSecret",
    ];

    /// <summary>Null when all is well.</summary>
    public static string? Of(TenantChange change, Texts say) =>
        change.Problems() is { Count: > 0 } problems ? string.Join(' ', problems.Keys.Select(field => say[$"Field.{field}"])) : null;
}
