using System.Globalization;
using System.Net.Mail;

namespace Tieline.WebexSimulator.Tests.Schema;

/// <summary>The formats of a text that a schema can ask for.</summary>
public static class StringFormats
{
    private static readonly string[] DateTimes = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"];

    /// <summary>A format that is not known here fits everything, as the specification has it.</summary>
    public static bool Fits(string text, string? format) => format switch
    {
        "email" => MailAddress.TryCreate(text, out var address) && address.Address == text,
        "date" => DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "date-time" => DateTimeOffset.TryParseExact(text, DateTimes, CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
        "uri" => Uri.TryCreate(text, UriKind.Absolute, out _),
        "uuid" => Guid.TryParseExact(text, "D", out _),
        _ => true,
    };

    /// <summary>A text of the format.</summary>
    public static string Sample(string? format) => format switch
    {
        "email" => "ann.berg@nordlys.example",
        "date" => "2026-03-02",
        "date-time" => "2026-03-02T09:00:00Z",
        "uri" => "https://tieline.example/",
        "uuid" => "6a1e8a4e-3f0c-4b0e-9d5c-0d5a1f6f2b11",
        _ => "x",
    };
}
