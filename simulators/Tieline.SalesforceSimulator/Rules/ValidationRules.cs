using Tieline.SalesforceSimulator.Store;

namespace Tieline.SalesforceSimulator.Rules;

/// <summary>One rule that refuses a save: with <see cref="EqualsValue"/> when the field has that value, without it when the field is empty or was given at all.</summary>
public sealed record ValidationRule(string Object, string Operation, string? Field, string? EqualsValue, string Message);

/// <summary>The org's validation rules, as set by the control door.</summary>
public sealed class ValidationRules
{
    private readonly Lock gate = new();
    private readonly List<ValidationRule> rules = [];

    public IReadOnlyList<ValidationRule> All { get { lock (gate) return [.. rules]; } }

    public void Add(ValidationRule rule) { lock (gate) rules.Add(rule); }

    internal void Remove(Predicate<ValidationRule> which) { lock (gate) rules.RemoveAll(which); }

    public void Clear() { lock (gate) rules.Clear(); }

    /// <summary>Refuses with the first rule that is broken.</summary>
    public void Check(SalesforceRecord record, bool insert)
    {
        var operation = insert ? "insert" : "update";
        foreach (var rule in All)
        {
            if (!rule.Object.Equals(record.ObjectName, StringComparison.OrdinalIgnoreCase)) continue;
            if (rule.Operation != "any" && rule.Operation != operation) continue;
            if (rule.Field is not null && !Broken(record[rule.Field], rule.EqualsValue)) continue;
            throw SalesforceRefusal.Bad("FIELD_CUSTOM_VALIDATION_EXCEPTION", rule.Message, rule.Field is null ? [] : [rule.Field]);
        }
    }

    private static bool Broken(object? value, string? equals) =>
        equals is null ? value is null : string.Equals(Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture), equals, StringComparison.OrdinalIgnoreCase);
}
