using System.Globalization;
using Tieline.SalesforceSimulator.Rest;
using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Formulas;

/// <summary>Texts: made, cut, searched.</summary>
internal static class TextFunctions
{
    private const int MostCharacters = 3900;

    public static CompiledFormula Text(string name, CompiledFormula[] parts) => new(FormulaType.Text, c => parts[0].Read(c) switch
    {
        decimal number => (number / 1.0000000000000000000000000000m).ToString(CultureInfo.InvariantCulture),
        DateOnly date => RestJson.Date(date),
        DateTimeOffset moment => moment.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        string text => text,
        _ => "",
    });

    public static CompiledFormula Value(string name, CompiledFormula[] parts)
    {
        var text = parts[0].Needs(FormulaType.Text, "function 'VALUE()'");
        return new(FormulaType.Number, c => text.Text(c).Length == 0 ? null : decimal.TryParse(text.Text(c), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : throw new FormulaFailure());
    }

    public static CompiledFormula Length(string name, CompiledFormula[] parts)
    {
        var texts = Texts(name, parts);
        return new(FormulaType.Number, c => (decimal)texts[0].Text(c).Length);
    }

    public static CompiledFormula Cut(string name, CompiledFormula[] parts)
    {
        var (text, count) = (parts[0].Needs(FormulaType.Text, $"function '{name}()'"), parts[1].Needs(FormulaType.Number, $"function '{name}()'"));
        return new(FormulaType.Text, c =>
        {
            var (whole, wanted) = (text.Text(c), Count(count, c));
            return wanted >= whole.Length ? whole : name == "LEFT" ? whole[..wanted] : whole[^wanted..];
        });
    }

    public static CompiledFormula Middle(string name, CompiledFormula[] parts)
    {
        parts[0].Needs(FormulaType.Text, "function 'MID()'");
        parts[1].Needs(FormulaType.Number, "function 'MID()'");
        parts[2].Needs(FormulaType.Number, "function 'MID()'");
        return new(FormulaType.Text, c =>
        {
            var (whole, from) = (parts[0].Text(c), Math.Max(0, Count(parts[1], c) - 1));
            return from >= whole.Length ? "" : whole.Substring(from, Math.Min(Count(parts[2], c), whole.Length - from));
        });
    }

    public static CompiledFormula Changed(string name, CompiledFormula[] parts)
    {
        var texts = Texts(name, parts);
        return new(FormulaType.Text, c => Change(name, texts[0].Text(c)));
    }

    private static string Change(string name, string text) => name switch
    {
        "UPPER" => text.ToUpperInvariant(),
        "LOWER" => text.ToLowerInvariant(),
        "TRIM" => text.Trim(),
        _ => RecordIds.Normalize(text) ?? text,
    };

    /// <summary>An empty text is in every text.</summary>
    public static CompiledFormula Finds(string name, CompiledFormula[] parts)
    {
        var texts = Texts(name, parts);
        return new(FormulaType.Boolean, c =>
        name == "BEGINS" ? texts[0].Text(c).StartsWith(texts[1].Text(c), StringComparison.Ordinal) : texts[0].Text(c).Contains(texts[1].Text(c), StringComparison.Ordinal));
    }

    /// <summary>Counted from one; zero: not in it.</summary>
    public static CompiledFormula Position(string name, CompiledFormula[] parts)
    {
        Texts(name, parts[..2]);
        var start = parts.Length == 3 ? parts[2].Needs(FormulaType.Number, "function 'FIND()'") : null;
        return new(FormulaType.Number, c =>
        {
            var (what, within, from) = (parts[0].Text(c), parts[1].Text(c), start is null ? 0 : Math.Max(0, Count(start, c) - 1));
            return what.Length == 0 || from > within.Length ? 0m : within.IndexOf(what, from, StringComparison.Ordinal) + 1m;
        });
    }

    public static CompiledFormula Substitute(string name, CompiledFormula[] parts)
    {
        var texts = Texts(name, parts);
        return new(FormulaType.Text, c =>
        texts[1].Text(c) is { Length: > 0 } old ? texts[0].Text(c).Replace(old, texts[2].Text(c), StringComparison.Ordinal) : texts[0].Text(c));
    }

    public static CompiledFormula Padded(string name, CompiledFormula[] parts)
    {
        parts[0].Needs(FormulaType.Text, $"function '{name}()'");
        parts[1].Needs(FormulaType.Number, $"function '{name}()'");
        var fill = parts.Length == 3 ? parts[2].Needs(FormulaType.Text, $"function '{name}()'") : null;
        return new(FormulaType.Text, c =>
        {
            var (text, width, with) = (parts[0].Text(c), Math.Min(MostCharacters, Count(parts[1], c)), fill?.Text(c) is { Length: > 0 } given ? given : " ");
            if (text.Length >= width) return text[..width];
            var padding = string.Concat(Enumerable.Repeat(with, width / with.Length + 1))[..(width - text.Length)];
            return name == "LPAD" ? padding + text : text + padding;
        });
    }

    private static CompiledFormula[] Texts(string name, CompiledFormula[] parts) => [.. parts.Select(p => p.Needs(FormulaType.Text, $"function '{name}()'"))];

    private static int Count(CompiledFormula part, FormulaContext context) => (int)Math.Clamp(part.Number(context) ?? 0m, 0m, int.MaxValue / 2);
}
