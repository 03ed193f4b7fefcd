using System.Text.Json.Nodes;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>
/// How a deployment is to run.
/// See https://developer.salesforce.com/docs/atlas.en-us.api_meta.meta/api_meta/meta_deploy.htm#deploy_options
/// </summary>
internal sealed record DeployOptions
{
    internal static readonly string[] TestLevels = ["NoTestRun", "RunSpecifiedTests", "RunLocalTests", "RunAllTestsInOrg", "RunRelevantTests"];
    private static readonly string[] Flags = ["allowMissingFiles", "autoUpdatePackage", "checkOnly", "ignoreWarnings", "performRetrieve", "purgeOnDelete", "rollbackOnError", "singlePackage"];

    /// <summary>As given, for it is told with each answer.</summary>
    internal required JsonObject Given { get; init; }
    internal bool AllowMissingFiles => Is("allowMissingFiles");
    internal bool CheckOnly => Is("checkOnly");
    internal bool IgnoreWarnings => Is("ignoreWarnings");
    internal bool RollbackOnError => Is("rollbackOnError");
    internal bool SinglePackage => Is("singlePackage");
    internal string TestLevel => (string?)Given["testLevel"] ?? "NoTestRun";
    internal IReadOnlyList<string> RunTests => [.. (Given["runTests"] as JsonArray ?? []).Select(t => (string)t!)];

    internal static DeployOptions Read(JsonNode? body)
    {
        if (body is not JsonObject json) throw RestJson.Unreadable("Cannot deserialize instance of object from the given body");
        foreach (var (name, _) in json.Where(p => p.Key != "deployOptions")) throw RestJson.Unreadable($"Unrecognized field \"{name}\"");
        if (json["deployOptions"] is not (JsonObject or null)) throw RestJson.Unreadable("Cannot deserialize deployOptions");
        var given = (JsonObject?)json["deployOptions"]?.DeepClone() ?? [];
        foreach (var (name, value) in given) Check(name, value);
        var options = new DeployOptions { Given = given };
        if (options.TestLevel == "RunSpecifiedTests" != options.RunTests.Count > 0)
            throw SalesforceRefusal.Query("INVALID_OPERATION", options.RunTests.Count > 0 ? "runTests can be used only when testLevel is RunSpecifiedTests" : "runTests must not be empty when testLevel is RunSpecifiedTests");
        return options;
    }

    private static void Check(string name, JsonNode? value)
    {
        var fits = name switch
        {
            _ when value is null => Flags.Contains(name) || name is "testLevel" or "runTests",
            _ when Flags.Contains(name) => value is JsonValue flag && flag.TryGetValue<bool>(out _),
            "testLevel" => value is JsonValue level && level.TryGetValue<string>(out var text) && TestLevels.Contains(text),
            "runTests" => value is JsonArray tests && tests.All(t => t is JsonValue test && test.TryGetValue<string>(out _)),
            _ => throw RestJson.Unreadable($"Unrecognized field \"{name}\""),
        };
        if (!fits) throw RestJson.Unreadable($"Cannot deserialize {name} from {value?.ToJsonString(RestJson.Plain)}");
    }

    private bool Is(string name) => Given[name]?.GetValue<bool>() ?? false;
}
