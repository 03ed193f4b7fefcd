using Tieline.SalesforceSimulator.Rules;
using Tieline.SalesforceSimulator.Soql.Syntax;

namespace Tieline.SalesforceSimulator.Sosl;

/// <summary>
/// Reads SOSL; the term between braces is cut out first, the rest shares SOQL's tokens and clauses.
/// See https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_syntax.htm
/// </summary>
public static class SoslParser
{
    private const int LargestLimit = 2000;
    private const int LongestSearch = 100_000;

    public static SoslQuery Parse(string text)
    {
        if (text.Length > LongestSearch) throw SalesforceRefusal.Query("MALFORMED_SEARCH", "SOSL statements cannot be longer than 100000 characters.");
        var source = Source(text);
        var open = text.IndexOf('{');
        if (open < 0 || !text[..open].Trim().Equals("FIND", StringComparison.OrdinalIgnoreCase)) throw source.Unexpected(FirstWord(text), 0);
        var close = Close(text, open);
        if (close < 0) throw source.Error("MALFORMED_SEARCH", "the search term is not closed with }", open);
        // What was read is blanked out, so that places in errors stay right.
        var reader = new TokenReader(source with { Text = new string(' ', close + 1) + text[(close + 1)..] });
        var group = Group(reader);
        var returning = reader.TryWord("RETURNING") ? SoqlParser.List(reader, () => Returning(reader)) : [];
        while (reader.TryWord("WITH")) SoslWith.Read(reader);
        var limit = reader.TryWord("LIMIT") ? reader.WholeNumber() : (int?)null;
        if (reader.TryWord("UPDATE") && !reader.TryWord("TRACKING")) reader.Word("VIEWSTAT");
        reader.End();
        if (limit > LargestLimit) throw source.Error("MALFORMED_SEARCH", $"the limit is at most {LargestLimit}", close);
        return new SoslQuery(text[(open + 1)..close], group, returning, limit, reader.Source);
    }

    private static SourceText Source(string text) => new(text) { MalformedCode = "MALFORMED_SEARCH" };

    /// <summary>The closing brace; escaped ones belong to the term.</summary>
    private static int Close(string text, int open)
    {
        for (var at = open + 1; at < text.Length; at++)
        {
            if (text[at] == '\\') at++;
            else if (text[at] == '}') return at;
        }

        return -1;
    }

    private static SearchGroup Group(TokenReader reader)
    {
        if (!reader.TryWord("IN")) return SearchGroup.All;
        var word = reader.Word();
        if (!Enum.TryParse<SearchGroup>(word.Text, ignoreCase: true, out var group) || char.IsDigit(word.Text[0])) throw reader.Source.Unexpected(word);
        reader.Word("FIELDS");
        return group;
    }

    public static ReturningItem Returning(TokenReader reader)
    {
        var name = reader.Word();
        var query = new SoqlQuery { Select = [IdOnly(name.At)], From = new FieldPath([name.Text], name.At) };
        if (!reader.TrySymbol("(")) return new ReturningItem(query);
        query = SoqlParser.Tail(reader, query with { Select = new SelectParser(reader).Items(endsAtClause: true) });
        reader.Symbol(")");
        if (query.GroupBy.Count > 0 || query.DataCategoryAt is not null) throw reader.Source.Error("MALFORMED_SEARCH", "GROUP BY and WITH are not for RETURNING", name.At);
        if (query.Select.FirstOrDefault(s => s is SubqueryItem or TypeofItem or OperandItem { Operand: FunctionCall { HoldsAggregate: true } }) is { } other) throw reader.Source.UnexpectedAt(other.At);
        return new ReturningItem(query);
    }

    private static OperandItem IdOnly(int at) => new(new FieldPath(["Id"], at), null);

    private static string FirstWord(string text) => text.Trim().Split(' ', 2)[0] is { Length: > 0 } word ? word : "<EOF>";
}
