namespace Tieline.SalesforceSimulator.Soql.Syntax;

/// <summary>Goes through the tokens of a query once.</summary>
public sealed class TokenReader(SourceText source)
{
    private const int DeepestNesting = 50;
    private readonly List<SoqlToken> tokens = SoqlLexer.Read(source);
    private int position;
    private int nesting;

    public SourceText Source { get; } = source;

    public SoqlToken Current => tokens[position];

    public SoqlToken Ahead(int by) => tokens[Math.Min(position + by, tokens.Count - 1)];

    public SoqlToken Take()
    {
        var token = Current;
        if (token.Kind != TokenKind.End) position++;
        return token;
    }

    public bool TryWord(string word)
    {
        if (!Current.IsWord(word)) return false;
        position++;
        return true;
    }

    public bool TrySymbol(string symbol)
    {
        if (!Current.IsSymbol(symbol)) return false;
        position++;
        return true;
    }

    public SoqlToken Word() => Current.Kind == TokenKind.Word ? Take() : throw Unexpected();

    public void Word(string word)
    {
        if (!TryWord(word)) throw Unexpected();
    }

    public void Symbol(string symbol)
    {
        if (!TrySymbol(symbol)) throw Unexpected();
    }

    public int WholeNumber()
    {
        if (Current.Kind != TokenKind.Number || !int.TryParse(Current.Text, out var number) || number < 0) throw Unexpected();
        position++;
        return number;
    }

    public void End()
    {
        if (Current.Kind != TokenKind.End) throw Unexpected();
    }

    public Rules.SalesforceRefusal Unexpected() => Source.Unexpected(Current);

    /// <summary>Parses something nested; a query that nests absurdly deep is refused instead of exhausting the stack.</summary>
    public T Nested<T>(Func<T> parse)
    {
        if (++nesting > DeepestNesting) throw Source.Error(Source.MalformedCode, "the query nests too deeply", Current.At);
        var result = parse();
        nesting--;
        return result;
    }
}
