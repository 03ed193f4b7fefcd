using Tieline.SalesforceSimulator.Soql.Syntax;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>LIKE: <c>%</c> any run, <c>_</c> one character, case aside; linear in the text for any pattern with one run, never exponential.</summary>
public sealed class LikePattern(string pattern)
{
    private readonly string pattern = pattern.ToUpperInvariant();

    public bool Matches(string text)
    {
        text = text.ToUpperInvariant();
        int t = 0, p = 0, star = -1, retry = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '%')
            {
                star = p++;
                retry = t;
            }
            else if (p < pattern.Length && One(pattern[p], text[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++retry;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '%') p++;
        return p == pattern.Length;
    }

    private static bool One(char wanted, char found) => wanted switch
    {
        '_' => true,
        SoqlLexer.LiteralPercent => found == '%',
        SoqlLexer.LiteralUnderscore => found == '_',
        _ => wanted == found,
    };
}
