using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>The vendor's OpenAPI documents, when they lie beside the repository.</summary>
public sealed class PublishedApi(string file, IReadOnlySet<string>? tolerated = null)
{
    private const string Envelope = "the cloud names owner and application of a webhook, as its deliveries show";
    private const string Booleans = "the document says string, the cloud answers a boolean";
    private const string AnyMessage = "the document's own example or the answer of another operation has it";
    private const string RealCard = "the document describes a file of a content management; the cloud answers the card as it was posted";

    /// <summary>
    /// Where an answer departs from the schema, with the reason: a member, a value, a type, or (<c>:*</c>) all that lies below.
    /// </summary>
    private static readonly Dictionary<string, string> SeenInPractice = new()
    {
        ["$.orgId"] = Envelope, ["$.createdBy"] = Envelope, ["$.appId"] = Envelope,
        ["$.items[].orgId"] = Envelope, ["$.items[].createdBy"] = Envelope, ["$.items[].appId"] = Envelope,
        ["$.event=all"] = "accepted as created, updated and deleted", ["$.items[].event=all"] = "accepted as created, updated and deleted",
        ["$.resource=all"] = "the firehose", ["$.items[].resource=all"] = "the firehose",
        ["$.invitePending:string"] = Booleans, ["$.loginEnabled:string"] = Booleans,
        ["$.items[].invitePending:string"] = Booleans, ["$.items[].loginEnabled:string"] = Booleans,
        ["$.endpoints[].isPreferredAnswerEndpoint"] = "the document's own example has it",
        ["$.html"] = AnyMessage, ["$.parentId"] = AnyMessage, ["$.items[].html"] = AnyMessage, ["$.items[].parentId"] = AnyMessage,
        ["$.items[].mentionedPeople"] = AnyMessage, ["$.items[].mentionedGroups"] = AnyMessage, ["$.items[].updated"] = AnyMessage,
        ["$.items[].attachments"] = AnyMessage, ["$.attachments[]:*"] = RealCard, ["$.items[].attachments[]:*"] = RealCard,
        ["$.inputs:*"] = "the document lists the inputs of its example; a card has those of its own",
    };

    private readonly JsonNode document = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder()!, file)))!;

    public HashSet<string> Visited { get; } = [];

    public IEnumerable<string> Operations => document["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Where(operation => operation.Key is "get" or "post" or "put" or "delete").Select(operation => $"{operation.Key} {path.Key}"));

    public static string? Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var candidate = Path.Combine(folder.FullName, "shared", "facts", "webex-openapi");
            if (Directory.Exists(candidate))
            {
                return candidate;
            }
        }

        return null;
    }

    /// <summary>Fails unless the answer's status and body are ones that the operation documents.</summary>
    public Answer Holds(string operation, Answer answer)
    {
        var (method, path) = (operation.Split(' ')[0], operation.Split(' ')[1]);
        var response = document["paths"]![path]![method]!["responses"]![$"{answer.Status}"];
        Assert.True(response is not null && answer.Status < 300, $"{operation} answered {answer.Status}: {answer.Text}");
        var schema = response!["content"]?.AsObject().Where(content => content.Key.StartsWith("application/json", StringComparison.Ordinal)).Select(content => content.Value!["schema"]).FirstOrDefault();
        var mistakes = schema is null
            ? answer.Text.Length == 0 ? [] : [$"a body where none is documented: {answer.Text}"]
            : new SchemaCheck(document, tolerated ?? SeenInPractice.Keys.ToHashSet()).Check(answer.Json, schema);
        Assert.True(mistakes.Count == 0, $"{operation}: {string.Join("; ", mistakes)}\n{answer.Text}");
        Visited.Add(operation);
        return answer;
    }
}
