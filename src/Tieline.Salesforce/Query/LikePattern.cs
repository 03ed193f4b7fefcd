namespace Tieline.Salesforce;

/// <summary>What a LIKE compares with. What is given is taken to the letter: its own <c>%</c> and <c>_</c> stand for themselves.</summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_soql_select_comparisonoperators.htm">Comparison operators</a>.</remarks>
public readonly record struct LikePattern
{
    private LikePattern(string literal) => Literal = literal;

    /// <summary>The whole literal with its quotes.</summary>
    internal string Literal => field ?? "''";

    /// <summary>Values that begin with a text.</summary>
    public static LikePattern StartsWith(string text) => new("'" + SoqlText.EscapeLike(text) + "%'");

    /// <summary>Values that end with a text. Not selective: Salesforce reads every row.</summary>
    public static LikePattern EndsWith(string text) => new("'%" + SoqlText.EscapeLike(text) + "'");

    /// <summary>Values that hold a text. Not selective: Salesforce reads every row.</summary>
    public static LikePattern Contains(string text) => new("'%" + SoqlText.EscapeLike(text) + "%'");

    /// <summary>Values in which the pieces follow each other with anything between, such as the groups of a phone number however it is punctuated.</summary>
    public static LikePattern InOrder(IEnumerable<string> pieces) => new("'%" + string.Join('%', pieces.Select(SoqlText.EscapeLike)) + "%'");

    /// <summary>The literal.</summary>
    public override string ToString() => Literal;
}
