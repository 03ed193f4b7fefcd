using Tieline.SalesforceSimulator.Soql.Syntax;

namespace Tieline.SalesforceSimulator.Sosl;

/// <summary>
/// The WITH clauses of a search. They are read and, having no bearing on which contact a phone or name finds, not applied.
/// See https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_syntax.htm
/// </summary>
public static class SoslWith
{
    private static readonly string[] Settings = ["DIVISION", "METADATA", "NETWORK", "PRICEBOOKID", "SPELL_CORRECTION"];

    public static void Read(TokenReader reader)
    {
        if (reader.TryWord("HIGHLIGHT")) return;
        if (reader.TryWord("SNIPPET")) Snippet(reader);
        else if (reader.TryWord("DATA")) Category(reader);
        else if (Settings.Any(reader.TryWord)) Setting(reader);
        else throw reader.Unexpected();
    }

    /// <summary><c>SNIPPET (target_length=120)</c>.</summary>
    private static void Snippet(TokenReader reader)
    {
        if (!reader.TrySymbol("(")) return;
        reader.Word("target_length");
        reader.Symbol("=");
        reader.WholeNumber();
        reader.Symbol(")");
    }

    private static void Category(TokenReader reader)
    {
        reader.Word("CATEGORY");
        SoqlParser.Categories(reader);
    }

    /// <summary><c>NETWORK = '...'</c> or <c>NETWORK IN ('...', '...')</c>.</summary>
    private static void Setting(TokenReader reader)
    {
        if (reader.TryWord("IN"))
        {
            reader.Symbol("(");
            SoqlParser.List(reader, () => LiteralParser.Literal(reader));
            reader.Symbol(")");
            return;
        }

        reader.Symbol("=");
        LiteralParser.Literal(reader);
    }
}
