using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Tieline.Salesforce;

/// <summary>
/// A query. Write it as an interpolated string: <c>$"SELECT Id FROM Contact WHERE Email = {email} LIMIT {10}"</c>. Each hole becomes a literal
/// of its type: text is quoted and escaped (put no quotes around the hole), times and numbers are written as SOQL wants them, lists become
/// <c>('a','b')</c>. Names of objects and fields pass only as <see cref="SoqlName"/>, pieces of queries only as <see cref="Soql"/>;
/// a hole of another type does not compile.
/// </summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select.htm">SOQL SELECT</a>.</remarks>
[InterpolatedStringHandler]
public sealed class Soql
{
    private readonly StringBuilder _text;
    private bool _insideQuotes;

    /// <summary>Called by the compiler.</summary>
    public Soql(int literalLength, int formattedCount) => _text = new StringBuilder(literalLength + (formattedCount * 24));

    /// <summary>The query as it is sent.</summary>
    public string Text => _text.ToString();

    /// <summary>Makes a piece to be used as a hole in another query: <c>Soql.Of($"Name = {name}")</c>.</summary>
    public static Soql Of(Soql soql) => soql;

    /// <summary>Joins conditions with AND, each in parentheses.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Soql All(IReadOnlyCollection<Soql> conditions) => Join(" AND ", conditions);

    /// <summary>Joins conditions with OR, each in parentheses, the whole as well.</summary>
    /// <exception cref="ArgumentException">There are none.</exception>
    public static Soql Any(IReadOnlyCollection<Soql> conditions) => Join(" OR ", conditions);

    /// <summary>Called by the compiler with the text between holes; never call it with text from outside.</summary>
    public void AppendLiteral(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (_insideQuotes && value[i] == '\\')
            {
                i++;
            }
            else if (value[i] == '\'')
            {
                _insideQuotes = !_insideQuotes;
            }
        }

        _text.Append(value);
    }

    /// <summary>A text, quoted and escaped; null becomes <c>null</c>.</summary>
    public void AppendFormatted(string? value) => Append(value is null ? "null" : SoqlText.Quote(value));

    /// <summary>An id, quoted.</summary>
    public void AppendFormatted(RecordId value) => Append(SoqlText.Quote(value.Value));

    /// <summary>A LIKE pattern, quoted and escaped.</summary>
    public void AppendFormatted(LikePattern value) => Append(value.Literal);

    /// <summary>A checked name, as it is.</summary>
    public void AppendFormatted(SoqlName value) => Append(value.Value);

    /// <summary>Another piece of query, as it is.</summary>
    public void AppendFormatted(Soql value) => Append(value.Text);

    /// <summary>A moment, in UTC to the millisecond.</summary>
    public void AppendFormatted(DateTimeOffset value) => Append(SoqlText.Time(value));

    /// <summary>A day.</summary>
    public void AppendFormatted(DateOnly value) => Append(SoqlText.Date(value));

    /// <summary>TRUE or FALSE.</summary>
    public void AppendFormatted(bool value) => Append(value ? "TRUE" : "FALSE");

    /// <summary>A whole number.</summary>
    public void AppendFormatted(long value) => Append(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A number.</summary>
    public void AppendFormatted(decimal value) => Append(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Texts, as a list for IN.</summary>
    /// <exception cref="ArgumentException">The list is empty: SOQL has no empty list, and there is nothing to ask.</exception>
    public void AppendFormatted(IEnumerable<string> values) => Append(ListOf(values.Select(SoqlText.Quote)));

    /// <summary>Ids, as a list for IN.</summary>
    /// <exception cref="ArgumentException">The list is empty: SOQL has no empty list, and there is nothing to ask.</exception>
    public void AppendFormatted(IEnumerable<RecordId> values) => Append(ListOf(values.Select(id => SoqlText.Quote(id.Value))));

    /// <summary>Checked names, separated by commas.</summary>
    /// <exception cref="ArgumentException">The list is empty.</exception>
    public void AppendFormatted(IEnumerable<SoqlName> values) => Append(ListOf(values.Select(name => name.Value))[1..^1]);

    /// <summary>The query as it is sent.</summary>
    public override string ToString() => Text;

    private static Soql Join(string word, IReadOnlyCollection<Soql> conditions)
    {
        if (conditions.Count == 0)
        {
            throw new ArgumentException("There are no conditions to join.", nameof(conditions));
        }

        var joined = new Soql(0, conditions.Count);
        joined.Append("(" + string.Join(word, conditions.Select(condition => $"({condition.Text})")) + ")");
        return joined;
    }

    private static string ListOf(IEnumerable<string> literals)
    {
        var list = string.Join(',', literals);
        return list.Length > 0 ? $"({list})" : throw new ArgumentException("SOQL has no empty list: do not ask when there is nothing to ask for.", nameof(literals));
    }

    private void Append(string literal)
    {
        if (_insideQuotes)
        {
            throw new InvalidOperationException("A hole in a SOQL query stands inside quotes. Take the quotes away: the hole brings its own.");
        }

        _text.Append(literal);
    }
}
