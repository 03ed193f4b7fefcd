using System.Globalization;

namespace Tieline.SalesforceSimulator.Formulas;

/// <summary>
/// Reads a formula. From loose to tight: <c>||</c>, <c>&amp;&amp;</c>, comparisons, <c>&amp; + -</c>, <c>* /</c>, <c>^</c>, signs.
/// See https://help.salesforce.com/s/articleView?id=platform.customize_functions.htm
/// </summary>
internal sealed class FormulaParser
{
    private const int Deepest = 100;
    private static readonly string[][] Levels = [["||"], ["&&"], ["=", "==", "<>", "!="], ["<", ">", "<=", ">="], ["&", "+", "-"], ["*", "/"], ["^"]];
    private readonly IReadOnlyList<FormulaToken> tokens;
    private int at;
    private int depth;

    private FormulaParser(string text) => tokens = FormulaLexer.Read(text);

    public static FormulaNode Parse(string text)
    {
        var parser = new FormulaParser(text);
        if (parser.Now.Kind == FormulaTokenKind.End) throw new FormulaProblem("Formula is empty");
        var node = parser.Expression(0);
        return parser.Now.Kind == FormulaTokenKind.End ? node : throw FormulaProblem.Syntax($"Extra '{parser.Now.Text}'");
    }

    private FormulaToken Now => tokens[at];

    private FormulaNode Expression(int level)
    {
        if (level == Levels.Length) return Signed();
        var left = Expression(level + 1);
        while (Now.Kind == FormulaTokenKind.Symbol && Levels[level].Contains(Now.Text))
        {
            var symbol = tokens[at++].Text;
            left = new FormulaBinary(symbol switch { "==" => "=", "!=" => "<>", _ => symbol }, left, Expression(level + 1));
        }

        return left;
    }

    private FormulaNode Signed()
    {
        if (Now is { Kind: FormulaTokenKind.Symbol, Text: "-" or "+" or "!" })
        {
            var sign = tokens[at++].Text;
            return Deeper(() => new FormulaUnary(sign, Signed()));
        }

        return Primary();
    }

    private FormulaNode Primary()
    {
        var token = tokens[at++];
        switch (token.Kind)
        {
            case FormulaTokenKind.String: return new FormulaConstant(token.Text);
            case FormulaTokenKind.Number: return decimal.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? new FormulaConstant(number) : throw FormulaProblem.Syntax($"Found '{token.Text}'");
            case FormulaTokenKind.Symbol when token.Text == "(":
                var inner = Deeper(() => Expression(0));
                Take(")");
                return inner;
            case FormulaTokenKind.Name when Now.Text == "(" && Now.Kind == FormulaTokenKind.Symbol: return Deeper(() => new FormulaCall(token.Text.ToUpperInvariant(), Arguments()));
            case FormulaTokenKind.Name: return token.Text.ToUpperInvariant() switch { "TRUE" => new FormulaConstant(true), "FALSE" => new FormulaConstant(false), "NULL" => new FormulaConstant(null), _ => new FormulaField(token.Text) };
            default: throw FormulaProblem.Syntax(token.Kind == FormulaTokenKind.End ? "The formula ends too early" : $"Found '{token.Text}'");
        }
    }

    private List<FormulaNode> Arguments()
    {
        Take("(");
        var arguments = new List<FormulaNode>();
        while (Now.Text != ")" || Now.Kind != FormulaTokenKind.Symbol)
        {
            if (arguments.Count > 0) Take(",");
            arguments.Add(Expression(0));
        }

        at++;
        return arguments;
    }

    private void Take(string symbol)
    {
        if (Now.Kind != FormulaTokenKind.Symbol || Now.Text != symbol) throw FormulaProblem.Syntax($"Missing '{symbol}'");
        at++;
    }

    private FormulaNode Deeper(Func<FormulaNode> read)
    {
        if (++depth > Deepest) throw new FormulaProblem("The formula is nested too deeply");
        var node = read();
        depth--;
        return node;
    }
}
