using System.Text.Json;

namespace Tieline.WebexSimulator.Http;

/// <summary>What a JSON value may be; a value that is something else is refused with the name of the field.</summary>
internal sealed class Shape(Action<JsonElement, string> check)
{
    public static readonly Shape Flag = new((value, name) => Refuse.Unless(value.ValueKind is JsonValueKind.True or JsonValueKind.False, $"{name} must be true or false."));

    public static Shape Text(int most, int least = 0) => new((value, name) =>
    {
        Refuse.Unless(value.ValueKind == JsonValueKind.String, $"{name} must be a string.");
        Refuse.Unless(value.GetString()!.Length >= least, $"{name} cannot be empty.");
        Refuse.Unless(value.GetString()!.Length <= most, $"{name} must not be longer than {most} characters.");
    });

    public static Shape Email => new((value, name) =>
    {
        Text(254).Check(value, name);
        Refuse.Unless(EmailAddress.IsOne(value.GetString()!), $"{name} must be an e-mail address.");
    });

    public static Shape OneOf(params string[] values) => new((value, name) => Refuse.Unless(
        value.ValueKind == JsonValueKind.String && values.Contains(value.GetString()), $"{name} must be one of: {string.Join(", ", values)}."));

    public static Shape Number(double least, double most) => new((value, name) => Refuse.Unless(
        value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && number >= least && number <= most && number == Math.Truncate(number),
        $"{name} must be a whole number from {least} to {most}."));

    /// <summary>A number that need not be whole.</summary>
    public static Shape Amount(double least, double most) => new((value, name) => Refuse.Unless(
        value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && number >= least && number <= most, $"{name} must be a number from {least} to {most}."));

    public static Shape Version => new((value, name) => Refuse.Unless(
        value.ValueKind == JsonValueKind.String && System.Version.TryParse(value.GetString(), out _), $"{name} must be a version such as 1.3."));

    public static Shape Cluster => new((value, name) => Refuse.Unless(
        value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and < 100 } text && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is ':' or '-' or '_'),
        $"{name} must be a cluster such as us or urn:TEAM:us-west-2_r."));

    public static Shape Among(params double[] values) => new((value, name) => Refuse.Unless(
        value.ValueKind == JsonValueKind.Number && values.Contains(value.GetDouble()), $"{name} must be one of: {string.Join(", ", values)}."));

    public static Shape List(Shape item, int most) => new((value, name) =>
    {
        Refuse.Unless(value.ValueKind == JsonValueKind.Array, $"{name} must be a list.");
        Refuse.Unless(value.GetArrayLength() <= most, $"{name} must not hold more than {most} items.");
        foreach (var one in value.EnumerateArray())
        {
            item.Check(one, name);
        }
    });

    public static Shape Either(Shape one, Shape other) => new((value, name) =>
        (value.ValueKind == JsonValueKind.String ? other : one).Check(value, name));

    /// <summary>Fields that are not named are refused, those required must be there; null stands for "not given".</summary>
    public static Shape Object(IReadOnlyDictionary<string, Shape> fields, params string[] required) => new((value, name) =>
    {
        Refuse.Unless(value.ValueKind == JsonValueKind.Object, $"{name} must be an object.");
        foreach (var field in value.EnumerateObject())
        {
            Refuse.Unless(fields.ContainsKey(field.Name), $"Unrecognized field \"{field.Name}\".");
            if (field.Value.ValueKind != JsonValueKind.Null)
            {
                fields[field.Name].Check(field.Value, field.Name);
            }
        }

        foreach (var field in required)
        {
            Refuse.Unless(value.TryGetProperty(field, out var found) && found.ValueKind != JsonValueKind.Null, $"{field} is required and cannot be empty.");
        }
    });

    public void Check(JsonElement value, string name) => check(value, name);
}
