using Tieline.SalesforceSimulator.Schema;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Sosl;

/// <summary>What the index holds of a record: its words and phone digits by kind of field, at the time it was indexed.</summary>
public sealed record SearchDocument(string ObjectName, string Id, IReadOnlyList<string> NameWords, IReadOnlyList<string> EmailWords, IReadOnlyList<string> OtherWords, IReadOnlyList<string> Phones)
{
    /// <summary>Stands between two fields, so that no phrase reaches over both.</summary>
    private const string Break = "\0";

    private static readonly char[] Between = [' ', '\t', '\r', '\n', ',', ';', '.', '-', '/', '(', ')', '&', '+', '_', ':', '!', '?', '"', '\'', '*', '[', ']', '{', '}', '|', '~', '^', '\\', '@'];

    /// <summary>Every word of the record once, but not its phones.</summary>
    public IEnumerable<string> AllWords => NameWords.Concat(EmailWords).Concat(OtherWords).Where(w => w != Break).Distinct();

    public static SearchDocument Of(ObjectDefinition definition, SalesforceRecord record)
    {
        List<string> names = [], mails = [], others = [], phones = [];
        foreach (var field in definition.Fields)
        {
            if (record.Text(field.Name) is not { } text || field.Type.IsId()) continue;
            if (field.NameField || field.CompoundFieldName == "Name") names.AddRange([.. Words(text), Break]);
            else if (field.Type == FieldType.Email) mails.AddRange([text.ToLowerInvariant(), .. Words(text)]);
            else if (field.Type == FieldType.Phone || field.Name == "SuppliedPhone") phones.Add(Digits(text));
            else if (field.Type is not FieldType.Picklist) others.AddRange([.. Words(text), Break]);
        }

        return new SearchDocument(definition.Name, record.Id, names, mails, others, [.. phones.Where(p => p.Length > 0)]);
    }

    public static string[] Words(string text) => text.ToLowerInvariant().Split(Between, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The digits of a number, without what follows an extension mark.</summary>
    public static string Digits(string text)
    {
        var main = text;
        foreach (var mark in new[] { "ext", "x", "#" })
            if (main.IndexOf(mark, StringComparison.OrdinalIgnoreCase) is var at and > 0)
                main = main[..at];
        return string.Concat(main.Where(char.IsAsciiDigit));
    }
}
