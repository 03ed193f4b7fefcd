using Tieline.WebexSimulator.Calls;
using Tieline.WebexSimulator.Cloud;
using Tieline.WebexSimulator.People;

namespace Tieline.WebexSimulator.Records;

/// <summary>What the detailed call history tells of an ended leg. What does not apply is left out.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/reports-detailed-call-history</remarks>
internal static class CallRecordFields
{
    public static Dictionary<string, object> Of(Leg leg, DateTimeOffset reported, string organization, int seed)
    {
        IEnumerable<(string Key, object? Value)> fields =
            [.. Times(leg), .. Parties(leg), .. Outcome(leg), .. Identity(leg, organization, seed), .. Redirections(leg), ("Report time", reported)];
        var known = new Dictionary<string, object>();
        foreach (var (key, value) in fields)
        {
            if (value is not null)
            {
                known.Add(key, value);
            }
        }

        return known;
    }

    private static IEnumerable<(string Key, object? Value)> Times(Leg leg)
    {
        var released = leg.Disconnected!.Value;
        yield return ("Start time", leg.Created);
        yield return ("Answer time", leg.Answered);
        yield return ("Release time", released);
        yield return ("Duration", leg.Answered is { } answered ? Seconds(released - answered) : 0);
        yield return ("Ring duration", Seconds((leg.Answered ?? released) - leg.Created));
        yield return ("Hold Duration", Seconds(leg.HoldTime));
    }

    private static IEnumerable<(string Key, object? Value)> Parties(Leg leg)
    {
        var own = leg.Person.Number ?? leg.Person.Extension;
        var incoming = IsIncoming(leg);
        yield return ("Direction", incoming ? "TERMINATING" : "ORIGINATING");
        yield return ("Calling number", incoming ? leg.Remote.Number : own);
        yield return ("Called number", incoming ? own : leg.Remote.Number);
        yield return ("Calling line ID", incoming ? leg.Remote.Name : leg.Person.DisplayName);
        yield return ("Called line ID", incoming ? leg.Person.DisplayName : leg.Remote.Name);
        yield return ("Dialed digits", incoming ? null : leg.Remote.Number);
        yield return ("Call type", TypeOf(leg));
        yield return ("User", leg.Person.DisplayName);
        yield return ("User number", own);
        yield return ("User type", "User");
        yield return ("User UUID", HydraId.Name(leg.Person.Id));
        yield return ("Client type", leg.Endpoint is null ? null : leg.Endpoint.Type == Endpoint.Device ? "WXC_DEVICE" : "WXC_CLIENT");
        yield return ("Model", leg.Endpoint is { Type: Endpoint.Device } ? leg.Endpoint.Name : null);
    }

    private static IEnumerable<(string Key, object? Value)> Outcome(Leg leg)
    {
        var (outcome, reason) = (leg.Answered, IsIncoming(leg), leg.ReleasedHere) switch
        {
            (not null, _, _) => ("Success", "Normal"),
            (null, true, true) => ("Refusal", "CallRejected"),
            (null, false, false) when leg.FoundBusy => ("Success", "UserBusy"),
            _ => ("Success", "NoAnswer"),
        };
        var postRedirection = leg.Redirections.Count > 0 ? "Yes-PostRedirection" : "Yes";
        yield return ("Answered", leg.Answered is null ? "false" : "true");
        yield return ("Answer indicator", leg.Answered is null ? "No" : postRedirection);
        yield return ("Answered Elsewhere", leg.CompletedElsewhere ? "Yes" : null);
        yield return ("Call outcome", outcome);
        yield return ("Call outcome reason", reason);
        yield return ("Releasing party", leg.ReleasedHere ? "Local" : "Remote");
        yield return ("Recall Type", leg.Recall is null ? null : "call park");
        yield return ("Call Recording Platform Name", leg.WasRecorded ? "Webex" : null);
        yield return ("Call Recording Result", leg.WasRecorded ? "successful" : null);
        yield return ("Call Recording Trigger", !leg.WasRecorded ? null : leg.Person.RecordingMode switch
        {
            "Always" => "always",
            "Always with Pause/Resume" => "always-pause-resume",
            _ => "on-demand",
        });
    }

    private static IEnumerable<(string Key, object? Value)> Identity(Leg leg, string organization, int seed)
    {
        var session = HydraId.SessionUuid(leg.Session.Id);
        yield return ("Report ID", HydraId.Drawn(seed, "report " + leg.CallId).ToString("D"));
        yield return ("Correlation ID", session);
        yield return ("Interaction ID", session);
        yield return ("Local call ID", Half(leg.CallId));
        yield return ("Remote call ID", leg.RemoteCallId is null ? null : Half(leg.RemoteCallId));
        yield return ("Network call ID", $"BW{session.Replace("-", "", StringComparison.Ordinal)}@10.21.0.1");
        yield return ("Org UUID", organization);
        yield return ("Location", leg.Person.Location);
        yield return ("Site UUID", HydraId.Name(Place.IdOf(leg.Person.Location, seed)));
        yield return ("Site timezone", TimeZoneInfo.TryFindSystemTimeZoneById(leg.Person.TimeZone, out var zone) ? $"{zone.GetUtcOffset(leg.Created).TotalMinutes}" : null);
    }

    private static IEnumerable<(string Key, object? Value)> Redirections(Leg leg)
    {
        if (leg.Redirections is [var last, ..] && leg.Redirections[^1] is var first)
        {
            yield return ("Redirect reason", Reason(last.Reason));
            yield return ("Redirecting number", last.RedirectingParty.Number);
            yield return ("Redirecting party UUID", HydraId.Name(last.RedirectingParty.PersonId ?? last.RedirectingParty.PlaceId ?? ""));
            yield return ("Original reason", Reason(first.Reason));
            yield return ("Original Called Party UUID", HydraId.Name(first.RedirectingParty.PersonId ?? first.RedirectingParty.PlaceId ?? ""));
        }
    }

    private static bool IsIncoming(Leg leg) => leg.Personality == Personality.Terminator;

    private static string TypeOf(Leg leg) => leg.Remote.CallType switch
    {
        Party.Emergency => "SIP_EMERGENCY",
        Party.External when IsIncoming(leg) => "SIP_INBOUND",
        Party.External when leg.Remote.Number is { Length: > 2 } number && leg.Person.Number?.StartsWith(number[..2], StringComparison.Ordinal) != true => "SIP_INTERNATIONAL",
        Party.External => "SIP_NATIONAL",
        _ => "SIP_ENTERPRISE",
    };

    private static string Reason(string reason) => reason switch
    {
        "busy" => "UserBusy",
        "divert" => "Deflection",
        "unknown" => "Unknown",
        _ => char.ToUpperInvariant(reason[0]) + reason[1..],
    };

    private static string Half(string callId) => (HydraId.Name(callId) ?? callId).Replace("callhalf-", "", StringComparison.Ordinal);

    private static int Seconds(TimeSpan time) => (int)Math.Max(0, Math.Min(int.MaxValue, Math.Floor(time.TotalSeconds)));
}
