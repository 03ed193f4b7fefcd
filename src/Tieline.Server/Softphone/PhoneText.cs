using PhoneNumbers;

namespace Tieline.Server.Softphone;

/// <summary>Numbers as people write and read them.</summary>
internal static class PhoneText
{
    private static readonly PhoneNumberUtil Numbers = PhoneNumberUtil.GetInstance();

    /// <summary>The number to show: as the match wrote it, else in the form usual in <paramref name="country"/>; null when there is none.</summary>
    public static string? Shown(string? matched, string? raw, string country)
    {
        if (matched is { Length: > 0 })
        {
            return matched;
        }

        if (raw is not { Length: > 0 })
        {
            return null;
        }

        return Read(raw, country) is { } number
            ? Numbers.Format(number, Numbers.GetRegionCodeForNumber(number) == country ? PhoneNumberFormat.NATIONAL : PhoneNumberFormat.INTERNATIONAL)
            : raw;
    }

    /// <summary>What a typed number will be dialed as, for example <c>+45 20 12 34 56 · DK</c>; null when it is too short or no number of any country (an extension, perhaps).</summary>
    public static string? Hint(string typed, string country) =>
        Read(typed, country) is { } number
            ? $"{Numbers.Format(number, PhoneNumberFormat.INTERNATIONAL)} · {Numbers.GetRegionCodeForNumber(number)}"
            : null;

    /// <summary>A name rather than a number: it holds a letter that is no part of how numbers are written.</summary>
    public static bool IsName(string typed) => typed.Any(char.IsLetter) && !typed.StartsWith("tel:", StringComparison.OrdinalIgnoreCase);

    /// <summary>A pasted text without the blanks around it, the scheme of a link and line breaks; at most 80 characters.</summary>
    public static string Cleaned(string? pasted)
    {
        var text = string.Concat((pasted ?? "").Where(c => !char.IsControl(c))).Trim();
        text = text.StartsWith("tel:", StringComparison.OrdinalIgnoreCase) ? Uri.UnescapeDataString(text[4..]) : text;
        return text.Length > 80 ? text[..80] : text;
    }

    /// <summary>
    /// What a search or number field holds after a change. A blank at the end stays: taken away while the next letter is on its way here, it would be missing between two words.
    /// </summary>
    public static string Typed(string? text) => text is null || text.StartsWith(' ') || text.Contains("tel:", StringComparison.OrdinalIgnoreCase) ? Cleaned(text) : text;

    private static PhoneNumber? Read(string text, string country)
    {
        try
        {
            var number = Numbers.Parse(text, country);
            return Numbers.IsValidNumber(number) ? number : null;
        }
        catch (NumberParseException)
        {
            return null; // Not a number (yet): while somebody types, that is the normal case.
        }
    }
}
