using System.Text.Json.Serialization;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>The launch-token signer, validation rules and the search index.</summary>
public static class SettingsDoors
{
    public sealed record SignerRequest(string? Secret, string? Tieline);

    public sealed record RuleRequest(string? Object, string? Operation, string? Field, [property: JsonPropertyName("equals")] string? EqualsValue, string? Message);

    public sealed record SearchRequest(double? IndexDelaySeconds);

    public static void Map(RouteGroupBuilder control)
    {
        control.MapPost("/search", (SearchRequest request, SalesforceOrg org) =>
        {
            if (request.IndexDelaySeconds is not (>= 0 and <= 86400)) return PeopleDoors.Problem("indexDelaySeconds is between 0 and 86400");
            org.Search.Delay = TimeSpan.FromSeconds(request.IndexDelaySeconds.Value);
            return Results.Json(new { indexDelaySeconds = org.Search.Delay.TotalSeconds });
        });
        control.MapGet("/search", (SalesforceOrg org) => new { indexDelaySeconds = org.Search.Delay.TotalSeconds });
        control.MapPost("/signer", (SignerRequest request, SalesforceOrg org) => PutSigner(org, request));
        control.MapGet("/signer", (SalesforceOrg org) => new { tieline = org.Signer?.Tieline, set = org.Signer is not null });
        control.MapPost("/rules", (RuleRequest request, SalesforceOrg org) => AddRule(org, request));
        control.MapGet("/rules", (SalesforceOrg org) => new { rules = org.Rules.All.Select(r => new { @object = r.Object, r.Operation, r.Field, equals = r.EqualsValue, r.Message }) });
        control.MapDelete("/rules", (SalesforceOrg org) => { org.Rules.Clear(); org.Touch(); return Results.NoContent(); });
    }

    private static IResult PutSigner(SalesforceOrg org, SignerRequest request)
    {
        if (request is not { Secret.Length: > 0 } || !Uri.TryCreate(request.Tieline, UriKind.Absolute, out _)) return PeopleDoors.Problem("The signer needs a secret and Tieline's address");
        org.Signer = new LaunchSigner(request.Secret, request.Tieline!.TrimEnd('/'));
        org.Touch();
        return Results.Json(new { tieline = org.Signer.Tieline });
    }

    private static IResult AddRule(SalesforceOrg org, RuleRequest request)
    {
        if (request.Object is null || org.Schema.Find(request.Object) is not { } definition) return PeopleDoors.Problem($"There is no object called {request.Object}");
        if (request.Field is not null && definition.Field(request.Field) is null) return PeopleDoors.Problem($"{definition.Name} has no field called {request.Field}");
        if (request.Operation is not (null or "insert" or "update" or "any")) return PeopleDoors.Problem("operation is insert, update or any");
        org.Rules.Add(new ValidationRule(definition.Name, request.Operation ?? "any", definition.Field(request.Field ?? "")?.Name, request.EqualsValue, request.Message ?? "A validation rule refused this record."));
        org.Touch();
        return Results.Json(new { rules = org.Rules.All.Count });
    }
}
