namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>Patterns with a sign for any run of characters; linear in the text for any pattern with one run, never exponential.</summary>
public static class Wildcards
{
    /// <param name="one">Whether a character of the pattern, other than <paramref name="run"/>, fits one of the text.</param>
    public static bool Fit(string pattern, string text, char run, Func<char, char, bool> one)
    {
        int t = 0, p = 0, star = -1, retry = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == run) (star, retry) = (p++, t);
            else if (p < pattern.Length && one(pattern[p], text[t])) (p, t) = (p + 1, t + 1);
            else if (star >= 0) (p, t) = (star + 1, ++retry);
            else return false;
        }

        return pattern.AsSpan(p).TrimStart(run).IsEmpty;
    }
}
