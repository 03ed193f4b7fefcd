using MimeKit;

namespace Tieline.Server.Leaving.Mail;

internal static class MailAddresses
{
    private const int Longest = 254;

    private static readonly ParserOptions Strict = new() { AddressParserComplianceMode = RfcComplianceMode.Strict, AllowAddressesWithoutDomain = false, AllowUnquotedCommasInAddresses = false };

    /// <summary>One bare address and nothing else: no name, no list, no line break by which a header could be added.</summary>
    public static bool IsOne(string? text) =>
        text is { Length: > 0 and <= Longest } && !text.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter) || letter is '<' or '>' or ',' or ';' or ':' or '"')
        && MailboxAddress.TryParse(Strict, text, out var address) && address.Address == text;
}
