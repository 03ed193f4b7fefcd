using System.Text.RegularExpressions;
using PhoneNumbers;

namespace Tieline.Server.Calls;

/// <summary>Pure: what an agent wrote, as Webex wants it: E.164, an extension, a feature code or an address.</summary>
/// <param name="Destination">Null when it cannot be understood; then <paramref name="Problem"/> says why.</param>
/// <param name="Problem">A resource key of <see cref="CallSentences"/>.</param>
public sealed partial record DialedNumber(string? Destination, string? Problem)
{
    private const int LongestExtension = 6;
    private const int LongestOnNetNumber = 10;

    /// <param name="text">A number with or without country, <c>tel:</c> or <c>sip:</c> in front or not, letters for digits allowed.</param>
    /// <param name="country">ISO 3166 code by which a number without country is read.</param>
    public static DialedNumber Read(string text, string country)
    {
        var bare = Scheme().Replace(text.Trim(), "");
        if (bare.Length == 0)
        {
            return new(null, CallSentences.NumberEmpty);
        }

        if (bare.Contains('@'))
        {
            return Address().IsMatch(bare) ? new(bare, null) : new(null, CallSentences.NumberNotUnderstood);
        }

        var digits = Separators().Replace(bare, "");
        return Code().IsMatch(digits) || IsEmergency(digits, country) || (digits.Length <= LongestExtension && digits.All(char.IsAsciiDigit))
            ? new(digits, null)
            : ReadFull(bare, country) ?? ReadOnNet(digits);
    }

    /// <summary>An emergency number that every network knows.</summary>
    public static bool IsEmergencyEverywhere(string digits) => digits is "112" or "911" or "999";

    /// <summary>An emergency number there, or one of those that every network knows.</summary>
    public static bool IsEmergency(string digits, string country) =>
        IsEmergencyEverywhere(digits) || (digits.All(char.IsAsciiDigit) && ShortNumberInfo.GetInstance().IsEmergencyNumber(digits, country));

    // A number within the company's network, or a local one without area code, which no country can be put before: the telephone system knows it.
    private static DialedNumber ReadOnNet(string digits) =>
        digits.Length <= LongestOnNetNumber && digits.All(char.IsAsciiDigit) ? new(digits, null) : new(null, CallSentences.NumberNotUnderstood);

    private static DialedNumber? ReadFull(string bare, string country)
    {
        var numbers = PhoneNumberUtil.GetInstance();
        try
        {
            var number = numbers.Parse(bare, country);
            return numbers.IsPossibleNumberWithReason(number) == PhoneNumberUtil.ValidationResult.IS_POSSIBLE
                ? new(numbers.Format(number, PhoneNumberFormat.E164), null)
                : null;
        }
        catch (NumberParseException)
        {
            return null; // No full number: the caller goes on with what else it may be.
        }
    }

    [GeneratedRegex(@"^(tel|sip|callto):(//)?", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^[^@\s]{1,64}@[^@\s]{1,253}$")]
    private static partial Regex Address();

    [GeneratedRegex(@"[\s\-().\u00A0\u2010-\u2015]")]
    private static partial Regex Separators();

    [GeneratedRegex(@"^[*#][0-9*#]{1,20}$")]
    private static partial Regex Code();
}
