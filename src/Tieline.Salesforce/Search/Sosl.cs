using System.Text;

namespace Tieline.Salesforce;

/// <summary>In which kind of field a search looks.</summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_in.htm">IN SearchGroup</a>.</remarks>
public enum SearchScope
{
    /// <summary>All searchable fields.</summary>
    All,

    /// <summary>Names.</summary>
    Name,

    /// <summary>E-mail addresses.</summary>
    Email,

    /// <summary>Phone numbers.</summary>
    Phone,

    /// <summary>What the sidebar of old searched.</summary>
    Sidebar,
}

/// <summary>
/// A search over several objects. Terms are escaped, so that what a caller types is looked for and never obeyed.
/// The index lags: a record made seconds ago may not be found yet.
/// </summary>
/// <remarks>See <a href="https://developer.salesforce.com/docs/atlas.en-us.soql_sosl.meta/soql_sosl/sforce_api_calls_sosl_syntax.htm">SOSL syntax</a>.</remarks>
public sealed record Sosl
{
    private Sosl(string find) => Find = find;

    /// <summary>The search as it is sent.</summary>
    public string Text
    {
        get
        {
            var text = new StringBuilder("FIND {").Append(Find).Append("} IN ").Append(Scope.ToString().ToUpperInvariant()).Append(" FIELDS");
            if (Wanted.Count > 0)
            {
                text.Append(" RETURNING ").AppendJoin(", ", Wanted);
            }

            return OverallLimit is { } limit ? text.Append(" LIMIT ").Append(limit).ToString() : text.ToString();
        }
    }

    /// <summary>Whether there is enough to search for: the cloud refuses a term with fewer than two letters or digits.</summary>
    public static bool IsSearchable(string? text) => text is not null && SoslText.Words(text).Any(word => word.Count(char.IsLetterOrDigit) >= 2);

    /// <summary>Records that hold all the words, in any order, the last one also as a beginning: what someone is typing.</summary>
    /// <exception cref="ArgumentException">There is nothing to search for; ask <see cref="IsSearchable"/> before.</exception>
    public static Sosl FindWords(string text)
    {
        var words = Searchable(text, nameof(text)) ? SoslText.Words(text).ToList() : [];
        var last = SoslText.Escape(words[^1]) + "*";
        return new Sosl(string.Join(" AND ", words.SkipLast(1).Select(SoslText.Quote).Append(last)));
    }

    /// <summary>Records that hold the words side by side.</summary>
    /// <exception cref="ArgumentException">There is nothing to search for; ask <see cref="IsSearchable"/> before.</exception>
    public static Sosl FindPhrase(string text)
    {
        Searchable(text, nameof(text));
        return new Sosl(SoslText.Quote(text.Trim()));
    }

    /// <summary>
    /// Records that hold one of these forms of a phone number (with and without country code, national, digits alone) in a phone field.
    /// Give every form in which it may be stored: the index knows the digits as they were grouped.
    /// </summary>
    /// <exception cref="ArgumentException">None of the forms has two digits.</exception>
    public static Sosl FindPhone(IEnumerable<string> forms)
    {
        var usable = forms.Where(IsSearchable).Select(form => form.Trim()).Distinct(StringComparer.Ordinal).ToList();
        return usable.Count > 0
            ? new Sosl(string.Join(" OR ", usable.Select(SoslText.Quote))).In(SearchScope.Phone)
            : throw new ArgumentException("There is no form of the number with at least two digits.", nameof(forms));
    }

    /// <summary>Looks in this kind of field only.</summary>
    public Sosl In(SearchScope scope) => this with { Scope = scope };

    /// <summary>Adds an object to what is wanted back.</summary>
    /// <param name="objectName">API name.</param>
    /// <param name="fields">Fields wanted; at least one.</param>
    /// <param name="where">A condition; null for none.</param>
    /// <param name="limit">At most so many, 1 to 2000; null for the vendor's own limit.</param>
    public Sosl Returning(string objectName, IEnumerable<string> fields, Soql? where = null, int? limit = null)
    {
        var wanted = SoqlName.List(fields);
        ArgumentException.ThrowIfNullOrEmpty(wanted, nameof(fields));
        var text = $"{SoqlName.Object(objectName)}({wanted}{(where is null ? "" : " WHERE " + where.Text)}{(limit is { } most ? $" LIMIT {Checked(most)}" : "")})";
        return this with { Wanted = [.. Wanted, text] };
    }

    /// <summary>At most so many records in all, 1 to 2000.</summary>
    public Sosl Limit(int limit) => this with { OverallLimit = Checked(limit) };

    /// <summary>The search as it is sent.</summary>
    public override string ToString() => Text;

    private string Find { get; }

    private SearchScope Scope { get; init; }

    private IReadOnlyList<string> Wanted { get; init; } = [];

    private int? OverallLimit { get; init; }

    private static int Checked(int limit) => limit is >= 1 and <= 2000 ? limit : throw new ArgumentOutOfRangeException(nameof(limit), limit, "A search gives 1 to 2000 records.");

    private static bool Searchable(string text, string name) => IsSearchable(text)
        ? true
        : throw new ArgumentException("There is nothing to search for: at least two letters or digits are needed.", name);
}
