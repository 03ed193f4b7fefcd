using System.Globalization;
using System.Xml.Linq;

namespace Tieline.SalesforceSimulator.Metadata;

/// <summary>A field's default is a formula; of those only plain values are taken.</summary>
internal static class FieldDefaults
{
    /// <summary>The value as JSON would hold it: quoted text without its quotes, or a number; null when there is none.</summary>
    internal static string? Literal(XElement field)
    {
        if (field.Text("defaultValue") is not { } formula) return null;
        if (formula.Length >= 2 && formula[0] is '"' or '\'' && formula[^1] == formula[0] && field.Text("type") is "Text" or "TextArea" or "Email" or "Phone" or "Url" or "LongTextArea" && !formula[1..^1].Contains(formula[0])) return formula[1..^1];
        if (decimal.TryParse(formula, NumberStyles.Number, CultureInfo.InvariantCulture, out _) && field.Text("type") is "Number" or "Currency" or "Percent") return formula;
        throw ComponentProblem.At(field.Child("defaultValue"), $"Default values other than plain texts and numbers are not offered by this simulator: {formula}");
    }
}
