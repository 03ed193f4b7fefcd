using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Soql.Syntax;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Soql.Execution;

/// <summary>Turns "operator and literal" into a test of a value, and refuses literals of the wrong kind as the cloud does.</summary>
public sealed class LiteralTests(QueryContext context)
{
    public Func<object?, bool> Of<T>(Bound<T> left, string op, Literal literal)
    {
        if (left.Field is { Filterable: false } || left.Type.IsCompound())
            throw context.Source.Error("INVALID_FIELD", $"field '{left.Text}' can not be filtered in a query call", left.At);
        if (op == "LIKE") return Like(left, literal);
        if (literal is NullLiteral) return Null(left, op);
        if (literal is DateWord word && left.Type is FieldType.Date or FieldType.Datetime) return InRange(left.Type, op, (DateWord)literal);
        var wanted = Value(left, literal);
        if (left.Type == FieldType.Boolean && op is not ("=" or "!=")) throw BadOperator(left);
        return Compare(op, wanted, new ValueOrder(left.Type, null));
    }

    /// <summary>The literal as a value of the operand's type.</summary>
    public object Value<T>(Bound<T> left, Literal literal) => (left.Type, literal) switch
    {
        (FieldType.Id or FieldType.Reference, TextLiteral text) => RecordIds.Normalize(text.Value)
            ?? throw context.Source.Error("INVALID_QUERY_FILTER_OPERATOR", $"invalid ID field: {text.Value}", left.At),
        (var type, TextLiteral text) when type.IsText() => text.Value,
        (var type, NumberLiteral number) when type.IsNumber() => number.Value,
        (FieldType.Boolean, BooleanLiteral flag) => flag.Value,
        (FieldType.Date, DateLiteral date) => date.Value,
        (FieldType.Datetime, MomentLiteral moment) => moment.Value,
        _ => throw WrongKind(left),
    };

    private static Func<object?, bool> Compare(string op, object wanted, ValueOrder order) => op switch
    {
        "=" => value => Same(value, wanted),
        "!=" => value => !Same(value, wanted),
        "<" => value => value is not null && order.Compare(value, wanted) < 0,
        "<=" => value => value is not null && order.Compare(value, wanted) <= 0,
        ">" => value => value is not null && order.Compare(value, wanted) > 0,
        _ => value => value is not null && order.Compare(value, wanted) >= 0,
    };

    /// <summary>Text is equal case aside; an empty text equals null; an unset checkbox is false.</summary>
    public static bool Same(object? value, object wanted) => (value, wanted) switch
    {
        (null, string text) => text.Length == 0,
        (null, bool flag) => !flag,
        (null, _) => false,
        (string a, string b) => a.Equals(b, StringComparison.OrdinalIgnoreCase),
        _ => Comparer<object>.Default.Compare(value, wanted) == 0,
    };

    private Func<object?, bool> Null<T>(Bound<T> left, string op) => op switch
    {
        "=" => value => value is null,
        "!=" => value => value is not null,
        _ => throw BadOperator(left),
    };

    private Func<object?, bool> Like<T>(Bound<T> left, Literal literal)
    {
        if (!left.Type.IsText()) throw BadOperator(left);
        if (literal is not TextLiteral text) throw WrongKind(left);
        var pattern = new LikePattern(text.Pattern);
        return value => value is string found && pattern.Matches(found);
    }

    private Func<object?, bool> InRange(FieldType type, string op, DateWord word)
    {
        var (first, after) = DateWords.Range(word.Name, word.Count ?? 0, context.Today);
        object from = first, to = after;
        if (type == FieldType.Datetime) (from, to) = (context.Midnight(first), context.Midnight(after));
        var order = Comparer<object>.Default;
        return op switch
        {
            "=" => value => value is not null && order.Compare(value, from) >= 0 && order.Compare(value, to) < 0,
            "!=" => value => value is null || order.Compare(value, from) < 0 || order.Compare(value, to) >= 0,
            "<" => value => value is not null && order.Compare(value, from) < 0,
            "<=" => value => value is not null && order.Compare(value, to) < 0,
            ">" => value => value is not null && order.Compare(value, to) >= 0,
            _ => value => value is not null && order.Compare(value, from) >= 0,
        };
    }

    private Rules.SalesforceRefusal BadOperator<T>(Bound<T> left) =>
        context.Source.Error("INVALID_QUERY_FILTER_OPERATOR", $"invalid operator on {(left.Type.IsId() ? "id" : left.Type.Word())} field", left.At);

    private Rules.SalesforceRefusal WrongKind<T>(Bound<T> left)
    {
        var quoted = left.Type.IsText() || left.Type.IsId();
        var type = left.Type switch { FieldType.Id or FieldType.Reference => "ID", FieldType.Datetime => "dateTime", FieldType.Currency or FieldType.Percent => "double", var t when t.IsText() => "string", var t => t.Word() };
        return context.Source.Error("INVALID_FIELD", $"value of filter criterion for field '{left.Text}' must be of type {type} and should {(quoted ? "" : "not ")}be enclosed in quotes", left.At);
    }
}
