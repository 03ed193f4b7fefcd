using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Sosl;

/// <summary>The documents of one object, with an index on their words and on the ends of their phone numbers.</summary>
internal sealed class SearchCatalog
{
    private readonly Dictionary<string, SearchDocument> documents = new(StringComparer.Ordinal);
    private readonly Postings words = new();
    private readonly Postings phones = new();

    public void Put(SearchDocument document)
    {
        Remove(document.Id);
        documents[document.Id] = document;
        foreach (var word in document.AllWords) words.Add(word, document.Id);
        foreach (var phone in document.Phones) phones.Add(SearchMatch.PhoneKey(phone), document.Id);
    }

    public void Remove(string id)
    {
        if (!documents.Remove(id, out var document)) return;
        foreach (var word in document.AllWords) words.Remove(word, id);
        foreach (var phone in document.Phones) phones.Remove(SearchMatch.PhoneKey(phone), id);
    }

    /// <summary>The documents that answer a term, in the order of their ids.</summary>
    public IReadOnlyList<SearchDocument> Find(SearchTerm term, SearchGroup group)
    {
        var candidates = term.Alternatives.SelectMany(a => a.Wanted.Count == 0 ? [] : Narrowest(a.Wanted)).ToHashSet(StringComparer.Ordinal);
        return [.. candidates.Select(id => documents[id]).Where(d => SearchMatch.Fits(term, group, d)).OrderBy(d => d.Id, StringComparer.Ordinal)];
    }

    /// <summary>All of the words must match, so the one that the fewest documents hold leads.</summary>
    private IReadOnlyCollection<string> Narrowest(IReadOnlyList<SearchWord> wanted) =>
        wanted.Select(MayHold).OfType<IReadOnlyCollection<string>>().MinBy(ids => ids.Count) ?? documents.Keys;

    /// <summary>Ids of the documents that may hold a word or number; null when a wildcard keeps the index from telling.</summary>
    private List<string>? MayHold(SearchWord word)
    {
        if (word.HasWildcard) return null;
        var parts = SearchDocument.Words(word.Text);
        IReadOnlyList<string> byWord = parts.Length == 0 ? [] : parts.Select(words.Of).MinBy(ids => ids.Count)!;
        return [.. byWord, .. phones.Of(SearchMatch.PhoneKey(SearchDocument.Digits(word.Text)))];
    }
}
