using System.Globalization;
using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Records;

/// <summary>How far back one of the two feeds of call records looks.</summary>
internal sealed record RecordWindow(string Path, TimeSpan Youngest, TimeSpan Oldest, TimeSpan? Longest)
{
    public static readonly RecordWindow Feed = new("/cdr_feed", TimeSpan.FromMinutes(5), TimeSpan.FromHours(48), null);
    public static readonly RecordWindow Stream = new("/cdr_stream", TimeSpan.FromMinutes(1), TimeSpan.FromHours(12), TimeSpan.FromHours(2));
}

/// <summary>What a request asks of the detailed call history.</summary>
/// <remarks>https://developer.webex.com/docs/api/v1/reports-detailed-call-history</remarks>
internal sealed record RecordQuery(DateTimeOffset Start, DateTimeOffset End, DateTimeOffset? Next, string[] Locations, int Max)
{
    private const string Form = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const int MostLocations = 10;

    /// <exception cref="WebexFailure">400: a time is missing, malformed or outside the window.</exception>
    public static RecordQuery Read(Func<string, string?> query, DateTimeOffset now, RecordWindow window)
    {
        var start = Time(query, "startTime") ?? throw WebexFailure.BadRequest("startTime is required.");
        var end = Time(query, "endTime") ?? throw WebexFailure.BadRequest("endTime is required.");
        Refuse.Unless(start <= now - window.Youngest && start >= now - window.Oldest,
            $"startTime must be between {window.Youngest.TotalMinutes} minutes ago and {window.Oldest.TotalHours} hours ago.");
        Refuse.Unless(end > start, "endTime must be later than startTime.");
        Refuse.Unless(window.Longest is null || end <= now - window.Youngest, $"endTime must be at least {window.Youngest.TotalMinutes} minute ago.");
        Refuse.Unless(window.Longest is null || end - start <= window.Longest, $"startTime and endTime may lie at most {window.Longest?.TotalHours} hours apart.");
        var locations = (query("locations") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        Refuse.Unless(locations.Length <= MostLocations, $"At most {MostLocations} locations can be given.");
        return new RecordQuery(start, end, Time(query, "startTimeForNextFetch"), locations, Clamp(query("max")));
    }

    public bool Wants(CallRecord record) =>
        record.ReportTime >= Start && record.ReportTime <= End && (Locations.Length == 0 || Locations.Contains(record.Location));

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);

    /// <summary>A number outside 500 to 5000 is moved to the nearest of them.</summary>
    private static int Clamp(string? text) => text is null ? 5000
        : double.TryParse(text, CultureInfo.InvariantCulture, out var max) && double.IsFinite(max) ? (int)Math.Clamp(max, 500, 5000)
        : throw WebexFailure.BadRequest("max must be a number.");

    private static DateTimeOffset? Time(Func<string, string?> query, string name) => query(name) is not { } text ? null
        : DateTimeOffset.TryParseExact(text, Form, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw WebexFailure.BadRequest($"{name} must be formatted as YYYY-MM-DDTHH:MM:SS.mmmZ.");
}
