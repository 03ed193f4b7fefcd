namespace Tieline.SalesforceSimulator.Soql.Syntax;

/// <summary>The select list: fields, functions with aliases, FIELDS(), TYPEOF and child subqueries.</summary>
public sealed class SelectParser(TokenReader reader)
{
    private static readonly string[] ClausesOfReturning = ["WHERE", "USING", "ORDER", "LIMIT", "OFFSET", "GROUP"];
    private bool endsAtClause;

    /// <summary>The list up to FROM; in a search's RETURNING it ends at a clause or a parenthesis instead.</summary>
    public List<SelectItem> Items(bool endsAtClause = false)
    {
        this.endsAtClause = endsAtClause;
        return SoqlParser.List(reader, Item);
    }

    private SelectItem Item()
    {
        var start = reader.Current;
        if (start.IsSymbol("(")) return Subquery();
        if (start.IsWord("TYPEOF") && reader.Ahead(1).Kind == TokenKind.Word && !reader.Ahead(1).IsWord("FROM")) return Typeof();
        if (start.IsWord("FIELDS") && reader.Ahead(1).IsSymbol("(")) return Fields();
        var operand = OperandParser.Operand(reader);
        var alias = IsAlias(reader.Current) ? reader.Take().Text : null;
        return new OperandItem(operand, alias);
    }

    private bool IsAlias(SoqlToken token) => token.Kind == TokenKind.Word && !(endsAtClause ? ClausesOfReturning.Any(token.IsWord) : token.IsWord("FROM"));

    private SubqueryItem Subquery()
    {
        var at = reader.Take().At;
        var query = SoqlParser.Query(reader, this);
        reader.Symbol(")");
        return new SubqueryItem(query, at);
    }

    private FieldsItem Fields()
    {
        var at = reader.Take().At;
        reader.Symbol("(");
        var which = reader.Word();
        if (which.Text.ToUpperInvariant() is not ("ALL" or "STANDARD" or "CUSTOM")) throw reader.Source.Unexpected(which);
        reader.Symbol(")");
        return new FieldsItem(which.Text.ToUpperInvariant(), at);
    }

    private TypeofItem Typeof()
    {
        var at = reader.Take().At;
        var relationship = reader.Word().Text;
        var branches = new List<(string, IReadOnlyList<FieldPath>)>();
        while (reader.TryWord("WHEN"))
        {
            var name = reader.Word().Text;
            reader.Word("THEN");
            branches.Add((name, SoqlParser.List(reader, () => OperandParser.Path(reader))));
        }

        if (branches.Count == 0) throw reader.Unexpected();
        IReadOnlyList<FieldPath> otherwise = reader.TryWord("ELSE") ? SoqlParser.List(reader, () => OperandParser.Path(reader)) : [];
        reader.Word("END");
        return new TypeofItem(relationship, branches, otherwise, at);
    }
}
