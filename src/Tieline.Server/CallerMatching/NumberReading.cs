using System.Text.RegularExpressions;
using PhoneNumbers;

namespace Tieline.Server.CallerMatching;

/// <summary>A phone number, read.</summary>
/// <param name="E164">For example <c>+12025550143</c>; null for what only a telephone system understands (extensions, short codes).</param>
/// <param name="Extension">The digits behind x, ext. and the like.</param>
/// <param name="National">The significant digits without country and trunk prefix; for an extension its digits.</param>
/// <param name="Region">Two-letter code of the number's own country; empty when unknown.</param>
internal sealed record NumberRead(string? E164, string? Extension, string National, string Region)
{
    /// <summary>Digits only of a number within a telephone system.</summary>
    public bool IsExtensionOnly => E164 is null;
}

/// <summary>Pure: reads numbers as people, telephone systems and clouds write them.</summary>
internal static partial class NumberReading
{
    private const int LongestText = 80;
    private static readonly PhoneNumberUtil Library = PhoneNumberUtil.GetInstance();

    /// <summary>Reads a number; one without a country code is meant as in <paramref name="country"/>. Null when it holds no number.</summary>
    public static NumberRead? Read(string? text, string country)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestText)
        {
            return null;
        }

        var plain = ExtensionWord().Replace(Scheme().Replace(text.Trim(), ""), " ext. ");
        return Parse(plain, country) ?? ExtensionOf(plain);
    }

    /// <summary>As people in the asker's country write it; the text itself where it cannot be read.</summary>
    public static string Shown(NumberRead read, string text, string askerCountry)
    {
        if (read.E164 is null)
        {
            return text.Trim();
        }

        var number = Library.Parse(read.E164, null);
        var format = read.Region.Equals(askerCountry, StringComparison.OrdinalIgnoreCase) ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL;
        var shown = Library.Format(number, format);
        return read.Extension is null ? shown : $"{shown} x{read.Extension}";
    }

    /// <summary>The forms in which the number may be stored, for a search that knows digits as they were grouped.</summary>
    public static IReadOnlyList<string> Forms(NumberRead read)
    {
        if (read.E164 is null)
        {
            return [read.National];
        }

        var number = Library.Parse(read.E164, null);
        var national = Library.Format(number, PhoneNumberFormat.NATIONAL);
        return [.. new[]
        {
            read.E164, read.E164[1..], read.National, Digits(national), national, Library.Format(number, PhoneNumberFormat.INTERNATIONAL),
        }.Distinct(StringComparer.Ordinal)];
    }

    public static string Digits(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    private static NumberRead? Parse(string text, string country)
    {
        // 00 is the way out of most countries; where it is not, as in North America, nothing else begins with it.
        var number = Possible(text, country) ?? (text.StartsWith("00", StringComparison.Ordinal) ? Possible("+" + text[2..], country) : null);
        if (number is null)
        {
            return null;
        }

        var e164 = Library.Format(number, PhoneNumberFormat.E164);
        var extension = number.HasExtension && number.Extension.Length > 0 ? number.Extension : null;
        return new NumberRead(e164, extension, Library.GetNationalSignificantNumber(number), Library.GetRegionCodeForNumber(number) ?? "");
    }

    private static PhoneNumber? Possible(string text, string country)
    {
        try
        {
            var number = Library.Parse(text, country.ToUpperInvariant());
            return Library.IsPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE ? number : null;
        }
        catch (NumberParseException)
        {
            return null; // No number: the caller goes on with what else it may be.
        }
    }

    private static NumberRead? ExtensionOf(string text)
    {
        var digits = Digits(text);
        return digits.Length is >= 2 and <= 10 && text.All(c => char.IsAsciiDigit(c) || " -.()#xXet".Contains(c)) ? new NumberRead(null, null, digits, "") : null;
    }

    [GeneratedRegex(@"\A(tel|sip|callto):", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    /// <summary>Words for an extension that the library does not know.</summary>
    [GeneratedRegex(@"\b(lokalnummer|lokalnr\.?|lokal|lok\.|durchwahl|dw\.?|poste|toestel|anknytning)\s*:?\s*(?=[0-9])", RegexOptions.IgnoreCase)]
    private static partial Regex ExtensionWord();
}
