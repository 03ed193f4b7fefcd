using System.Globalization;
using Tieline.Server.Diagnostics;

namespace Tieline.Server.Doctor.Org;

/// <summary>API calls left in the org's last 24 hours, and whether they will last: what all programs used since the last look is drawn out to a whole day.</summary>
internal sealed class ApiCallsCheck(Clock clock) : ICheck
{
    /// <summary>A growth over less is chance.</summary>
    private static readonly TimeSpan ShortestLook = TimeSpan.FromMinutes(30);

    public Mender Who => Mender.Salesforce;

    public IReadOnlyList<string> Says { get; } = ["Refused", "Low", "Forecast"];

    public async Task<Finding> LookAsync(Examination on, CancellationToken cancellationToken)
    {
        var access = await on.OrgAsync(cancellationToken);
        if (access.Client is null)
        {
            return access.Judge(OrgCause.ApiCalls);
        }

        var limit = (await access.Client.Limits.GetAsync(cancellationToken))["DailyApiRequests"];
        var used = limit.Max - limit.Remaining;
        var before = on.Before.GetValueOrDefault("ApiCalls") is { Finding.IsCommon: false } one ? one : null; // Its figure must be as old as it is.
        var forecast = Forecast(used, before?.Finding.Measure, before is null ? TimeSpan.Zero : clock.UtcNow - before.RanAt, ForecastIn(before?.Finding));
        var found = limit.Remaining * 10 < limit.Max ? Finding.Warning("Low", Text(limit.Remaining), Text(limit.Max))
            : forecast > limit.Max ? Finding.Warning("Forecast", Text(limit.Remaining), Text(limit.Max), Text(forecast))
            : Finding.Well(Text(limit.Remaining), Text(limit.Max), Text(forecast));
        return found.With($"limits: DailyApiRequests {Text(limit.Remaining)} of {Text(limit.Max)} left", $"forecast for 24 hours: {Text(forecast)}") with { Measure = used };
    }

    /// <summary>Pure: how many calls a day comes to at this rate; at least as many as the last 24 hours had. So soon after the last look that a growth tells nothing, what that one said holds.</summary>
    internal static long Forecast(long used, long? usedBefore, TimeSpan since, long? forecastBefore) =>
        usedBefore is not { } earlier || since > TimeSpan.FromDays(1) ? used
        : Math.Max(used, since >= ShortestLook ? (long)((used - earlier) / since.TotalDays) : forecastBefore ?? 0);

    private static long? ForecastIn(Finding? before) => before is { Says: "Well" or "Forecast", Args: [_, _, var text] } && long.TryParse(text, CultureInfo.InvariantCulture, out var forecast) ? forecast : null;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
