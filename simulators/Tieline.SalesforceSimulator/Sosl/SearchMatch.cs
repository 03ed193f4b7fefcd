using Tieline.SalesforceSimulator.Soql.Execution;

namespace Tieline.SalesforceSimulator.Sosl;

/// <summary>
/// Whether an indexed record answers a term. Words match whole words, case aside; a phone matches when the digits agree
/// with punctuation, international prefix and leading zero left out.
/// </summary>
public static class SearchMatch
{
    private const int FewestDigits = 7;

    public static bool Fits(SearchTerm term, SearchGroup group, SearchDocument document) =>
        term.Alternatives.Any(a => a.Wanted.Count > 0 && a.Wanted.All(w => Word(w, group, document)) && !a.Unwanted.Any(w => Word(w, group, document)));

    /// <summary>The end of a number, which two numbers that agree have in common.</summary>
    public static string PhoneKey(string digits) => National(digits) is var national && national.Length > FewestDigits ? national[^FewestDigits..] : national;

    private static bool Word(SearchWord word, SearchGroup group, SearchDocument document)
    {
        if (group is SearchGroup.Phone or SearchGroup.All or SearchGroup.Sidebar && document.Phones.Any(p => Phone(word.Text, p))) return true;
        if (group == SearchGroup.Phone) return false;
        IEnumerable<string> words = group switch
        {
            SearchGroup.Name or SearchGroup.Sidebar => document.NameWords,
            SearchGroup.Email => document.EmailWords,
            _ => document.NameWords.Concat(document.EmailWords).Concat(document.OtherWords),
        };
        var wanted = SearchDocument.Words(word.Text.Replace("@", " ").Trim());
        if (word.Text.Contains('@') && words.Contains(word.Text.ToLowerInvariant())) return true;
        return wanted.Length > 0 && (word.Phrase && wanted.Length > 1 ? Sequence(wanted, [.. words]) : wanted.All(w => words.Any(found => Glob(w, found))));
    }

    private static bool Sequence(string[] wanted, string[] words) =>
        Enumerable.Range(0, Math.Max(0, words.Length - wanted.Length + 1)).Any(start => wanted.Select((w, i) => Glob(w, words[start + i])).All(fits => fits));

    private static bool Phone(string wanted, string stored)
    {
        var wild = wanted.Contains(SearchTerm.AnyRun) || wanted.Contains(SearchTerm.AnyOne);
        if (wanted.Any(c => char.IsLetter(c) && c is not (SearchTerm.AnyRun or SearchTerm.AnyOne))) return false;
        if (wild) return Glob(string.Concat(wanted.Where(c => char.IsAsciiDigit(c) || c is SearchTerm.AnyRun or SearchTerm.AnyOne)), stored);
        var (a, b) = (National(SearchDocument.Digits(wanted)), National(stored));
        if (a == b) return a.Length > 1;
        var (shorter, longer) = a.Length < b.Length ? (a, b) : (b, a);
        // A country prefix is at most three digits.
        return shorter.Length >= FewestDigits && longer.Length - shorter.Length <= 3 && longer.EndsWith(shorter, StringComparison.Ordinal);
    }

    /// <summary>Without an international prefix (00) or a trunk zero.</summary>
    private static string National(string digits) => digits.TrimStart('0');

    private static bool Glob(string pattern, string text) => Wildcards.Fit(pattern, text, SearchTerm.AnyRun, (wanted, found) => wanted == SearchTerm.AnyOne || wanted == found);
}
