using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Mvc;

namespace Tieline.SalesforceSimulator.Control;

/// <summary>Setting, listing and clearing faults.</summary>
public static class FaultDoors
{
    private const int MostHeader = 8_000;
    private const int MostDelayMs = 600_000;
    private static readonly string[] Framing = ["Content-Length", "Transfer-Encoding", "Connection"];

    public static void Map(RouteGroupBuilder control)
    {
        control.MapPost("/faults", (FaultRequest request, FaultList faults) => Problem(request) is { } problem ? PeopleDoors.Problem(problem) : Results.Json(new { id = faults.Add(request) }));
        control.MapGet("/faults", (FaultList faults, HeldRequests held) => new { faults = faults.All, waiting = held.Waiting });
        control.MapDelete("/faults", (FaultList faults) => { faults.Clear(); return Results.NoContent(); });
        control.MapDelete("/faults/{id}", ([FromRoute] string id, FaultList faults) => faults.Remove(id) ? Results.NoContent() : Results.NotFound());
    }

    private static string? Problem(FaultRequest request)
    {
        if (request.Fault?.Kind is not { } kind || !Fault.Kinds.Contains(kind)) return $"fault.kind is one of {string.Join(", ", Fault.Kinds)}";
        if (kind == "status" && request.Fault.Status is not (>= 200 and <= 599)) return "a status fault needs a status from 200 to 599";
        if (kind is "slow" or "slowAnswer" or "slowSave" && request.Fault is { Seconds: null, DelayMs: null }) return $"a {kind} fault needs seconds (on the org's clock) or delayMs";
        if (kind == "lateCommit" && request.Fault.DelaySeconds is null) return "a lateCommit fault needs delaySeconds";
        if (request.Fault.Seconds is < 0 or > TimeDoors.MostSeconds || request.Fault.DelaySeconds is < 0 or > TimeDoors.MostSeconds) return "seconds and delaySeconds lie between 0 and 34560000 (400 days)";
        if (request.Fault.DelayMs is < 0 or > MostDelayMs) return $"delayMs lies between 0 and {MostDelayMs}";
        if (request.Fault.Body is not null && request.Fault.Status is 204 or 205 or 304) return $"an answer {request.Fault.Status} has no body";
        if ((request.Fault.Headers ?? []).FirstOrDefault(h => !IsHeader(h.Key, h.Value)).Key is { } odd) return $"the header {odd} cannot be sent";
        if (request.Fault.RetryAfter is { } after && !IsHeader("Retry-After", after)) return "retryAfter cannot be sent as a header";
        if (request.Times < 1 || request.After < 0) return "times is at least 1 and after at least 0";
        return IsPattern(request.Match?.Path ?? "") ? null : "match.path is no regular expression";
    }

    /// <summary>Those that say how long the answer is are the server's own.</summary>
    private static bool IsHeader(string name, string? value) =>
        value is not null && name.Length + value.Length <= MostHeader && name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-.^_`|~".Contains(c)) && value.All(c => c is >= ' ' and <= '~') && !Framing.Contains(name, StringComparer.OrdinalIgnoreCase);

    private static bool IsPattern(string pattern)
    {
        try
        {
            _ = new Regex(pattern);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
