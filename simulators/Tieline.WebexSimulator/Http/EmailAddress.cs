namespace Tieline.WebexSimulator.Http;

/// <summary>Whether a text can be an e-mail address: something, an at sign, a host with a dot.</summary>
internal static class EmailAddress
{
    public static bool IsOne(string text)
    {
        var at = text.IndexOf('@');
        return at > 0 && at == text.LastIndexOf('@') && text.LastIndexOf('.') > at + 1 && text[^1] != '.' && !text.Any(letter => letter <= ' ' || letter == '\u007f');
    }
}
