using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http.Features;
using Tieline.SalesforceSimulator.Control;
using Tieline.SalesforceSimulator.Lightning;
using Tieline.SalesforceSimulator.OAuth;
using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary>The HTTP side of the REST API: session, version and body in; answer, limits and headers out.</summary>
public sealed class RestPipeline(SalesforceOrg org, PublicAddress address, HeldRequests held)
{
    private const string Root = "/services/data";

    private const long Megabyte = 1_000_000;

    public async Task HandleAsync(HttpContext context)
    {
        if (CrossOrigin.Answer(org, context) is { } early)
        {
            await WriteAsync(context, early);
            return;
        }

        var (call, refusal) = await ReadAsync(context);
        await WriteAsync(context, call is null ? refusal! : await AnswerAsync(context, call));
    }

    private async Task<RestAnswer> AnswerAsync(HttpContext context, RestCall call)
    {
        var (slow, cancellationToken) = (context.Items[FaultGate.SlowSave] as Fault, context.RequestAborted);
        if (slow is not null) return await new SlowSave(call, held, cancellationToken).RunAsync(() => held.WaitAsync(slow, cancellationToken));
        if (org.SaveTimes == SaveTimes.None || !SlowSave.Fits(call)) return RestRouter.Handle(call);
        return await new SlowSave(call, held, cancellationToken).RunAsync(() => held.WaitAsync(TimeSpan.FromSeconds(org.SaveTimes.TakesSeconds), cancellationToken));
    }

    /// <summary>The call, or the answer that refuses it.</summary>
    public async Task<(RestCall? Call, RestAnswer? Refusal)> ReadAsync(HttpContext context)
    {
        var segments = Segments(context.Request.Path.Value!);
        if (segments.Length == 0) return (null, context.Request.Method is "GET" or "HEAD" ? RestAnswer.Ok(VersionResources.Versions()) : RestAnswer.Of(SalesforceRefusal.NotFound()));
        if (Bearer(context.Request) is not { } token || org.Sessions.Find(token) is not { } session) return (null, SessionInvalid());
        if (org.Usage.Count(org.Clock.Now) > org.Usage.DailyLimit) return (null, NamedFaults.Rest("requestLimitExceeded"));
        if (VersionResources.Known(segments[0]) is not { } version) return (null, RestAnswer.Of(VersionResources.Refusal(segments[0], org.Switches)));
        if (!IsApiEnabled(session)) return (null, RestAnswer.Of(new SalesforceRefusal(403, "API_DISABLED_FOR_ORG", "The REST API is not enabled for this Organization.")));
        if (!HasScope(session, "api")) return (null, RestAnswer.Of(new SalesforceRefusal(403, "INSUFFICIENT_ACCESS", "The session's scope does not allow the REST API")));
        if (AcceptHeader.Refusal(context.Request, segments) is { } notReadable) return (null, RestAnswer.Of(notReadable));
        if (TakesParts(segments) && MultipartBody.Is(context.Request)) return await ReadPartsAsync(context, segments, version, session);
        if (BodyRefused(context.Request)) return (null, RestAnswer.Of(new SalesforceRefusal(415, "UNSUPPORTED_MEDIA_TYPE", "Unsupported media type: use application/json")));
        if (segments is [_, "jobs", ..] && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size) size.MaxRequestBodySize = (org.Switches.BulkTakes100Megabytes ? 100 : 150) * Megabyte;
        if (await BodyAsync(context.Request) is not { } body) return (null, RestAnswer.Of(RestJson.Unreadable("The body is not valid gzip")));
        return (Call(context, segments, version, session) with { Body = body }, null);
    }

    /// <summary>The path arrives decoded but for slashes, which would otherwise look like its own.</summary>
    private static string[] Segments(string path) => [.. path[Root.Length..].Split('/', StringSplitOptions.RemoveEmptyEntries).Select(s => s.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase))];

    private RestCall Call(HttpContext context, string[] segments, string version, Session session) => new()
    {
        Org = org, Method = context.Request.Method.ToUpperInvariant(), Path = segments[1..], Version = version, UserId = session.UserId, PublicUrl = address.Url,
        Query = context.Request.Query.ToDictionary(q => q.Key, q => q.Value.ToString(), StringComparer.OrdinalIgnoreCase),
        Headers = context.Request.Headers.ToDictionary(h => h.Key.ToLowerInvariant(), h => h.Value.ToString()),
    };

    private async Task<(RestCall? Call, RestAnswer? Refusal)> ReadPartsAsync(HttpContext context, string[] segments, string version, Session session)
    {
        try
        {
            return (Call(context, segments, version, session) with { Parts = await MultipartBody.ReadAsync(context.Request) }, null);
        }
        catch (SalesforceRefusal refusal)
        {
            return (null, RestAnswer.Of(refusal));
        }
    }

    public async Task WriteAsync(HttpContext context, RestAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        if (answer.Status == 401) response.Headers.WWWAuthenticate = "Token";
        response.Headers["Sforce-Limit-Info"] = $"api-usage={org.Usage.Count(org.Clock.Now)}/{org.Usage.DailyLimit}";
        response.Headers.CacheControl = "no-cache,must-revalidate,max-age=0,no-store,private";
        foreach (var (name, value) in answer.Headers) response.Headers[name] = value;
        if (answer.Blob is { } blob) await WriteAsync(context, blob);
        if (Text(context.Request, answer) is not { } text) return;
        response.ContentType = answer.Csv is null ? "application/json;charset=UTF-8" : "text/csv";
        if (context.Request.Method != "HEAD") await response.WriteAsync(text, context.RequestAborted);
    }

    private static async Task WriteAsync(HttpContext context, byte[] blob)
    {
        context.Response.ContentType = "application/octet-stream";
        context.Response.ContentLength = blob.Length;
        if (context.Request.Method != "HEAD") await context.Response.Body.WriteAsync(blob, context.RequestAborted);
    }

    private static string? Text(HttpRequest request, RestAnswer answer) =>
        answer.Csv ?? answer.Body?.ToJsonString(request.Headers["X-PrettyPrint"] == "1" ? RestJson.Pretty : RestJson.Plain);

    public static RestAnswer SessionInvalid() => RestAnswer.Of(new SalesforceRefusal(401, "INVALID_SESSION_ID", "Session expired or invalid"));

    public static string? Bearer(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        foreach (var scheme in new[] { "Bearer ", "OAuth " })
            if (header.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
                return header[scheme.Length..].Trim();
        return null;
    }

    /// <summary>The pages of the user interface do without that permission.</summary>
    private bool IsApiEnabled(Session session) => session.Scope == ShellSignIn.PageScope || org.Run(() => org.Access.Of(session.UserId)).Has("PermissionsApiEnabled");

    /// <summary>Packages, bulk jobs that come with their data, and records with binary content.</summary>
    private static bool TakesParts(string[] segments) => segments is [_, "metadata", "deployRequest"] or [_, "jobs", "ingest"] or [_, "sobjects", _] or [_, "sobjects", _, _] or [_, "sobjects", _, _, _] or [_, "composite", "sobjects"];

    private static bool HasScope(Session session, string scope) => session.Scope.Split(' ').Any(s => s == scope || s == "full");

    private static bool BodyRefused(HttpRequest request) =>
        request.ContentLength > 0 && request.Method is "POST" or "PATCH" && !IsOf(request, "json");

    private static bool IsOf(HttpRequest request, string type) => request.ContentType?.Contains(type, StringComparison.OrdinalIgnoreCase) ?? false;

    /// <summary>Null when it says it is compressed and is not.</summary>
    private static async Task<string?> BodyAsync(HttpRequest request)
    {
        if (request.Headers.ContentEncoding.ToString().Equals("gzip", StringComparison.OrdinalIgnoreCase)) return await PackedBody.ReadAsync(request);
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        return await reader.ReadToEndAsync(request.HttpContext.RequestAborted);
    }
}
