using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>
/// What became of one component: a member of <c>componentSuccesses</c> or <c>componentFailures</c>.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deployresult.htm
/// </summary>
internal sealed record ComponentMessage(string Type, string FullName, string FileName)
{
    internal bool Success { get; init; } = true;
    internal bool Created { get; init; }
    internal bool Changed { get; init; }
    internal bool Deleted { get; init; }
    internal string? Id { get; init; }
    internal string? Problem { get; init; }
    internal int Line { get; init; }
    internal int Column { get; init; }

    /// <summary>The manifests are told of, but are no components.</summary>
    internal bool Counts => FullName != FileName;

    internal static ComponentMessage Failed(string type, string fullName, string fileName, ComponentProblem problem) =>
        new(type, fullName, fileName) { Success = false, Problem = problem.Message, Line = problem.Line, Column = problem.Column };

    internal JsonObject ToJson(DateTimeOffset at)
    {
        var json = new JsonObject
        {
            ["changed"] = Changed, ["componentType"] = Type, ["created"] = Created, ["createdDate"] = RestJson.Moment(at), ["deleted"] = Deleted, ["fileName"] = FileName, ["fullName"] = FullName,
            ["id"] = Id, ["problem"] = Problem, ["problemType"] = Problem is null ? null : Success ? "Warning" : "Error", ["success"] = Success, ["warning"] = Success && Problem is not null,
        };
        if (Line > 0) (json["lineNumber"], json["columnNumber"]) = (Line, Column);
        return json;
    }
}
