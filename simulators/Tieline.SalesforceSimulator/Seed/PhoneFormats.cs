namespace Tieline.SalesforceSimulator.Seed;

/// <summary>Numbers as people really type them. Each takes a running number and yields a number of its own.</summary>
public static class PhoneFormats
{
    private static readonly (string Country, Func<int, string> Write)[] Forms =
    [
        ("US", n => $"(415) 555-{1000 + n}"), ("US", n => $"415-555-{1000 + n}"), ("US", n => $"415.555.{1000 + n}"), ("US", n => $"1-415-555-{1000 + n}"), ("US", n => $"+1 415 555 {1000 + n}"),
        ("US", n => $"415555{1000 + n}"), ("US", n => $"(415) 555-{1000 + n} ext. {100 + n % 50}"), ("US", n => $"+1 (415) 555-{1000 + n} x{20 + n % 70}"),
        ("DK", n => $"35 4{n / 100 % 10} {n % 100:00} 17"), ("DK", n => $"+45 35 5{n / 100 % 10} {n % 100:00} 18"), ("DK", n => $"0045356{n / 100 % 10}{n % 100:00}19"),
        ("GB", n => $"020 7946 {n:0000}"), ("GB", n => $"+44 (0)20 7946 {1000 + n}"), ("DE", n => $"030 23125 {n:000}"), ("DE", n => $"+49 30 23126{n:000}"),
        ("ES", n => $"910 12 {n / 100 + 30:00} {n % 100:00}"), ("ES", n => $"+34 910 13 {n / 100 + 30:00} {n % 100:00}"), ("FR", n => $"01 70 18 {n / 100 + 40:00} {n % 100:00}"), ("JP", n => $"03-4510-{n:0000}"),
    ];

    /// <summary>Country (ISO) and number as stored, differing for each <paramref name="number"/> below 1000.</summary>
    public static (string Country, string Stored) Of(int number)
    {
        var (country, write) = Forms[number % Forms.Length];
        return (country, write(number));
    }
}
