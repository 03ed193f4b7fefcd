namespace Tieline.SalesforceSimulator.Soql.Syntax;

/// <summary>
/// Recursive descent over SOQL's clauses.
/// See https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select.htm
/// </summary>
public static class SoqlParser
{
    private const int LongestQuery = 100_000;
    private static readonly string[] CategorySides = ["AT", "ABOVE", "BELOW", "ABOVE_OR_BELOW"];
    private static readonly string[] Clauses = ["USING", "WHERE", "WITH", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET", "FOR", "UPDATE", "ALL"];

    public static SoqlQuery Parse(SourceText source)
    {
        if (source.Text.Length > LongestQuery) throw Rules.SalesforceRefusal.Query("MALFORMED_QUERY", "SOQL statements cannot be longer than 100000 characters.");
        var reader = new TokenReader(source);
        if (!reader.Current.IsWord("SELECT")) throw reader.Unexpected();
        var query = Query(reader, new SelectParser(reader));
        reader.End();
        return query;
    }

    /// <summary>A whole query from SELECT on; used for subqueries too.</summary>
    public static SoqlQuery Query(TokenReader reader, SelectParser select) => reader.Nested(() =>
    {
        reader.Word("SELECT");
        var items = select.Items();
        reader.Word("FROM");
        var from = OperandParser.Path(reader);
        var query = new SoqlQuery { Select = items, From = from, Aliases = Aliases(reader, from), Scope = Scope(reader) };
        query = Tail(reader, query);
        if (reader.Current.IsWord("FOR") && !reader.Ahead(1).IsWord("UPDATE")) query = query with { ForView = For(reader) };
        if (reader.TryWord("UPDATE")) Tracking(reader);
        if (reader.TryWord("FOR")) reader.Word("UPDATE");
        return query;
    });

    /// <summary>WHERE to OFFSET: what a search's RETURNING has too.</summary>
    public static SoqlQuery Tail(TokenReader reader, SoqlQuery query)
    {
        if (reader.TryWord("WHERE")) query = query with { Where = new ConditionParser(reader).Condition() };
        if (reader.TryWord("WITH")) query = query with { DataCategoryAt = DataCategory(reader) };
        if (reader.TryWord("GROUP"))
        {
            reader.Word("BY");
            query = GroupBy(reader, query);
            if (reader.TryWord("HAVING")) query = query with { Having = new ConditionParser(reader).Condition() };
        }

        if (reader.TryWord("ORDER"))
        {
            reader.Word("BY");
            query = query with { OrderBy = List(reader, () => Order(reader)) };
        }

        if (reader.TryWord("LIMIT")) query = query with { Limit = reader.WholeNumber() };
        var at = reader.Current.At;
        return reader.TryWord("OFFSET") ? query with { Offset = reader.WholeNumber(), OffsetAt = at } : query;
    }

    public static List<T> List<T>(TokenReader reader, Func<T> item)
    {
        var items = new List<T> { item() };
        while (reader.TrySymbol(",")) items.Add(item());
        return items;
    }

    private static SoqlQuery GroupBy(TokenReader reader, SoqlQuery query)
    {
        var subtotals = reader.Ahead(1).IsSymbol("(") && reader.TryWord("ROLLUP") ? Subtotals.Rollup : reader.Ahead(1).IsSymbol("(") && reader.TryWord("CUBE") ? Subtotals.Cube : Subtotals.None;
        if (subtotals != Subtotals.None) reader.Symbol("(");
        query = query with { Subtotals = subtotals, GroupBy = List(reader, () => OperandParser.Operand(reader)) };
        if (subtotals != Subtotals.None) reader.Symbol(")");
        return query;
    }

    /// <summary>The other words after WITH (SECURITY_ENFORCED, USER_MODE) are Apex's and unknown here.</summary>
    private static int DataCategory(TokenReader reader)
    {
        var at = reader.Current.At;
        reader.Word("DATA");
        reader.Word("CATEGORY");
        Categories(reader);
        return at;
    }

    /// <summary><c>Region__c AT Europe__c AND Product__c BELOW (Phones__c, Desks__c)</c>.</summary>
    public static void Categories(TokenReader reader)
    {
        do
        {
            reader.Word();
            if (!CategorySides.Any(reader.TryWord)) throw reader.Unexpected();
            if (reader.TrySymbol("("))
            {
                List(reader, reader.Word);
                reader.Symbol(")");
            }
            else reader.Word();
        }
        while (reader.TryWord("AND"));
    }

    private static OrderItem Order(TokenReader reader)
    {
        var operand = OperandParser.Operand(reader);
        var descending = reader.TryWord("DESC");
        if (!descending) reader.TryWord("ASC");
        if (!reader.TryWord("NULLS")) return new OrderItem(operand, descending, NullsLast: false);
        var last = reader.TryWord("LAST");
        if (!last) reader.Word("FIRST");
        return new OrderItem(operand, descending, last);
    }

    private static Dictionary<string, FieldPath> Aliases(TokenReader reader, FieldPath from)
    {
        var aliases = new Dictionary<string, FieldPath>(StringComparer.OrdinalIgnoreCase);
        reader.TryWord("AS");
        if (IsAlias(reader)) aliases[reader.Take().Text] = new FieldPath([], from.At);
        while (reader.TrySymbol(","))
        {
            var path = OperandParser.Path(reader);
            reader.TryWord("AS");
            aliases[reader.Word().Text] = path;
        }

        return aliases;
    }

    private static bool IsAlias(TokenReader reader) => reader.Current.Kind == TokenKind.Word && !Clauses.Any(reader.Current.IsWord);

    private static QueryScope? Scope(TokenReader reader)
    {
        if (!reader.TryWord("USING")) return null;
        reader.Word("SCOPE");
        var word = reader.Word();
        return new QueryScope(word.Text, word.At);
    }

    private static bool For(TokenReader reader)
    {
        reader.Word("FOR");
        if (!reader.TryWord("VIEW")) reader.Word("REFERENCE");
        return true;
    }

    private static void Tracking(TokenReader reader)
    {
        if (!reader.TryWord("TRACKING")) reader.Word("VIEWSTAT");
    }
}
