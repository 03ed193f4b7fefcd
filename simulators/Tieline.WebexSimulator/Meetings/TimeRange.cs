using Tieline.WebexSimulator.Http;

namespace Tieline.WebexSimulator.Meetings;

/// <summary>A time range of a list: from is within, to is not.</summary>
internal sealed record TimeRange(DateTimeOffset From, DateTimeOffset To)
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    /// <summary>What is not said lies seven days from what is; when nothing is said the range is <paramref name="usual"/>.</summary>
    public static TimeRange Read(CloudRequest request, TimeRange usual, TimeSpan? longest = null, string from = "from", string to = "to")
    {
        var range = (MeetingTime.Query(request, from), MeetingTime.Query(request, to)) switch
        {
            ({ } first, { } last) => new TimeRange(first, last),
            ({ } first, null) => new TimeRange(first, first + Week),
            (null, { } last) => new TimeRange(last - Week, last),
            _ => usual,
        };
        if (range.From > range.To)
        {
            throw WebexFailure.BadRequest($"{from} cannot be after {to}.");
        }

        return longest is null || range.To - range.From <= longest
            ? range
            : throw WebexFailure.BadRequest($"The interval between {from} and {to} must be within {longest.Value.TotalDays} days.");
    }

    public static TimeRange LastWeek(DateTimeOffset now) => new(now - Week, now.AddTicks(1));

    public static TimeRange NextWeek(DateTimeOffset now) => new(now, now + Week);

    public bool Has(DateTimeOffset time) => time >= From && time < To;
}
