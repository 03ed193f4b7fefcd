using System.Globalization;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Rest;

/// <summary><c>If-Modified-Since</c> and <c>If-Unmodified-Since</c> on rows and describes; to the second, as HTTP dates are.</summary>
public static class Conditions
{
    /// <summary>304, 412 or null (go on).</summary>
    public static RestAnswer? Read(RestCall call, DateTimeOffset? modified)
    {
        if (modified is not { } at) return null;
        if (Date(call.Header("if-modified-since")) is { } since && Second(at) <= since) return new RestAnswer(304) { Headers = LastModified(at) };
        return Date(call.Header("if-unmodified-since")) is { } until && Second(at) > until ? new RestAnswer(412) : null;
    }

    /// <summary>Refuses a write whose condition fails; an unreadable date is refused too.</summary>
    public static void Write(RestCall call, DateTimeOffset? modified)
    {
        if (call.Header("if-unmodified-since") is not { } header) return;
        var until = Date(header) ?? throw SalesforceRefusal.Query("BAD_REQUEST", "If-Unmodified-Since is not a valid date");
        if (modified is { } at && Second(at) > until)
            throw new SalesforceRefusal(412, "ENTITY_FAILED_IFLASTMODIFIED_ON_UPDATE", "Entity was modified since " + header);
    }

    public static IReadOnlyDictionary<string, string> LastModified(DateTimeOffset? at) =>
        at is { } moment ? new Dictionary<string, string> { ["Last-Modified"] = moment.ToString("R", CultureInfo.InvariantCulture) } : new Dictionary<string, string>();

    private static DateTimeOffset? Date(string? header) =>
        DateTimeOffset.TryParse(header, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) ? date : null;

    private static DateTimeOffset Second(DateTimeOffset at) => new(at.Ticks - at.Ticks % TimeSpan.TicksPerSecond, TimeSpan.Zero);
}
