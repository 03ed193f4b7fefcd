namespace Tieline.Server.CallerMatching;

/// <summary>A record that may be the caller, with its phone fields as stored.</summary>
/// <param name="Country">In which its numbers without a country code are meant.</param>
/// <param name="Phones">Field and text of those that are filled.</param>
/// <param name="TouchedAt">When somebody last changed it.</param>
internal sealed record PhoneHolder(
    string RecordId, string ObjectName, string Name, string? Detail, string? AccountId, string? AccountName, string Country,
    IReadOnlyList<KeyValuePair<string, string>> Phones, DateTimeOffset? TouchedAt)
{
    public bool IsPerson => ObjectName is "Contact" or "Lead";
}
