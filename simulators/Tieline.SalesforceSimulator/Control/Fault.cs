using System.Text.Json.Nodes;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>What goes wrong. Which members count depends on <see cref="Kind"/>; the README lists the kinds.</summary>
public sealed record Fault(string? Kind, int? Status = null, JsonNode? Body = null, Dictionary<string, string>? Headers = null, double? Seconds = null, int? DelayMs = null, double? DelaySeconds = null, string? RetryAfter = null)
{
    public static readonly string[] Kinds =
    [
        "status", "slow", "slowAnswer", "slowSave", "cut", "refuse", "lateCommit", "sessionExpired", "requestLimitExceeded", "lockRow", "serverUnavailable", "internalError", "tooManyRequests", "duplicate",
    ];
}

/// <summary>Which requests a fault meets; the path is a regular expression.</summary>
public sealed record FaultMatch(string? Method, string? Path);

/// <summary>A fault that is set: skips <see cref="After"/> matching requests, then meets <see cref="Times"/> (null: all).</summary>
public sealed record FaultRequest(FaultMatch? Match, int? Times, int? After, Fault? Fault);
