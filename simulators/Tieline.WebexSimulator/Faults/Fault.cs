using System.Text.Json;
using System.Text.RegularExpressions;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Faults;

/// <summary>A mishap that befalls requests of the cloud's paths.</summary>
internal sealed class Fault
{
    public const string RefreshFails = "refreshFails";
    public static readonly string[] Kinds = ["status", "slow", "cut", "refuse", "lateCommit", "tooManyRequests", "unauthorized", "locked", RefreshFails];
    private Regex? path;
    private int skip;

    public required string Id { get; init; }

    /// <summary>Null matches every method.</summary>
    public string? Method { get; init; }

    /// <summary>A regular expression over the path; null matches every path.</summary>
    public string? Path { get; init; }

    /// <summary>How often it still strikes; null: until it is removed.</summary>
    public int? Times { get; private set; }

    /// <summary>How often it has struck.</summary>
    public int Struck { get; private set; }

    public required string Kind { get; init; }

    public int Status { get; private init; } = 500;

    public JsonElement? Body { get; private init; }

    /// <summary>HTTP knows no body for such a status.</summary>
    public bool HasNoBody => Status is 204 or 205 or 304;

    public Dictionary<string, string> Headers { get; private init; } = [];

    /// <summary>For slow and lateCommit: seconds on the simulator's clock.</summary>
    public double Seconds { get; private init; }

    /// <summary>For slow: milliseconds of real time.</summary>
    public double DelayMs { get; private init; }

    /// <summary>The Retry-After header as given, sensible or not; null leaves it out.</summary>
    public string? RetryAfter { get; private init; }

    /// <summary>For unauthorized and refreshFails: the token that was used stays dead.</summary>
    public bool TokenDies { get; private init; }

    public static Fault Read(JsonBody body, string id)
    {
        body.Only("match", "times", "after", "fault");
        var match = (body.OptionalObject("match") ?? JsonBody.Empty).Only("method", "path");
        var fault = body.OptionalObject("fault") ?? throw WebexFailure.BadRequest("fault is required, for example {\"kind\":\"slow\",\"delayMs\":500}.");
        fault.Only("kind", "status", "body", "headers", "seconds", "delayMs", "delaySeconds", "retryAfter", "tokenDies");
        var kind = fault.Text("kind");
        if (!Kinds.Contains(kind))
        {
            throw WebexFailure.BadRequest($"kind must be one of: {string.Join(", ", Kinds)}.");
        }

        var read = new Fault
        {
            Id = id,
            Method = match.OptionalText("method")?.ToUpperInvariant(),
            Path = match.OptionalText("path"),
            path = Pattern(match.OptionalText("path")),
            Times = body.OptionalCount("times"),
            skip = body.OptionalCount("after") ?? 0,
            Kind = kind,
            Status = StatusOf(kind, fault),
            Body = fault.Root.TryGetProperty("body", out var answer) ? answer.Clone() : null,
            Headers = FaultHeaders.Read(fault.OptionalObject("headers") ?? JsonBody.Empty),
            Seconds = fault.OptionalSeconds("seconds") ?? fault.OptionalSeconds("delaySeconds") ?? 0,
            DelayMs = fault.Between("delayMs", 0, 600_000, "0 and 600000") ?? 0,
            RetryAfter = fault.OptionalText("retryAfter") is { } text ? FaultHeaders.Value("retryAfter", text) : null,
            TokenDies = fault.Flag("tokenDies"),
        };
        return read.HasNoBody && read.Body is not null ? throw WebexFailure.BadRequest($"An answer of status {read.Status} has no body.") : read;
    }

    /// <summary>True when the fault strikes this request; counts it.</summary>
    public bool Strikes(HttpRequest request, bool refreshes)
    {
        if (Times is 0 || (Kind == RefreshFails && !refreshes) || (Method is not null && Method != request.Method) || (path is not null && !path.IsMatch(request.Path.Value ?? "")))
        {
            return false;
        }

        if (skip > 0)
        {
            skip--;
            return false;
        }

        Times--;
        Struck++;
        return true;
    }

    private static int StatusOf(string kind, JsonBody fault) => kind switch
    {
        "tooManyRequests" => 429,
        "unauthorized" => 401,
        "locked" => 423,
        RefreshFails => 400,
        _ => fault.OptionalNumber("status") is var status and (null or (>= 200 and <= 599))
            ? (int)(status ?? 500)
            : throw WebexFailure.BadRequest("status must lie between 200 and 599."),
    };

    private static Regex? Pattern(string? text)
    {
        try
        {
            return text is null ? null : new Regex(text, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception mistake) when (mistake is ArgumentException or NotSupportedException)
        {
            throw WebexFailure.BadRequest($"match.path is not a regular expression: {mistake.Message}");
        }
    }
}
