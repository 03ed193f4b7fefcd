using System.Text;
using System.Text.RegularExpressions;

namespace Tieline.SalesforceSimulator.Formulas;

/// <summary>A word of a formula. Text and numbers carry their value in <see cref="Text"/>.</summary>
internal readonly record struct FormulaToken(FormulaTokenKind Kind, string Text);

internal enum FormulaTokenKind
{
    Name, Number, String, Symbol, End,
}

/// <summary>Cuts a formula into words; comments between <c>/*</c> and <c>*/</c> are passed over.</summary>
internal static partial class FormulaLexer
{
    public const int Longest = 3900;

    public static IReadOnlyList<FormulaToken> Read(string text)
    {
        if (text.Length > Longest) throw new FormulaProblem($"Formula is too long ({text.Length:#,0} characters). Maximum length is {Longest:#,0} characters.");
        var tokens = new List<FormulaToken>();
        for (var at = 0; at < text.Length;)
        {
            var match = Word().Match(text, at);
            if (text[at] is '"' or '\'') tokens.Add(String(text, ref at));
            else if (!match.Success || match.Index != at) throw FormulaProblem.Syntax($"Found '{text[at]}'");
            else
            {
                at += match.Length;
                if (match.Groups["space"].Success) continue;
                var kind = match.Groups["name"].Success ? FormulaTokenKind.Name : match.Groups["number"].Success ? FormulaTokenKind.Number : FormulaTokenKind.Symbol;
                tokens.Add(new FormulaToken(kind, match.Value));
            }
        }

        return [.. tokens, new FormulaToken(FormulaTokenKind.End, "")];
    }

    private static FormulaToken String(string text, ref int at)
    {
        var quote = text[at++];
        var value = new StringBuilder();
        while (at < text.Length && text[at] != quote)
        {
            if (text[at] == '\\' && at + 1 < text.Length) at++;
            value.Append(text[at++]);
        }

        if (at >= text.Length) throw FormulaProblem.Syntax("A text has no closing quotation mark");
        at++;
        return new FormulaToken(FormulaTokenKind.String, value.ToString());
    }

    [GeneratedRegex(@"\G(?:(?<space>\s+|/\*.*?\*/)|(?<name>[A-Za-z_$][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*)|(?<number>[0-9]+(?:\.[0-9]+)?|\.[0-9]+)|&&|\|\||<>|!=|<=|>=|==|[-+*/^&=<>!(),])", RegexOptions.Singleline)]
    private static partial Regex Word();
}
