using System.Text;
using Tieline.SalesforceSimulator.Rules;

namespace Tieline.SalesforceSimulator.Sosl;

/// <summary>One thing a term asks for: a word or a quoted phrase, with <c>*</c> and <c>?</c> as wildcards.</summary>
public sealed record SearchWord(string Text, bool Phrase)
{
    public bool HasWildcard => Text.Contains(SearchTerm.AnyRun) || Text.Contains(SearchTerm.AnyOne);
}

/// <summary>A term cut into alternatives (OR) of words that must all match (AND is implied), with words that must not (AND NOT).</summary>
public sealed record SearchTerm(IReadOnlyList<SearchTerm.Alternative> Alternatives)
{
    /// <summary>Stands for a wildcard within a word, as a plain star may also come escaped.</summary>
    public const char AnyRun = '\uE002';
    public const char AnyOne = '\uE003';
    private const string MustBeEscaped = "&|!{}[]()^~:\\'+-";

    public sealed record Alternative(IReadOnlyList<SearchWord> Wanted, IReadOnlyList<SearchWord> Unwanted);

    public static SearchTerm Parse(string term, bool needsEscapes = true)
    {
        var alternatives = new List<Alternative>();
        var (wanted, unwanted, negated) = (new List<SearchWord>(), new List<SearchWord>(), false);
        foreach (var word in Words(term, needsEscapes))
        {
            if (word is { Phrase: false, Text: "OR" })
            {
                alternatives.AddRange(Spellings(wanted, unwanted));
                (wanted, unwanted) = ([], []);
            }
            else if (word is { Phrase: false, Text: "AND" or "NOT" })
            {
                negated = word.Text == "NOT";
            }
            else
            {
                // What is punctuation alone is no word.
                if (word.HasWildcard || word.Text.Any(char.IsLetterOrDigit)) (negated ? unwanted : wanted).Add(word);
                negated = false;
            }
        }

        alternatives.AddRange(Spellings(wanted, unwanted));
        var letters = alternatives.SelectMany(a => a.Wanted).Sum(w => w.Text.Count(char.IsLetterOrDigit));
        if (letters < 2) throw SalesforceRefusal.Query("INVALID_SEARCH", "search term must be longer than one character: " + term.Trim());
        return new SearchTerm(alternatives);
    }

    /// <summary>Words without a letter may also be one number that was written with blanks.</summary>
    private static IEnumerable<Alternative> Spellings(List<SearchWord> wanted, List<SearchWord> unwanted)
    {
        yield return new Alternative(wanted, unwanted);
        if (wanted.Count > 1 && wanted.All(w => !w.HasWildcard && !w.Text.Any(char.IsLetter))) yield return new Alternative([new SearchWord(string.Concat(wanted.Select(w => w.Text)), Phrase: false)], unwanted);
    }

    private static IEnumerable<SearchWord> Words(string term, bool needsEscapes)
    {
        var word = new StringBuilder();
        var phrase = false;
        for (var at = 0; at < term.Length; at++)
        {
            var letter = term[at];
            if (letter == '\\' && at + 1 < term.Length) word.Append(term[++at]);
            else if (letter == '"')
            {
                if (word.Length > 0) yield return new SearchWord(word.ToString(), phrase);
                word.Clear();
                phrase = !phrase;
            }
            else if (letter == '*') word.Append(AnyRun);
            else if (letter == '?') word.Append(AnyOne);
            else if (needsEscapes && MustBeEscaped.Contains(letter)) throw SalesforceRefusal.Query("MALFORMED_SEARCH", $"unexpected character in the search term: {letter}; escape it with a backslash");
            else if (!phrase && (char.IsWhiteSpace(letter) || MustBeEscaped.Contains(letter)))
            {
                if (word.Length > 0) yield return new SearchWord(word.ToString(), false);
                word.Clear();
            }
            else word.Append(letter);
        }

        if (phrase) throw SalesforceRefusal.Query("MALFORMED_SEARCH", "a quoted phrase in the search term is not closed");
        if (word.Length > 0) yield return new SearchWord(word.ToString(), false);
    }
}
