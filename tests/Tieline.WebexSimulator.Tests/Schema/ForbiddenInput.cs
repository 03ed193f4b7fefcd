using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>A request that the published schema forbids, made from one that it allows.</summary>
/// <param name="What">How it was spoilt, such as "licenses[].id missing".</param>
/// <param name="Refusals">The statuses with which the cloud refuses it.</param>
public sealed record ForbiddenInput(string What, WalkRequest Request, params int[] Refusals)
{
    public static IEnumerable<ForbiddenInput> Of(PublishedApi api, WalkRequest right) => [.. OfBody(api, right), .. OfParameters(api, right)];

    private static IEnumerable<ForbiddenInput> OfBody(PublishedApi api, WalkRequest right)
    {
        var schema = (api.Operation(right.Operation)["requestBody"]?["content"] as JsonObject)?.FirstOrDefault().Value?["schema"];
        if (schema is null || right.IsForm)
        {
            yield break;
        }

        var body = right.Body is null ? new JsonObject() : JsonNode.Parse(right.Body);
        foreach (var (what, spoilt) in new SpoiltBody(api.Schemas).Of(body, schema))
        {
            yield return new ForbiddenInput(what, right with { Body = spoilt!.ToJsonString() }, 400);
        }

        foreach (var (what, text) in ((string, string)[])[("body cut short", "{\"a\":"), ("body a list", "[]"), ("body a text", "\"text\""), ("body null", "null")])
        {
            yield return new ForbiddenInput(what, right with { Body = text }, 400);
        }

        foreach (var type in (string?[])["text/plain", "application/x-www-form-urlencoded", "application/jsonx", null])
        {
            yield return new ForbiddenInput($"body sent as {type ?? "nothing"}", right with { Body = body!.ToJsonString(), ContentType = type }, 415);
        }
    }

    private static IEnumerable<ForbiddenInput> OfParameters(PublishedApi api, WalkRequest right)
    {
        var spoilt = new SpoiltParameters(api.Schemas);
        foreach (var parameter in (api.Operation(right.Operation)["parameters"] as JsonArray ?? []).Select(parameter => api.Schemas.Resolve(parameter!)))
        {
            var (place, name) = (parameter["in"]!.GetValue<string>(), parameter["name"]!.GetValue<string>());
            foreach (var (what, query) in place == "query" ? spoilt.OfQuery(right.Query, parameter) : [])
            {
                yield return new ForbiddenInput(what, right with { Query = query }, 400);
            }

            foreach (var (what, value) in place == "path" ? spoilt.OfPath(parameter) : [])
            {
                yield return new ForbiddenInput(what, right with { Path = new Dictionary<string, string>(right.Path) { [name] = value } }, 400, 404);
            }
        }
    }
}
