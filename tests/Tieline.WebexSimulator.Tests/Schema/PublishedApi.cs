using System.Text.Json.Nodes;
using Tieline.WebexSimulator.Tests.Harness;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>The vendor's OpenAPI documents, when they lie beside the repository.</summary>
public sealed class PublishedApi(string file, IReadOnlySet<string>? tolerated = null)
{
    /// <summary>What the real cloud answers, or the document's own examples show, although the schemas do not say so.</summary>
    private static readonly HashSet<string> SeenInPractice = Deviations.Of(Deviations.Answer);

    private readonly JsonNode document = JsonNode.Parse(File.ReadAllText(Path.Combine(Folder()!, file)))!;

    public Schemas Schemas => new(document);

    public HashSet<string> Visited { get; } = [];

    public IEnumerable<string> Operations => document["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Where(operation => operation.Key is "get" or "post" or "put" or "patch" or "delete").Select(operation => $"{operation.Key} {path.Key}"));

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

    public JsonNode Operation(string operation) => document["paths"]![operation.Split(' ')[1]]![operation.Split(' ')[0]]!;

    /// <summary>Fails unless the answer's status and body are ones that the operation documents; one that documents no success has no body.</summary>
    public Answer Holds(string operation, Answer answer)
    {
        var (method, path) = (operation.Split(' ')[0], operation.Split(' ')[1]);
        var responses = document["paths"]![path]![method]!["responses"]!.AsObject();
        var response = responses[$"{answer.Status}"] ?? (answer.Status == 204 && !responses.Any(one => one.Key[0] == '2') ? new JsonObject() : null);
        Assert.True(response is not null && answer.Status < 300, $"{operation} answered {answer.Status}: {answer.Text}");
        var content = response!["content"] as JsonObject ?? [];
        var schema = content.FirstOrDefault(one => one.Key.StartsWith("application/json", StringComparison.Ordinal)).Value?["schema"];
        var mistakes = schema is null
            ? answer.Text.Length == 0 == (content.Count == 0) ? [] : [$"a body where none is documented: {answer.Text}"]
            : new SchemaCheck(Schemas, tolerated ?? SeenInPractice).Check(answer.Json, schema);
        Assert.True(mistakes.Count == 0, $"{operation}: {string.Join("; ", mistakes)}\n{answer.Text}");
        Visited.Add(operation);
        return answer;
    }
}
