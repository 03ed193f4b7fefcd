using System.Buffers.Binary;
using System.Text.Json.Nodes;

namespace Tieline.WebexSimulator.Webinars;

/// <summary>
/// Many registrants, none of whom is stored: each is made anew from the seed and a number whenever somebody asks.
/// Their registrations lie evenly between two instants, so that a time range is a range of numbers.
/// </summary>
internal sealed record Crowd
{
    public required int Seed { get; init; }

    public required int Count { get; init; }

    public required DateTimeOffset Opened { get; init; }

    public required DateTimeOffset Closed { get; init; }

    /// <summary>The part of the registrants that comes, 0 to 1.</summary>
    public double Attending { get; init; } = 0.45;

    /// <summary>How many come without having registered.</summary>
    public int WalkIns { get; init; }

    /// <summary>The invitation sources that half of the registrants came by.</summary>
    public string[] Sources { get; init; } = [];

    public Registrant this[int number]
    {
        get
        {
            var (first, last, company) = (CrowdNames.First(Draw(number, 1)), CrowdNames.Last(Draw(number, 2)), CrowdNames.Company(Draw(number, 3)));
            return new Registrant
            {
                Id = IdOf(number),
                Status = (Draw(number, 4) % 100) switch { < 2 => Registrant.Pending, < 3 => Registrant.Rejected, _ => Registrant.Approved },
                FirstName = first,
                LastName = last,
                Email = EmailOf(first, last, number, company),
                RegistrationId = $"{100_000 + (Draw(number, 5) % 900_000)}",
                RegistrationTime = TimeOf(number),
                SourceId = Sources.Length == 0 || Draw(number, 13) % 2 == 0 ? null : Sources[Draw(number, 14) % (ulong)Sources.Length],
                Details = new JsonObject
                {
                    ["jobTitle"] = CrowdNames.JobTitle(Draw(number, 6)), ["companyName"] = company, ["city"] = CrowdNames.City(Draw(number, 7)),
                    ["workPhone"] = $"+1202555{Draw(number, 8) % 10_000:D4}",
                },
            };
        }
    }

    /// <summary>The number of the first registration at or after <paramref name="time"/>.</summary>
    public int FirstAt(DateTimeOffset time)
    {
        var (low, high) = (0, Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = TimeOf(middle) < time ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    public int? NumberOfId(string id)
    {
        if (!Guid.TryParseExact(id, "D", out var uuid))
        {
            return null;
        }

        var bytes = uuid.ToByteArray(bigEndian: true);
        var number = BinaryPrimitives.ReadUInt64BigEndian(bytes.AsSpan(8)) ^ Draw(0, 10);
        return number < (ulong)Count && IdOf((int)number) == id.ToLowerInvariant() ? (int)number : null;
    }

    public int? NumberOfEmail(string email)
    {
        var at = email.IndexOf('@');
        var dot = at < 0 ? -1 : email.LastIndexOf('.', at);
        return dot >= 0 && int.TryParse(email.AsSpan(dot + 1, at - dot - 1), System.Globalization.CultureInfo.InvariantCulture, out var number)
            && number >= 0 && number < Count && string.Equals(this[number].Email, email, StringComparison.OrdinalIgnoreCase)
            ? number
            : null;
    }

    /// <summary>A walk-in: a name and an address that no registrant has.</summary>
    public (string Name, string Email) WalkIn(int number)
    {
        var (first, last) = (CrowdNames.First(Draw(number, 11)), CrowdNames.Last(Draw(number, 12)));
        return ($"{first} {last}", $"{first}.{last}.{number}@walkin.example".ToLowerInvariant());
    }

    /// <summary>A number that depends on nothing but the seed, the registrant and what it is drawn for.</summary>
    public ulong Draw(int number, int purpose) => Mix(Mix((ulong)Seed + 0x9E3779B97F4A7C15) ^ Mix(((ulong)purpose << 40) + (ulong)number + 1));

    private static ulong Mix(ulong value)
    {
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }

    private DateTimeOffset TimeOf(int number)
    {
        var time = Opened + ((Closed - Opened) * ((double)number / Count));
        return new DateTimeOffset(time.Ticks - (time.Ticks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
    }

    private string IdOf(int number)
    {
        var bytes = new byte[16];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Draw(0, 9));
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(8), Draw(0, 10) ^ (ulong)number);
        return new Guid(bytes, bigEndian: true).ToString("D");
    }

    private static string EmailOf(string first, string last, int number, string company) =>
        $"{first}.{last}.{number}@{company.Replace(" ", "", StringComparison.Ordinal)}.example".ToLowerInvariant();
}
