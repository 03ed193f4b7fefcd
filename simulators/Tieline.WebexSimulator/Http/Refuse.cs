using System.Globalization;

namespace Tieline.WebexSimulator.Http;

/// <summary>The refusals that many doors share.</summary>
internal static class Refuse
{
    /// <summary>400 unless the request makes sense.</summary>
    public static void Unless(bool sensible, string refusal)
    {
        if (!sensible)
        {
            throw WebexFailure.BadRequest(refusal);
        }
    }

    /// <summary>403 unless the caller may do this.</summary>
    public static void UnlessAllowed(bool allowed, string refusal)
    {
        if (!allowed)
        {
            throw WebexFailure.Forbidden(refusal);
        }
    }

    public static string? Choice(string? text, string name, params string[] choices) =>
        text is null || choices.Contains(text) ? text : throw WebexFailure.BadRequest($"{name} must be one of: {string.Join(", ", choices)}.");

    public static bool? Flag(string? text, string name) => Choice(text?.ToLowerInvariant(), name, "true", "false") switch
    {
        null => null,
        var word => word == "true",
    };

    public static DateTimeOffset? Time(string? text, string name)
    {
        if (text is null)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw WebexFailure.BadRequest($"{name} must be an ISO 8601 date and time.");
    }
}
