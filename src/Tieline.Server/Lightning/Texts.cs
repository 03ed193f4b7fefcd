using System.Globalization;
using System.Resources;

namespace Tieline.Server.Lightning;

/// <summary>
/// Every sentence that people read, in English (<c>Texts.resx</c>) and Danish (<c>Texts.da.resx</c>). Name of the resource and marker for <c>IStringLocalizer</c>.
/// A circuit serves one agent for hours and is woken from many threads, so the language is an explicit value here and not the thread's culture.
/// </summary>
public sealed class Texts(CultureInfo culture)
{
    private static readonly ResourceManager Resources = new(typeof(Texts));

    /// <summary>For dates, times and numbers beside the texts.</summary>
    public CultureInfo Culture { get; } = culture;

    /// <summary>The language in which it is said, for the attribute <c>lang</c>: <c>da</c> or <c>en</c>.</summary>
    public string Language => Culture.TwoLetterISOLanguageName == "da" ? "da" : "en";

    /// <summary>The sentence for a key; the key itself when there is none, so that a mistake shows and nothing breaks.</summary>
    public string this[string key] => Resources.GetString(key, Culture) ?? key;

    /// <summary>The sentence for a key with its holes filled; what was kept as a sentence is said in them too.</summary>
    public string this[string key, params object?[] values] => string.Format(Culture, this[key], [.. values.Select(value => value is string text ? Told(text) : value)]);

    /// <summary>What was kept as <see cref="KeptSentence"/>, said; anything else as it is.</summary>
    public string Told(string kept)
    {
        if (KeptSentence.Read(kept) is not { } sentence || Resources.GetString(sentence.Key, Culture) is not { } form)
        {
            return kept;
        }

        try
        {
            return string.Format(Culture, form, [.. sentence.Values.Select(Told)]);
        }
        catch (FormatException)
        {
            return form; // Kept by a version whose sentence had fewer holes.
        }
    }

    /// <summary>The texts for a Salesforce language such as <c>da</c> or <c>en_US</c>; English when it is none that .NET knows.</summary>
    public static Texts For(string? salesforceLanguage)
    {
        var name = (salesforceLanguage ?? "").Replace('_', '-');
        try
        {
            return new Texts(name.Length == 0 ? English : CultureInfo.GetCultureInfo(name, predefinedOnly: true));
        }
        catch (CultureNotFoundException)
        {
            return new Texts(English);
        }
    }

    /// <summary>What the browser prefers, where nothing else is known of who asks; null when it does not say.</summary>
    internal static string? LanguageOf(HttpRequest request) => request.GetTypedHeaders().AcceptLanguage.MaxBy(wanted => wanted.Quality ?? 1)?.Value.Value;

    /// <summary>All keys, for the test that compares the languages and the code.</summary>
    internal static IReadOnlySet<string> Keys(CultureInfo culture) =>
        Resources.GetResourceSet(culture, createIfNotExists: true, tryParents: false)!
            .Cast<System.Collections.DictionaryEntry>().Select(entry => (string)entry.Key).ToHashSet();

    private static CultureInfo English => CultureInfo.GetCultureInfo("en-US");
}
