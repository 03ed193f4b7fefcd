using Tieline.SalesforceSimulator.Soql.Syntax;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>LIKE: <c>%</c> any run, <c>_</c> one character, case aside.</summary>
public sealed class LikePattern(string pattern)
{
    private readonly string pattern = pattern.ToUpperInvariant();

    public bool Matches(string text) => Wildcards.Fit(pattern, text.ToUpperInvariant(), '%', One);

    private static bool One(char wanted, char found) => wanted switch
    {
        '_' => true,
        SoqlLexer.LiteralPercent => found == '%',
        SoqlLexer.LiteralUnderscore => found == '_',
        _ => wanted == found,
    };
}
