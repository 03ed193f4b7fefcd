namespace Tieline.Salesforce.Http;

/// <summary>Names and values as a form or a query string carries them.</summary>
internal static class Form
{
    public static string Encode(params ReadOnlySpan<(string Name, string? Value)> fields)
    {
        var parts = new List<string>(fields.Length);
        foreach (var (name, value) in fields)
        {
            if (value is not null)
            {
                parts.Add(name + "=" + Uri.EscapeDataString(value));
            }
        }

        return string.Join('&', parts);
    }
}
