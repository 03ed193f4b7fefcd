using System.Globalization;

namespace Tieline.SalesforceSimulator.Store;

/// <summary>What a value stands under in an index: numbers that are equal have one key, however they are written.</summary>
internal static class IndexKey
{
    /// <summary>Null: no index holds the value.</summary>
    public static string? Of(object? value) => value switch
    {
        string text => text,
        0m => "0",
        decimal number => number.ToString("G29", CultureInfo.InvariantCulture),
        _ => null,
    };
}
